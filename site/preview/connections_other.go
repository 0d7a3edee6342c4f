//go:build !unix

package preview

// openFiles is how many connections Windows is trusted with.
func openFiles() int { return 16 << 10 }

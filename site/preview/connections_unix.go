//go:build unix

package preview

import "golang.org/x/sys/unix"

// openFiles is how many files the process may open; Go has raised it to what the
// system allows.
func openFiles() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return 1024
	}
	return int(min(limit.Cur, 1<<20))
}

//go:build !linux && !darwin

package site

// exchange swaps two folders where the system has no single step for it.
func exchange(a, b string) error { return exchangeByRename(a, b) }

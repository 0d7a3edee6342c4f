//go:build unix

package site

import "syscall"

// withoutWaiting opens a pipe at once, though nobody writes into it.
const withoutWaiting = syscall.O_NONBLOCK

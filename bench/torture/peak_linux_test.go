package main

import (
	"os"
	"syscall"
)

// peak is how many bytes of memory a program had at most.
func peak(s *os.ProcessState) int { return int(s.SysUsage().(*syscall.Rusage).Maxrss) << 10 }

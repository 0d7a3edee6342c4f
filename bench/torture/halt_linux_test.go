package main

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
	"time"
)

// halt stops a process, and returns once it stands.
func halt(p *os.Process) bool {
	if p.Signal(syscall.SIGSTOP) != nil {
		return false
	}
	for range 1000 {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.Pid))
		if err != nil {
			return false
		}
		if _, state, _ := bytes.Cut(text, []byte(") ")); bytes.HasPrefix(state, []byte("T")) {
			return true
		}
		time.Sleep(time.Millisecond)
	}
	return false
}

func (s *serving) goOn() {
	if err := s.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		s.w.t.Error(err)
	}
}

//go:build !linux

package main

import "os"

// halt is not done here, for there is no queue of inotify to run over.
func halt(*os.Process) bool { return false }

func (s *serving) goOn() {}

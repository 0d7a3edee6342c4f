//go:build !unix

package main

import (
	"os/exec"
	"testing"
)

// runAs is not done here.
func runAs(*testing.T, *exec.Cmd, *world) bool { return false }

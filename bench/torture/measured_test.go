package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// usage is what a program took.
type usage struct {
	Processor time.Duration
	Memory    int // bytes at most
	Code      int // with which it ended
}

// measured runs a program for a minute at most, and gives what it said. Between
// it and this test stands a small process: the system counts the memory of who
// starts a program as the program's own.
func measured(t *testing.T, args ...string) (said []byte, u usage) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	result := filepath.Join(t.TempDir(), "usage.json")
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append(os.Environ(), "TORTURE_ROLE=measure", "TORTURE_USAGE="+result)
	said, err := cmd.CombinedOutput()
	if err == nil {
		var text []byte
		if text, err = os.ReadFile(result); err == nil {
			err = json.Unmarshal(text, &u)
		}
	}
	if err != nil {
		t.Fatalf("%v: %v\n%.2000s", args, err, said)
	}
	return said, u
}

func init() {
	roles["measure"] = func() int {
		cmd := exec.Command(os.Args[1], os.Args[2:]...)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		p := cmd.ProcessState
		text, err := json.Marshal(usage{p.UserTime() + p.SystemTime(), peak(p), p.ExitCode()})
		if err == nil {
			err = os.WriteFile(os.Getenv("TORTURE_USAGE"), text, 0o600)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return 0
	}
}

package measure

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Usage is what a process took.
type Usage struct {
	Wall time.Duration
	CPU  time.Duration // user and system
	Peak int64         // bytes of memory resident at the most, as wait4 tells
}

// Command is a program to be run.
type Command struct {
	Dir  string
	Env  []string // beside the environment
	Args []string // the program first
	// OK says which exit codes other than 0 are no failure.
	OK []int
}

// Run runs a command to its end. What was written to disk before goes there
// first, so that no run pays for another's. An error holds the end of what the
// program printed.
func Run(ctx context.Context, c Command) (Usage, string, error) {
	self, err := os.Executable()
	if err != nil {
		return Usage{}, "", err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return Usage{}, "", err
	}
	defer read.Close()
	cmd := exec.CommandContext(ctx, self, c.Args...)
	cmd.Dir = c.Dir
	cmd.Env = append(append(os.Environ(), c.Env...), launchEnv+"=1")
	cmd.ExtraFiles = []*os.File{write}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that both processes end together
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	syscall.Sync()
	err = cmd.Run()
	write.Close()
	if cmd.ProcessState != nil && slices.Contains(c.OK, cmd.ProcessState.ExitCode()) {
		err = nil
	}
	if err != nil {
		return Usage{}, out.String(), fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, tail(errs.String()+out.String()))
	}
	var u Usage
	if err := json.NewDecoder(read).Decode(&u); err != nil {
		return u, out.String(), fmt.Errorf("%s: its usage is not known: %w", strings.Join(c.Args, " "), err)
	}
	return u, out.String(), nil
}

// tail is the last few lines of a text.
func tail(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-15):], "\n")
}

// OwnCPU is the processor time that this process has taken so far.
func OwnCPU() (time.Duration, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, err
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()), nil
}

// Medians are the medians of each figure of several runs.
func Medians(runs []Usage) Usage {
	var wall, cpu []time.Duration
	var peak []int64
	for _, r := range runs {
		wall, cpu, peak = append(wall, r.Wall), append(cpu, r.CPU), append(peak, r.Peak)
	}
	return Usage{Median(wall), Median(cpu), Median(peak)}
}

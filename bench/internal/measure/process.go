package measure

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
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
	cmd := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	cmd.Dir = c.Dir
	cmd.Env = append(os.Environ(), c.Env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	syscall.Sync()
	start := time.Now()
	err := cmd.Run()
	u := Usage{Wall: time.Since(start)}
	if cmd.ProcessState != nil {
		u.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			u.Peak = r.Maxrss * maxrssUnit
		}
		for _, code := range c.OK {
			if cmd.ProcessState.ExitCode() == code {
				err = nil
			}
		}
	}
	if err != nil {
		return u, out.String(), fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, tail(errs.String()+out.String()))
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

package measure

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// The kernel counts as a process's peak also what its parent held when it was
// started. So that a large program can measure small ones, it does not start
// them itself: it starts itself again, and this small process starts the
// program and tells what it took.

// launchEnv names the environment variable that makes a process the small one.
const launchEnv = "DESKBELL_BENCH_LAUNCH"

// usageFile is where the small process writes: file descriptor 3.
const usageFile = 3

func init() {
	if os.Getenv(launchEnv) != "" {
		os.Exit(launch(os.Args[1:]))
	}
}

// launch runs a program with this process's input and output, and returns its
// exit code; 127 where it could not be run.
func launch(args []string) int {
	os.Unsetenv(launchEnv)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	start := time.Now()
	err := cmd.Run()
	u := Usage{Wall: time.Since(start)}
	if cmd.ProcessState == nil {
		os.Stderr.WriteString(err.Error() + "\n")
		return 127
	}
	u.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.Peak = r.Maxrss * maxrssUnit
	}
	f := os.NewFile(usageFile, "usage")
	if err := errors.Join(json.NewEncoder(f).Encode(u), f.Close()); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		return 127
	}
	return max(cmd.ProcessState.ExitCode(), -1) & 0xff
}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// other is the state that a site in this one goes to.
func other(state string) string {
	if state == "A" {
		return "B"
	}
	return "A"
}

// Builds are killed at moments anywhere between their start and their end.
func TestKilledAtRandomMoments(t *testing.T) {
	w, r := newWorld(t), random(t)
	result := row{fault: "kill -9 at random moments", n: some(200, 3)}
	published := 0
	state := "A"
	polling := w.poll()
	for range result.n {
		want := other(state)
		w.become(want)
		cmd := w.command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(w.took) * 9 / 8)))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		got, err := w.look()
		if err != nil {
			result.torn++
			t.Logf("after the kill: %v", err)
		}
		if got == want {
			published++
		}
		if !w.mended(want) {
			result.hand++
		}
		state = want
	}
	polling.stop(w, &result)
	result.note = fmt.Sprintf("%d of the killed builds had published", published)
	result.report(t)
}

// An interrupt ends a build cleanly at any moment: nothing is left, and the exit
// code says what became of it.
func TestSignals(t *testing.T) {
	w, r := newWorld(t), random(t)
	result := row{fault: "SIGINT and SIGTERM at random moments", n: some(50, 2)}
	state, interrupted := "A", 0
	polling := w.poll()
	for i := range result.n {
		want := other(state)
		w.become(want)
		cmd := w.command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// A program that has only just begun has not said yet that it takes signals:
		// it dies of them, having done nothing.
		time.Sleep(w.took/4 + time.Duration(r.Int64N(int64(w.took)*3/4)))
		_ = cmd.Process.Signal([]os.Signal{os.Interrupt, syscall.SIGTERM}[i%2])
		err := cmd.Wait()
		got, torn := w.look()
		left := w.leftovers()
		exit, _ := err.(*exec.ExitError)
		switch {
		case torn != nil:
			result.torn++
		case len(left) > 0, err != nil && (exit == nil || exit.Exited() && exit.ExitCode() != 3 || got != state), err == nil && got != want:
			result.hand++
			t.Logf("signal %d: %v, state %s, left %v", i, err, got, left)
		case err != nil:
			interrupted++
		}
		if !w.mended(want) {
			result.hand++
		}
		state = want
	}
	polling.stop(w, &result)
	result.note = fmt.Sprintf("%d were interrupted, the others had ended; nothing left beside the output", interrupted)
	result.report(t)
}

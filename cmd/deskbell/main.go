// Command deskbell builds a static help centre and a status page from a folder
// of Markdown and YAML.
//
// Each command has a file of its own; all printing is in ui.go; main only calls
// run, which tests call as well.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // zones exist on every machine, also on bare ones
)

// What the process exits with.
const (
	exitOK      = 0
	exitSite    = 1 // the site's own files are wrong
	exitUsage   = 2 // the command line is wrong
	exitMachine = 3 // the machine failed: disk, permissions, ports
)

// system is what the commands have of the world.
type system struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	clock          func() time.Time // the only clock of the program
}

// memoryLimit is from where on memory is given back sooner rather than later, in
// bytes. Sites below some 30,000 articles never come near it; more would be quicker
// yet for larger ones, but a machine of 2 GB has to do. The runtime's own variable
// GOMEMLIMIT goes before.
const memoryLimit = 1330 << 20

// collectAt is by how many percent memory may grow between two collections: a
// build is short, and below memoryLimit collecting less is a tenth of its time.
// The runtime's own variable GOGC goes before.
const collectAt = 300

func main() {
	runtime.MemProfileRate = 0 // --profile sets it
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], system{os.Stdout, os.Stderr, os.Getenv, time.Now})
	stop()
	os.Exit(code)
}

// run executes a command line and returns the exit code.
func run(ctx context.Context, args []string, sys system) (code int) {
	app := &app{system: sys, ui: newUI(sys)}
	defer func() {
		// Left alone, a panic would exit with 2, which means wrong usage.
		if fault := recover(); fault != nil {
			app.ui.crashed(fault, debug.Stack())
			code = exitMachine
		}
	}()
	root := app.root()
	root.SetArgs(args)
	root.SetOut(sys.stdout)
	root.SetErr(sys.stderr)
	err := root.ExecuteContext(ctx)
	if err != nil && !app.started {
		err = asUsage(err) // cobra refused the command line
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = &failure{exitMachine, "interrupted", ""}
	}
	app.ui.failure(err)
	return exitCode(err)
}

// failure is an error with its exit code and the mend.
type failure struct {
	code    int
	message string
	hint    string
}

func (f *failure) Error() string { return f.message }

func usageError(message, hint string) error { return &failure{exitUsage, message, hint} }
func siteError(message, hint string) error  { return &failure{exitSite, message, hint} }

// errReported stands for problems of the site that were printed already.
var errReported = errors.New("the site's files are wrong")

func asUsage(err error) error {
	if f := (*failure)(nil); errors.As(err, &f) {
		return err
	}
	return usageError(err.Error(), "deskbell --help lists the commands and their flags")
}

func exitCode(err error) int {
	f := (*failure)(nil)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errReported):
		return exitSite
	case errors.As(err, &f):
		return f.code
	}
	return exitMachine
}

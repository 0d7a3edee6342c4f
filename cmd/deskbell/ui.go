package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"deskbell/diag"
)

// All that deskbell prints is printed here. Rules of wording: lower case, no
// full stop, no exclamation; a failure begins "deskbell: error:" and its mend
// stands on a line of its own behind "help:"; results go to stdout, problems
// and progress to stderr; colour only on a terminal and never with NO_COLOR.

type ui struct {
	out, err           io.Writer
	colorOut, colorErr bool
	terminal           bool   // err is one
	workspace          string // where paths of GitHub annotations begin
}

func newUI(sys system) *ui {
	colour := sys.getenv("NO_COLOR") == "" && sys.getenv("TERM") != "dumb"
	return &ui{
		out:       sys.stdout,
		err:       sys.stderr,
		colorOut:  colour && isTerminal(sys.stdout),
		colorErr:  colour && isTerminal(sys.stderr),
		terminal:  isTerminal(sys.stderr),
		workspace: sys.getenv("GITHUB_WORKSPACE"),
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// failure prints why a command stopped; problems of the site were printed
// before.
func (u *ui) failure(err error) {
	if err == nil || errors.Is(err, errReported) {
		return
	}
	fmt.Fprintf(u.err, "%s %s\n", u.paint(u.colorErr, "\x1b[1;31m", "deskbell: error:"), err)
	if f := (*failure)(nil); errors.As(err, &f) && f.hint != "" {
		fmt.Fprintf(u.err, "  %s %s\n", u.paint(u.colorErr, "\x1b[1;34m", "help:"), f.hint)
	}
}

// warning prints what may not be as it was meant.
func (u *ui) warning(text string) {
	fmt.Fprintf(u.err, "%s %s\n", u.paint(u.colorErr, "\x1b[1;33m", "deskbell: warning:"), text)
}

// crashed prints a fault of the program itself.
func (u *ui) crashed(fault any, stack []byte) {
	u.failure(&failure{exitMachine, fmt.Sprintf("a fault of deskbell itself: %v", fault), "report it with the lines below and, if you can, the site"})
	fmt.Fprintf(u.err, "%s\n", stack)
}

func (u *ui) paint(on bool, code, s string) string {
	if !on {
		return s
	}
	return code + s + "\x1b[0m"
}

func (u *ui) bold(s string) string { return u.paint(u.colorOut, "\x1b[1m", s) }
func (u *ui) dim(s string) string  { return u.paint(u.colorOut, "\x1b[2m", s) }

// maxWarnings is how many warnings a build prints on a terminal. A log gets all
// of them, and so does whoever asks with check.
const maxWarnings = 50

// buildProblems is problems for a build, which must leave its outcome on the
// screen.
func (u *ui) buildProblems(dir string, ds []diag.Diagnostic) error {
	shown, more := ds, 0
	if u.terminal {
		shown, more = firstWarnings(ds, maxWarnings)
	}
	if err := u.problems(dir, shown); err != nil || more == 0 {
		return err
	}
	_, err := fmt.Fprintf(u.err, "and %d more warnings: deskbell check %s prints them all\n", more, dir)
	return err
}

// firstWarnings leaves out the warnings behind the first of them, and says how
// many these are.
func firstWarnings(ds []diag.Diagnostic, first int) (shown []diag.Diagnostic, more int) {
	for _, d := range ds {
		if d.Severity == diag.Warning {
			if first--; first < 0 {
				more++
				continue
			}
		}
		shown = append(shown, d)
	}
	return shown, more
}

// problems prints a site's diagnostics on stderr, with paths from where the
// reader stands.
func (u *ui) problems(dir string, ds []diag.Diagnostic) error {
	return diag.Report{Dir: filepath.ToSlash(dir), Color: u.colorErr}.Write(u.err, diag.FormatText, ds)
}

// report prints diagnostics as a result: for programs on stdout, for people on
// stderr.
func (u *ui) report(dir string, f diag.Format, ds []diag.Diagnostic) error {
	if f == diag.FormatText {
		return u.problems(dir, ds)
	}
	if f == diag.FormatGitHub || f == diag.FormatSARIF {
		dir = u.fromWorkspace(dir)
	}
	return diag.Report{Dir: filepath.ToSlash(dir), Version: version()}.Write(u.out, f, ds)
}

// fromWorkspace is a folder's path from the root of the checkout in a workflow
// of GitHub, whose annotations find files by it; elsewhere the path as given.
func (u *ui) fromWorkspace(dir string) string {
	abs, err := filepath.Abs(dir)
	if u.workspace == "" || err != nil {
		return dir
	}
	if rel, err := filepath.Rel(u.workspace, abs); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return dir
}

// json prints one object.
func (u *ui) json(v any) error {
	e := json.NewEncoder(u.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (u *ui) version(version, golang, platform string) {
	fmt.Fprintf(u.out, "deskbell %s (%s, %s)\n", version, golang, platform)
}

// started prints what init wrote, and what to do next.
func (u *ui) started(dir string, files []string) {
	for _, f := range files {
		fmt.Fprintln(u.out, f)
	}
	fmt.Fprintf(u.out, "\nnext: deskbell serve %s\n", dir)
}

// written prints the path of a file that new wrote.
func (u *ui) written(file string) { fmt.Fprintln(u.out, file) }

package main

import (
	"strings"
	"testing"

	"deskbell/diag"
)

func TestTerminalShowsFirstWarnings(t *testing.T) {
	var ds []diag.Diagnostic
	for range maxWarnings + 7 {
		ds = append(ds, diag.Diagnostic{Severity: diag.Warning, Message: "w"})
	}
	ds = append(ds, diag.Diagnostic{Severity: diag.Error, Message: "e"})
	for _, terminal := range []bool{true, false} {
		var out strings.Builder
		u := &ui{err: &out, terminal: terminal}
		if err := u.buildProblems("site", ds); err != nil {
			t.Fatal(err)
		}
		want := maxWarnings + 7
		if terminal {
			want = maxWarnings
		}
		if got := strings.Count(out.String(), "warning: w\n"); got != want || !strings.Contains(out.String(), "error: e\n") {
			t.Errorf("terminal %v: %d warnings\n%s", terminal, got, out.String())
		}
		if strings.Contains(out.String(), "and 7 more warnings: deskbell check site prints them all") != terminal {
			t.Errorf("terminal %v:\n%s", terminal, out.String())
		}
	}
}

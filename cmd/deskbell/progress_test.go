package main

import "testing"

// The line of progress counts pages once they are made, and the index beside
// them does not take it over.
func TestProgressLine(t *testing.T) {
	p := &progress{}
	for _, step := range []struct {
		stage    string
		done, of int
		want     string
	}{
		{"read", 0, 0, "read …"},
		{"render", 0, 0, "render …"},
		{"render", 3, 90, "render 3 of 90 pages …"},
		{"index", 0, 0, "render 3 of 90 pages …"},
		{"write", 0, 0, "write …"},
	} {
		p.note(step.stage, step.done, step.of)
		if got := p.line(); got != step.want {
			t.Errorf("%+v: %q", step, got)
		}
	}
}

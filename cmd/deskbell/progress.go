package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"deskbell/site"
)

// A build that is over within patience says nothing while it runs.
const (
	patience = time.Second
	beat     = 100 * time.Millisecond
)

// buildWithProgress builds, and on a terminal says how far it is once a build
// takes longer than a person waits without wondering.
func (a *app) buildWithProgress(ctx context.Context, o site.Options) (*site.Result, error) {
	if !a.ui.terminal {
		return site.Build(ctx, o)
	}
	p := &progress{ui: a.ui}
	o.Progress = p.note
	done, gone := make(chan struct{}), make(chan struct{})
	go func() { p.run(done); close(gone) }()
	result, err := site.Build(ctx, o)
	close(done)
	<-gone
	return result, err
}

// progress is one line on a terminal, written over and at last wiped away.
type progress struct {
	ui *ui

	mu       sync.Mutex
	stage    string
	done, of int
}

func (p *progress) note(stage string, done, of int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if of == 0 && p.of > 0 && p.stage == "render" && stage == "index" {
		return // it runs beside the pages, which can be counted
	}
	p.stage, p.done, p.of = stage, done, of
}

func (p *progress) run(done <-chan struct{}) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	for shown := false; ; shown = true {
		select {
		case <-done:
			if shown {
				fmt.Fprint(p.ui.err, "\r\x1b[K")
			}
			return
		case <-wait.C:
			fmt.Fprintf(p.ui.err, "\r\x1b[K%s", p.line())
			wait.Reset(beat)
		}
	}
}

// line says what is under way: "render 1200 of 9800 pages".
func (p *progress) line() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.of == 0 {
		return p.stage + " …"
	}
	return fmt.Sprintf("%s %d of %d pages …", p.stage, p.done, p.of)
}

package preview

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"deskbell/site"
)

// session builds, one build at a time, and tells the hub and the log.
type session struct {
	Config
	hub    *hub
	memory *site.Memory
	now    time.Time // of the last build

	mu   sync.Mutex
	last *site.Result // of the site that is written; nil before the first
}

// loop builds at each change, and when the site changes by the clock alone,
// until ctx ends or the server does. A build whose site is shown already gives
// way to the next change: what is left of it is done with that.
func (s *session) loop(ctx context.Context, changes <-chan []string, served <-chan error) error {
	edge := time.NewTimer(time.Hour)
	defer edge.Stop()
	last := begun()
	defer func() { last.end() }()
	for {
		s.setEdge(edge)
		var changed []string
		select {
		case <-ctx.Done():
			return <-served
		case err := <-served:
			return err
		case changed = <-changes:
		case <-edge.C:
		}
		last.cancel()
		last = s.start(ctx, changed, last.over)
	}
}

// work is a build under way.
type work struct {
	cancel context.CancelFunc
	over   chan struct{} // closed at its end
}

// begun is no work: it is over.
func begun() work {
	w := work{func() {}, make(chan struct{})}
	close(w.over)
	return w
}

func (w work) end() {
	w.cancel()
	<-w.over
}

// start begins a build and returns once its site is shown, or it is over. Nothing
// is written before the build before it is over.
func (s *session) start(ctx context.Context, changed []string, before <-chan struct{}) work {
	ctx, cancel := context.WithCancel(ctx)
	w := work{cancel, make(chan struct{})}
	shown := make(chan struct{})
	go func() {
		defer close(w.over)
		defer func() { <-before }()
		// A fault of the machine may pass: it is shown, and the next save tries again.
		_ = s.build(ctx, changed, before, sync.OnceFunc(func() { close(shown) }))
	}()
	select {
	case <-shown:
	case <-w.over:
	}
	return w
}

// setEdge winds the timer for the moment at which a window opens or closes.
func (s *session) setEdge(edge *time.Timer) {
	edge.Stop()
	last := s.shown()
	if s.Clock == nil || last == nil || last.NextEdge.IsZero() {
		return
	}
	// A second at least: an edge that a build did not pass must not spin.
	edge.Reset(max(last.NextEdge.Sub(s.Clock()), time.Second))
}

// build makes the site and shows it, or shows why it was not made. It calls early
// when the site is shown before it is written; nil: it never is. Nothing is written
// until before is closed. The error is the machine's, never one in the site's files.
func (s *session) build(ctx context.Context, changed []string, before <-chan struct{}, early func()) error {
	o := s.Site
	o.Now = s.clock(changed)
	o.Memory = s.memory
	var written chan struct{}
	if early != nil && s.shown() != nil && !allStyles(changed) {
		o.Ready = func(d *site.Draft) {
			written = s.hub.ready(d, !d.Same)
			early()
			<-before
		}
	} else if before != nil {
		<-before
	}
	if s.memory != nil {
		s.memory.Saw(changed)
	}
	result, err := s.Build(ctx, o)
	s.hub.over(written, err == nil && result.Written)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil || !result.Written:
		problems := problemsOf(result, err)
		if len(problems) == 0 {
			err = fmt.Errorf("the build wrote nothing and did not say why")
			problems = problemsOf(nil, err)
		}
		s.hub.fail(problems)
		s.Log(Event{Kind: Failed, Changed: changed, Result: result, Err: err})
		return err
	}
	was := s.shown()
	same := was != nil && was.Hash != "" && was.Hash == result.Hash
	s.show(result)
	if style := newStyle(changed, result); style != "" && !same {
		s.hub.restyle(style)
	} else if written == nil {
		s.hub.succeed(!same)
	}
	s.Log(Event{Kind: Built, Changed: changed, Result: result})
	return nil
}

// shown is the last result that was written; nil before the first.
func (s *session) shown() *site.Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

func (s *session) show(r *site.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = r
}

// steadyFor is how long a site is taken for that of now while nobody but its
// author changes it: what counts up to now is behind by no more.
const steadyFor = time.Minute

// clock is the time of a build. At a save it stays what it was for a while, so
// that a build has nothing else to look at than what was saved.
func (s *session) clock(changed []string) time.Time {
	if s.Clock == nil {
		return s.Site.Now
	}
	now := s.Clock()
	last := s.shown()
	edge := last != nil && !last.NextEdge.IsZero() && !now.Before(last.NextEdge)
	if len(changed) == 0 || edge || s.now.IsZero() || now.Sub(s.now) > steadyFor {
		s.now = now
	}
	return s.now
}

// allStyles says whether nothing but styles was saved, which pages take as they
// stand, without being loaded again.
func allStyles(changed []string) bool {
	return len(changed) > 0 && !slices.ContainsFunc(changed, func(name string) bool { return !strings.HasPrefix(name, "themes/styles/") })
}

// newStyle is the address of the theme's style sheet where it is all that a
// reader sees change: nothing but styles was saved. Otherwise it is empty.
func newStyle(changed []string, result *site.Result) string {
	if !allStyles(changed) {
		return ""
	}
	for _, f := range result.Changes.Changed {
		if strings.HasPrefix(f.File, "_deskbell/theme-") && path.Ext(f.File) == ".css" {
			return "/" + f.File
		}
	}
	return ""
}

package preview

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"deskbell/site"
)

// session builds, one build at a time, and tells the hub and the log.
type session struct {
	Config
	hub  *hub
	last *site.Result // of the site that is shown; nil before the first
}

// loop builds at each change, and when the site changes by the clock alone,
// until ctx ends or the server does.
func (s *session) loop(ctx context.Context, changes <-chan []string, served <-chan error) error {
	edge := time.NewTimer(time.Hour)
	defer edge.Stop()
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
		// A fault of the machine may pass: it is shown, and the next save tries again.
		_ = s.build(ctx, changed)
	}
}

// setEdge winds the timer for the moment at which a window opens or closes.
func (s *session) setEdge(edge *time.Timer) {
	edge.Stop()
	if s.Clock == nil || s.last == nil || s.last.NextEdge.IsZero() {
		return
	}
	// A second at least: an edge that a build did not pass must not spin.
	edge.Reset(max(s.last.NextEdge.Sub(s.Clock()), time.Second))
}

// build makes the site and shows it, or shows why it was not made. The error
// is the machine's, never one in the site's files.
func (s *session) build(ctx context.Context, changed []string) error {
	o := s.Site
	if s.Clock != nil {
		o.Now = s.Clock()
	}
	result, err := s.Build(ctx, o)
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
	same := s.last != nil && s.last.Hash != "" && s.last.Hash == result.Hash
	s.last = result
	if style := newStyle(changed, result); style != "" && !same {
		s.hub.restyle(style)
	} else {
		s.hub.succeed(!same)
	}
	s.Log(Event{Kind: Built, Changed: changed, Result: result})
	return nil
}

// newStyle is the address of the theme's style sheet where it is all that a
// reader sees change: nothing but styles was saved. Otherwise it is empty.
func newStyle(changed []string, result *site.Result) string {
	for _, name := range changed {
		if !strings.HasPrefix(name, "themes/styles/") {
			return ""
		}
	}
	if len(changed) == 0 {
		return ""
	}
	for _, f := range result.Changes.Changed {
		if strings.HasPrefix(f.File, "_deskbell/theme-") && path.Ext(f.File) == ".css" {
			return "/" + f.File
		}
	}
	return ""
}

// Package preview serves a site while it is being written: it builds, serves
// the output on this machine alone, watches the folder, builds again at each
// save and tells the browsers.
//
// It guarantees that the site that is shown was made by the same build as the
// published one; that a build with errors leaves the last good site in place,
// with the errors shown over it; that the last state saved is the one shown;
// and that no other web page can read what it serves.
//
//	err := preview.Serve(ctx, site.Options{Dir: "."}, "127.0.0.1:4242", log)
package preview

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"deskbell/diag"
	"deskbell/site"
)

// Builder makes a site: site.Build, or a stand-in under test.
type Builder func(context.Context, site.Options) (*site.Result, error)

// Config is what a preview is made from.
type Config struct {
	// Site is what is built. Out, BaseURL, Reload and Volatile are set by the preview.
	Site site.Options
	// Addr is the host and port to listen on; port 0 takes a free one.
	Addr string
	// Clock tells the time of each build, so that windows open and close in
	// the preview as they would in public; nil keeps Site.Now.
	Clock func() time.Time
	// Log is told what happens, from one goroutine at a time; nil drops it.
	Log func(Event)
	// Build makes the site; nil is site.Build.
	Build Builder
}

// EventKind tells events apart.
type EventKind int

// The kinds of events.
const (
	Listening EventKind = iota // URL is where
	Warned                     // Text says of what
	Built                      // Result is a site that is now shown
	Failed                     // Result's diagnostics, or Err, say why the last site stays
)

// Event is something that the terminal shows.
type Event struct {
	Kind    EventKind
	URL     string
	Text    string
	Changed []string     // what was saved before the build, relative to the site's folder; empty for the first
	Result  *site.Result // nil where the build had none
	Err     error        // a fault of the machine
}

// Serve builds o with the clock fixed at o.Now, serves it at addr and watches
// until ctx ends, which is no error. It is Run without a moving clock.
func Serve(ctx context.Context, o site.Options, addr string, log func(Event)) error {
	return Run(ctx, Config{Site: o, Addr: addr, Log: log})
}

// Run serves until ctx ends, and returns nil then. It returns an error where
// it cannot listen or watch, or where the first build fails for a reason that
// is not in the site's files; later faults are shown and waited out.
func Run(ctx context.Context, c Config) error {
	c = c.withDefaults()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", c.Addr, err)
	}
	defer listener.Close()
	temp, err := os.MkdirTemp("", "deskbell-serve-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)

	addr := addressOf(listener, c.Addr)
	usual := c.Site.Out
	if usual == "" {
		usual = filepath.Join(c.Site.Dir, "public")
	}
	c.Site.Out = filepath.Join(temp, "public")
	c.Site.BaseURL = addr.url()
	c.Site.Reload = true
	c.Site.Volatile = true

	w, err := newWatcher(c.Site.Dir, usual, func(text string) { c.Log(Event{Kind: Warned, Text: text}) })
	if err != nil {
		return fmt.Errorf("cannot watch %s: %w", c.Site.Dir, err)
	}
	defer w.close()
	return runSession(ctx, c, addr, listener, w)
}

// runSession is Run once everything is open.
func runSession(ctx context.Context, c Config, addr address, listener net.Listener, w *watcher) error {
	hub := newHub()
	defer hub.close()
	s := &session{Config: c, hub: hub, memory: &site.Memory{}}
	defer s.memory.Close()
	if err := s.build(ctx, nil, nil, nil); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	served := make(chan error, 1)
	go func() { served <- listenAndServe(ctx, listener, newHandler(c.Site.Out, addr, hub), hub) }()
	watched := make(chan struct{})
	go func() { w.run(ctx); close(watched) }()

	if !addr.loopback {
		c.Log(Event{Kind: Warned, Text: fmt.Sprintf("listening on %s: anyone who can reach this machine can read the site, drafts too", addr.host)})
	}
	c.Log(Event{Kind: Listening, URL: addr.url()})
	err := s.loop(ctx, w.changes, served)
	cancel()
	<-watched
	return err
}

func (c Config) withDefaults() Config {
	log := c.Log
	if log == nil {
		log = func(Event) {}
	}
	var mu sync.Mutex // the watcher and the builds both have things to say
	c.Log = func(e Event) {
		mu.Lock()
		defer mu.Unlock()
		log(e)
	}
	if c.Build == nil {
		c.Build = site.Build
	}
	if c.Site.Dir == "" {
		c.Site.Dir = "."
	}
	return c
}

// problemsOf are a result's diagnostics for the browser, or the error where
// there is no result.
func problemsOf(result *site.Result, err error) []problem {
	if err != nil {
		return []problem{{Severity: diag.Error.String(), Message: err.Error()}}
	}
	var out []problem
	for _, d := range result.Diagnostics {
		out = append(out, problem{
			Severity: d.Severity.String(),
			File:     d.Pos.File,
			Line:     d.Pos.Line,
			Column:   d.Pos.Column,
			Message:  d.Message,
			Hint:     d.Hint,
			Source:   d.Pos.Text,
		})
	}
	return out
}

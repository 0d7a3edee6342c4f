package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// latencies are how long saves take to reach the browser.
type latencies struct {
	text []time.Duration // an article's text
	nav  []time.Duration // an article's title, which stands in the navigation
}

const (
	settle   = 300 * time.Millisecond // between an event and the next save
	patience = 5 * time.Minute
)

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// serve starts deskbell serve, saves an article again and again, and measures
// from the save to the event in the stream that browsers listen to.
func (b *bench) serve(ctx context.Context, s *site) (latencies, error) {
	b.say("serving " + s.name.EN)
	var l latencies
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, b.deskbell, "serve", s.dir, "--addr", "127.0.0.1:0", "--now", now)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	output, input := io.Pipe()
	cmd.Stdout, cmd.Stderr = input, input
	if err := cmd.Start(); err != nil {
		return l, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait(); input.Close() }()
	defer func() { cancel(); output.Close(); <-ended }()

	url, err := address(output)
	if err != nil {
		return l, err
	}
	events, err := listen(ctx, url)
	if err != nil {
		return l, err
	}
	for i := range 2*b.saves + 2 { // the first of each finds nothing remembered and does not count
		title := i > b.saves
		took, err := save(s, i, title, events)
		if err != nil {
			return l, err
		}
		switch {
		case i == 0 || i == b.saves+1:
		case title:
			l.nav = append(l.nav, took)
		default:
			l.text = append(l.text, took)
		}
	}
	return l, nil
}

// address waits for the line that says where the site is, and has the rest of
// the output read, so that it never stops the program.
func address(output io.Reader) (string, error) {
	seen := ""
	for lines := bufio.NewScanner(output); lines.Scan(); {
		if url := listening.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, output) //nolint:errcheck // it ends with the program
			return url, nil
		}
		seen += lines.Text() + "\n"
	}
	return "", fmt.Errorf("deskbell serve did not say where it serves:\n%s", seen)
}

// listen gives the times at which events come that tell of a new site.
func listen(ctx context.Context, url string) (<-chan time.Time, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"_deskbell/events", nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("the stream of events: %s", response.Status)
	}
	events := make(chan time.Time, 100)
	go func() {
		defer response.Body.Close()
		defer close(events)
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if strings.HasPrefix(lines.Text(), "event: ") {
				events <- time.Now()
			}
		}
	}()
	return events, nil
}

// save writes the article and waits for the event that follows.
func save(s *site, i int, title bool, events <-chan time.Time) (time.Duration, error) {
	time.Sleep(settle)
	for len(events) > 0 {
		<-events
	}
	start := time.Now()
	if title {
		if err := s.retitle(i); err != nil {
			return 0, err
		}
	} else if err := s.edit(1000 + i); err != nil {
		return 0, err
	}
	select {
	case at, ok := <-events:
		if !ok {
			return 0, errors.New("the stream of events ended")
		}
		return at.Sub(start), nil
	case <-time.After(patience):
		return 0, fmt.Errorf("no event within %s of a save", patience)
	}
}

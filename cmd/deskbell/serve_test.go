package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is a terminal that a test can wait for.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
	seen chan struct{} // closed when want is on it
	want string
}

func newScreen(want string) *screen { return &screen{want: want, seen: make(chan struct{})} }

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := strings.Contains(s.text.String(), s.want)
	s.text.Write(p)
	if !before && strings.Contains(s.text.String(), s.want) {
		close(s.seen)
	}
	return len(p), nil
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

var servedAt = regexp.MustCompile(`at (http://127\.0\.0\.1:\d+/)`)

func TestServe(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "login.md"), []byte("# How do I sign in?\n\nWith your phone number.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, problems := newScreen("(ctrl-c ends it)"), newScreen("\n")
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", dir, "--addr", "127.0.0.1:0"}, system{out, problems, func(string) string { return "" }, time.Now})
	}()
	select {
	case <-out.seen:
	case got := <-code:
		t.Fatalf("exit code %d\n%s%s", got, out, problems)
	}
	url := servedAt.FindStringSubmatch(out.String())
	if url == nil {
		t.Fatalf("no address in %q", out)
	}
	if page := get(t, url[1]+"login/"); !strings.Contains(page, "With your phone number.") {
		t.Errorf("the article is missing in\n%s", page)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("serve wrote into the site's folder")
	}
	cancel()
	if got := <-code; got != exitOK {
		t.Errorf("exit code %d\n%s", got, problems)
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", url, response.Status, err)
	}
	return string(text)
}

func TestServeWithoutPort(t *testing.T) {
	code, _, stderr := command("serve", t.TempDir(), "--addr", "127.0.0.1:99999")
	if code != exitMachine || !strings.Contains(stderr, "cannot listen on 127.0.0.1:99999") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

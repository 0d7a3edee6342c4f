package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"deskbell/diag"
	"deskbell/site"
)

// deadline is how long a test waits for what should come at once.
const deadline = time.Minute

// copyBuild stands in for site.Build: every .md below Dir becomes a .html, and
// a file that says BROKEN is an error at line 1.
func copyBuild(_ context.Context, o site.Options) (*site.Result, error) {
	result := &site.Result{Out: o.Out}
	next := o.Out + ".next"
	err := filepath.WalkDir(o.Dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(o.Dir, name)
		if strings.Contains(string(text), "BROKEN") {
			result.Diagnostics = append(result.Diagnostics, diag.Diagnostic{
				ID: "broken", Pos: diag.Position{File: filepath.ToSlash(rel), Line: 1, Column: 3, Text: string(text)},
				Message: "found BROKEN", Hint: "write MENDED",
			})
		}
		result.Hash += rel + string(text)
		target := filepath.Join(next, strings.TrimSuffix(rel, ".md")+".html")
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
	if err != nil {
		return nil, err
	}
	if len(result.Diagnostics) > 0 {
		return result, os.RemoveAll(next)
	}
	result.Written = true
	return result, errors.Join(os.RemoveAll(o.Out), os.Rename(next, o.Out))
}

// running is a preview under test.
type running struct {
	t      *testing.T
	dir    string
	url    string
	events chan Event
	stop   func() error
}

// start serves a folder with the given files until the test ends.
func start(t *testing.T, files map[string]string) *running {
	t.Helper()
	r := &running{t: t, dir: filepath.Join(t.TempDir(), "help"), events: make(chan Event, 1000)}
	for name, text := range files {
		r.write(name, text)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Run(ctx, Config{
			Site:  site.Options{Dir: r.dir},
			Addr:  "127.0.0.1:0",
			Log:   func(e Event) { r.events <- e },
			Build: copyBuild,
		})
	}()
	r.stop = func() error { cancel(); return <-ended }
	t.Cleanup(func() { cancel() })
	r.url = r.wait("the address", func(e Event) bool { return e.Kind == Listening }).URL
	return r
}

// write puts a file into the site's folder.
func (r *running) write(name, text string) {
	r.t.Helper()
	full := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// wait gives the first event that will do.
func (r *running) wait(what string, will func(Event) bool) Event {
	r.t.Helper()
	limit := time.After(deadline)
	for {
		select {
		case e := <-r.events:
			if will(e) {
				return e
			}
		case <-limit:
			r.t.Fatalf("waited %s for %s", deadline, what)
		}
	}
}

// waitFor waits for a build after which the file at path has the text wanted.
func (r *running) waitFor(path, want string) {
	r.t.Helper()
	var got string
	limit := time.After(deadline)
	for {
		if _, got = r.get(path); got == want {
			return
		}
		select {
		case <-r.events:
		case <-limit:
			r.t.Fatalf("%s is %q after %s, want %q", path, got, deadline, want)
		}
	}
}

func (r *running) get(path string) (int, string) {
	r.t.Helper()
	response, err := http.Get(r.url + strings.TrimPrefix(path, "/"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// stream is an open event stream.
type stream struct {
	t     *testing.T
	lines *bufio.Scanner
}

// listen opens the event stream with headers of its own.
func (r *running) listen(headers ...string) *stream {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), deadline)
	r.t.Cleanup(cancel)
	request, _ := http.NewRequestWithContext(ctx, http.MethodGet, r.url+strings.TrimPrefix(eventsPath, "/"), nil)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { response.Body.Close() })
	if response.StatusCode != http.StatusOK {
		r.t.Fatalf("the event stream answers %s", response.Status)
	}
	return &stream{t: r.t, lines: bufio.NewScanner(response.Body)}
}

// next gives the next event's name, data and id.
func (s *stream) next() (name, data, id string) {
	s.t.Helper()
	for s.lines.Scan() {
		field, value, _ := strings.Cut(s.lines.Text(), ": ")
		switch field {
		case "event":
			name = value
		case "data":
			data = value
		case "id":
			id = value
		case "":
			if name != "" {
				return name, data, id
			}
		}
	}
	s.t.Fatalf("the event stream ended: %v", s.lines.Err())
	return
}

func TestRebuildOnSave(t *testing.T) {
	r := start(t, map[string]string{"index.md": "one"})
	if _, got := r.get("/"); got != "one" {
		t.Fatalf("served %q, want one", got)
	}
	events := r.listen()
	if name, _, _ := events.next(); name != "ok" {
		t.Errorf("a good site begins with %s, want ok", name)
	}
	r.write("index.md", "two")
	if name, _, _ := events.next(); name != "reload" {
		t.Errorf("a save sends %s, want reload", name)
	}
	r.waitFor("/", "two")
}

func TestSaveByRename(t *testing.T) {
	r := start(t, map[string]string{"a/b/page.md": "one"})
	page := filepath.Join(r.dir, "a", "b", "page.md")
	// As vim does with backupcopy=no, and as emacs and most others do.
	if err := os.Rename(page, page+"~"); err != nil {
		t.Fatal(err)
	}
	r.write("a/b/page.md", "two")
	r.waitFor("/a/b/page.html", "two")
	r.write("a/b/.page.md.swp", "three")
	if err := os.Rename(filepath.Join(r.dir, "a", "b", ".page.md.swp"), page); err != nil {
		t.Fatal(err)
	}
	r.waitFor("/a/b/page.html", "three")
	r.write("a/b/page.md", "four")
	r.waitFor("/a/b/page.html", "four")
}

func TestFoldersComeGoAndMove(t *testing.T) {
	r := start(t, map[string]string{"index.md": "home"})
	r.write("new/deep/page.md", "one")
	r.waitFor("/new/deep/page.html", "one")
	r.write("new/deep/page.md", "two")
	r.waitFor("/new/deep/page.html", "two")
	if err := os.Rename(filepath.Join(r.dir, "new"), filepath.Join(r.dir, "moved")); err != nil {
		t.Fatal(err)
	}
	r.waitFor("/moved/deep/page.html", "two")
	r.write("moved/deep/page.md", "three")
	r.waitFor("/moved/deep/page.html", "three")
	// The old name is taken by another folder while the first keeps its watch.
	if err := os.Rename(filepath.Join(r.dir, "moved"), filepath.Join(r.dir, "again")); err != nil {
		t.Fatal(err)
	}
	r.write("moved/deep/page.md", "four")
	r.waitFor("/moved/deep/page.html", "four")
	r.write("moved/deep/page.md", "five")
	r.waitFor("/moved/deep/page.html", "five")
	r.write("again/deep/page.md", "six")
	r.waitFor("/again/deep/page.html", "six")
	if err := os.RemoveAll(filepath.Join(r.dir, "moved")); err != nil {
		t.Fatal(err)
	}
	r.waitFor("/moved/deep/page.html", "Not found\n")
}

func TestSiteFolderReplaced(t *testing.T) {
	r := start(t, map[string]string{"index.md": "one"})
	if err := os.Rename(r.dir, r.dir+"-old"); err != nil {
		t.Fatal(err)
	}
	r.write("index.md", "two")
	r.waitFor("/", "two")
	r.write("index.md", "three")
	r.waitFor("/", "three")
}

func TestOverflowBuildsAgain(t *testing.T) {
	dir := t.TempDir()
	w, err := newWatcher(dir, filepath.Join(dir, "public"), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	unseen := filepath.Join(dir, "unseen")
	if err := os.Mkdir(unseen, 0o755); err != nil {
		t.Fatal(err)
	}
	w.noteError(fsnotify.ErrEventOverflow)
	names, out := w.ready()
	if out == nil || len(names) != 1 || names[0] != "." {
		t.Errorf("after an overflow %v is handed on, want the whole folder", names)
	}
	if !slices.Contains(w.notify.WatchList(), unseen) {
		t.Errorf("a folder made during an overflow is not watched")
	}
}

func TestIgnored(t *testing.T) {
	root := t.TempDir()
	w := &watcher{root: root, output: filepath.Join(root, "public")}
	for name, want := range map[string]bool{
		"":                     false,
		"a.md":                 false,
		"content/zh-CN/a.md":   false,
		"public-notes/a.md":    false,
		"public":               true,
		"public/index.html":    true,
		".git/index":           true,
		".deskbell/cache/x":    true,
		"node_modules/x/a.md":  true,
		"content/.a.md.swp":    true,
		"content/a.md~":        true,
		"content/#a.md#":       true,
		"content/4913":         true,
		"../elsewhere/page.md": true,
	} {
		if got := w.skips(filepath.Join(root, filepath.FromSlash(name))); got != want {
			t.Errorf("skips(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestProblemsStayUntilMended(t *testing.T) {
	r := start(t, map[string]string{"index.md": "good"})
	events := r.listen()
	events.next()
	r.write("index.md", "BROKEN")
	name, data, _ := events.next()
	want := `[{"severity":"error","file":"index.md","line":1,"column":3,"message":"found BROKEN","hint":"write MENDED","source":"BROKEN"}]`
	if name != "problems" || data != want {
		t.Errorf("a broken save sends %s %s, want problems %s", name, data, want)
	}
	if _, got := r.get("/"); got != "good" {
		t.Errorf("with errors %q is served, want the last good site", got)
	}
	if name, data, _ := r.listen().next(); name != "problems" || data != want {
		t.Errorf("a browser that comes later is told %s %s, want the problems", name, data)
	}
	r.write("index.md", "good")
	if name, _, _ := events.next(); name != "ok" {
		t.Errorf("mending to the same site sends %s, want ok", name)
	}
	r.write("index.md", "better")
	if name, _, _ := events.next(); name != "reload" {
		t.Errorf("another site sends %s, want reload", name)
	}
}

func TestFirstBuildBroken(t *testing.T) {
	r := start(t, map[string]string{"index.md": "<b>BROKEN</b>"})
	status, text := r.get("/any/page/")
	if status != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 503", status)
	}
	for _, want := range []string{"index.md:1:3", "found BROKEN", "write MENDED", "&lt;b&gt;BROKEN&lt;/b&gt;", "/_deskbell/waiting.js"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	for _, path := range []string{"/_deskbell/waiting.js", "/_deskbell/waiting.css"} {
		if status, _ := r.get(path); status != http.StatusOK {
			t.Errorf("%s answers %d", path, status)
		}
	}
	events := r.listen()
	if name, _, _ := events.next(); name != "problems" {
		t.Errorf("the stream begins with %s, want problems", name)
	}
	r.write("index.md", "good")
	if name, _, _ := events.next(); name != "reload" {
		t.Errorf("the first good site sends %s, want reload", name)
	}
	r.waitFor("/", "good")
}

func TestNoBuildIsMissed(t *testing.T) {
	r := start(t, map[string]string{"index.md": "one"})
	response, err := http.Get(r.url)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	mark := response.Cookies()[0]
	_, _, id := r.listen().next()
	r.write("index.md", "two")
	r.waitFor("/", "two")
	if name, _, _ := r.listen("Cookie", mark.Name+"="+mark.Value).next(); name != "reload" {
		t.Errorf("a page of an earlier build is told %s, want reload", name)
	}
	if name, _, _ := r.listen("Last-Event-ID", id).next(); name != "reload" {
		t.Errorf("a browser that comes back is told %s, want reload", name)
	}
}

func TestShutdown(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	r := start(t, map[string]string{"index.md": "one"})
	r.listen().next() // an open stream must not hold it up
	if err := r.stop(); err != nil {
		t.Errorf("stopping gives %v", err)
	}
	left, err := filepath.Glob(filepath.Join(temp, "deskbell-serve-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestFirstBuildFails(t *testing.T) {
	fault := errors.New("disk full")
	err := Run(t.Context(), Config{
		Site:  site.Options{Dir: t.TempDir()},
		Addr:  "127.0.0.1:0",
		Build: func(context.Context, site.Options) (*site.Result, error) { return nil, fault },
	})
	if !errors.Is(err, fault) {
		t.Errorf("got %v, want %v", err, fault)
	}
	if err := Run(t.Context(), Config{Site: site.Options{Dir: filepath.Join(t.TempDir(), "none")}, Addr: "127.0.0.1:0"}); err == nil {
		t.Error("a folder that is not there can be served")
	}
}

func TestClockMovesTheSite(t *testing.T) {
	began := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	ctx, cancel := context.WithCancel(t.Context())
	var clocks []time.Time
	err := Run(ctx, Config{
		Site:  site.Options{Dir: t.TempDir()},
		Addr:  "127.0.0.1:0",
		Clock: func() time.Time { began = began.Add(time.Minute); return began },
		Build: func(_ context.Context, o site.Options) (*site.Result, error) {
			if clocks = append(clocks, o.Now); len(clocks) == 2 {
				cancel()
			}
			return &site.Result{Written: true, NextEdge: o.Now.Add(time.Second)}, nil
		},
	})
	if err != nil || len(clocks) != 2 || !clocks[1].After(clocks[0]) {
		t.Errorf("clocks of the builds: %v, error %v; want two, the second later", clocks, err)
	}
}

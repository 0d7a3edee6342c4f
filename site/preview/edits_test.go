package preview

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/site"
)

// A site is edited faster than it is written: each time the page is shown as it
// was saved last, and in the end the folder holds what a clean build makes.
func TestEditsAreShownBeforeTheyAreWritten(t *testing.T) {
	r := &running{t: t, dir: t.TempDir(), events: make(chan Event, 1000)}
	page := func(i int) string { return fmt.Sprintf("content/notes/a%d.md", i) }
	for i := range 30 {
		r.write(page(i), fmt.Sprintf("---\ntitle: Note %d\n---\n\nFirst, see [it](a%d.md).\n", i, i/2))
	}
	r.write("deskbell.yaml", "title: Help\nlanguages: [en]\n")
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	options := site.Options{Dir: r.dir}
	var out string
	go func() {
		ended <- Run(ctx, Config{Site: options, Addr: "127.0.0.1:0", Log: func(e Event) { r.events <- e },
			Build: func(ctx context.Context, o site.Options) (*site.Result, error) {
				out = o.Out
				return site.Build(ctx, o)
			}})
	}()
	r.url = r.wait("the address", func(e Event) bool { return e.Kind == Listening }).URL
	for i := range 24 {
		text := fmt.Sprintf("Saved %d times.", i)
		switch i % 4 {
		case 0, 1: // the text alone
			r.write(page(i%3), fmt.Sprintf("---\ntitle: Note %d\n---\n\n%s\n", i%3, text))
		case 2: // the navigation
			r.write(page(i%3), fmt.Sprintf("---\ntitle: Title %d\n---\n\n%s\n", i, text))
		case 3: // a page that comes, and one that goes
			r.write(fmt.Sprintf("content/notes/new%d.md", i), "# New\n\n"+text+"\n")
			shows(r, fmt.Sprintf("/notes/new%d/", i), text)
			continue
		}
		shows(r, fmt.Sprintf("/notes/a%d/", i%3), text)
	}
	r.write(page(29), "---\ntitle: The last\n---\n\nDone.\n")
	built := r.wait("the last build", func(e Event) bool {
		return e.Kind == Built && len(e.Changed) == 1 && strings.HasSuffix(e.Changed[0], "a29.md")
	})
	clean, err := site.Build(t.Context(), site.Options{Dir: r.dir, Out: filepath.Join(t.TempDir(), "public"), BaseURL: strings.TrimSuffix(r.url, "/") + "/", Reload: true, NoCache: true, Volatile: true})
	if err != nil || clean.Hash != built.Result.Hash {
		t.Errorf("%v: what was served from %s is not what a clean build makes", err, out)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// shows waits until a page holds a text.
func shows(r *running, path, want string) {
	r.t.Helper()
	for began := time.Now(); ; {
		_, got := r.get(path)
		if strings.Contains(got, want) {
			return
		}
		if time.Since(began) > deadline {
			r.t.Fatalf("%s does not show %q after %s", path, want, deadline)
		}
	}
}

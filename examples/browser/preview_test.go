package browser

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"deskbell/site"
	"deskbell/site/preview"
)

// TestPreview edits a site while a browser shows it.
func TestPreview(t *testing.T) {
	dir := t.TempDir()
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "page.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save("---\ntitle: [unclosed\n---\n# One\n")
	base, stop := startPreview(t, dir)
	defer stop()
	b := open(t, base, desktop)
	b.visit("page/")
	b.until("the errors of the first build", `document.body.innerText.includes("page.md:")`)
	b.forgive("status of 503")

	save("# One\n")
	b.until("the page once it is mended", `document.querySelector("h1")?.textContent.trim() === "One"`)
	save("# Two\n")
	b.until("the page to follow a save", `document.querySelector("h1")?.textContent.trim() === "Two"`)

	overlay := `[...document.querySelectorAll("body *")].some((e) => (e.shadowRoot ?? e).textContent.includes("page.md") && e.checkVisibility())`
	save("---\nkind: recipe\n---\n# Three\n")
	b.until("the errors over the page", overlay)
	if got := eval[string](b, `document.querySelector("h1").textContent.trim()`); got != "Two" {
		t.Errorf("under the errors the page says %q, want the last good one", got)
	}
	save("# Two\n")
	b.until("the errors to go once they are mended", `!(`+overlay+`)`)
	save("# Four\n")
	b.until("the page to follow again", `document.querySelector("h1")?.textContent.trim() === "Four"`)
}

// startPreview serves a folder until it is stopped, and gives its address.
func startPreview(t *testing.T, dir string) (base string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- preview.Serve(ctx, site.Options{Dir: dir, Now: story}, "127.0.0.1:0", func(e preview.Event) {
			if e.Kind == preview.Listening {
				listening <- e.URL
			}
		})
	}()
	stop = func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the preview ended with %v", err)
		}
	}
	select {
	case base = <-listening:
	case err := <-ended:
		cancel()
		t.Fatalf("the preview did not start: %v", err)
	case <-time.After(patience):
		cancel()
		t.Fatal("the preview did not start in time")
	}
	return base, stop
}

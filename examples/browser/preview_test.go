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
	write(t, filepath.Join(dir, "deskbell.yaml"), "title: Help\n")
	save := func(text string) {
		t.Helper()
		write(t, filepath.Join(dir, "content", "page.md"), text)
	}
	save("---\ntitle: [unclosed\n---\n# One\n")
	base := startPreview(t, dir)
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

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// startPreview serves a folder until the test ends, and gives its address.
func startPreview(t *testing.T, dir string) (base string) {
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
	select {
	case base = <-listening:
		t.Cleanup(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("the preview ended with %v", err)
			}
		})
	case err := <-ended:
		cancel()
		t.Fatalf("the preview did not start: %v", err)
	case <-time.After(patience):
		cancel()
		t.Fatal("the preview did not start in time")
	}
	return base
}

package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"deskbell/site"
)

// story is the moment as of which the example is shown: an incident is open
// and a maintenance is ahead.
var story = time.Date(2026, 11, 21, 10, 0, 0, 0, time.FixedZone("", 8*60*60))

// example is a built site with a server for it.
type example struct {
	base  string // its address, ending in a slash
	out   string
	pages []site.PageInfo
}

// acme is built once for all tests.
var acme = sync.OnceValues(func() (*example, error) {
	temp, err := os.MkdirTemp("", "deskbell-acme-")
	if err != nil {
		return nil, err
	}
	atExit = append(atExit, func() { os.RemoveAll(temp) })
	server := httptest.NewUnstartedServer(nil)
	base := "http://" + server.Listener.Addr().String() + "/"
	out := filepath.Join(temp, "public")
	server.Config.Handler = static(out)
	result, err := site.Build(context.Background(), site.Options{
		Dir:     filepath.Join("..", "acme"),
		Out:     out,
		BaseURL: base,
		Now:     story,
		NoCache: true,
	})
	if err != nil {
		return nil, err
	}
	if !result.Written {
		return nil, fmt.Errorf("the example does not build: %v", result.Diagnostics)
	}
	server.Start()
	atExit = append(atExit, server.Close)
	return &example{base: base, out: out, pages: result.Pages}, nil
})

// visit opens the example in a new tab at a path.
func visit(t *testing.T, l look, path string) *tab {
	t.Helper()
	e := built(t)
	b := open(t, e.base, l)
	b.visit(strings.TrimPrefix(path, "/"))
	return b
}

func built(t *testing.T) *example {
	t.Helper()
	e, err := acme()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// first is the path of the first page that will do.
func (e *example) first(t *testing.T, what string, will func(site.PageInfo) bool) string {
	t.Helper()
	i := slices.IndexFunc(e.pages, will)
	if i < 0 {
		t.Fatalf("the example has no %s", what)
	}
	return "/" + strings.TrimPrefix(strings.TrimPrefix(e.pages[i].URL, e.base), "/")
}

// page is the path of a source file's page.
func (e *example) page(t *testing.T, source string) string {
	t.Helper()
	return e.first(t, source, func(p site.PageInfo) bool { return p.Source == source })
}

// kind is the path of the first page of a kind in a language.
func (e *example) kind(t *testing.T, kind, lang string) string {
	t.Helper()
	return e.first(t, kind+" in "+lang, func(p site.PageInfo) bool { return p.Kind == kind && p.Lang == lang })
}

// static is the plainest host there is: files, folders with an index, and
// 404.html for the rest.
func static(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
		if _, err := os.Stat(name); err == nil {
			files.ServeHTTP(w, r)
			return
		}
		text, err := os.ReadFile(filepath.Join(dir, "404.html"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(text)
	})
}

// must sends a command of the browser's protocol that has no answer of use.
func must[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	answer, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer
}

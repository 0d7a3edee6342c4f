package browser

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/site"
)

var every = flag.Bool("every", false, "look at every page of hostile texts, not at some of each kind")

// vectors are ways to get markup or script past a program, one in each line of
// testdata/xss.txt; each sets hacked, or would call another host. \n is a line
// end there.
func vectors(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/xss.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	for i, v := range list {
		list[i] = strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\x01`, "\x01").Replace(v)
	}
	if len(list) < 300 {
		t.Fatalf("only %d vectors", len(list))
	}
	return list
}

// settled builds the site, takes out what it is refused for, with the count of
// that, and builds it again: refusing is as good as showing it unharmed.
func settled(t *testing.T, files map[string]string) (e *example, refused int) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	var left []diag.Diagnostic
	for range 12 {
		r, err := site.Build(t.Context(), site.Options{Dir: dir, Out: filepath.Join(t.TempDir(), "public"), Now: story, NoCache: true})
		if err != nil {
			t.Fatal(err)
		}
		if r.Written {
			return build(t, "", files, nil), refused
		}
		left = r.Diagnostics
		for _, d := range r.Diagnostics {
			name, _, _ := strings.Cut(d.Pos.File, " (") // errors.yaml (do), where Markdown stands in YAML
			if _, ok := files[name]; !ok || d.Severity != diag.Error {
				continue
			}
			if !strings.HasSuffix(name, ".md") && !strings.Contains(name, "/incidents/") {
				t.Fatalf("%s: %s", d.Pos, d.Message)
			}
			delete(files, name)
			refused++
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Fatalf("the site does not settle: %v", slices.DeleteFunc(left, func(d diag.Diagnostic) bool { return d.Severity != diag.Error }))
	return nil, 0
}

// kinds counts a site's files by folder and first letter.
func kinds(files map[string]string) map[string]int {
	out := map[string]int{}
	for name := range files {
		dir, base := path.Split(name)
		out[dir+base[:1]+"…"]++
	}
	return out
}

// shelf is a page with many others in frames. It has no policy of its own; each
// page in it has its own.
const shelf = `<!doctype html><title>shelf</title><link rel="icon" href="data:,"><body>`

// serveShelf serves the example with a shelf beside its pages, on which each has
// the whole window.
func serveShelf(t *testing.T) (base string) {
	return serve(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/shelf.html" {
			return false
		}
		_, _ = io.WriteString(w, shelf+"<style>iframe { width: 100vw; height: 100vh }</style>")
		return true
	})
}

// TestNothingRuns builds a site with the corpus in every text of every input, and
// looks at all its pages: nothing of it runs, and no policy is violated, which
// would mean that something was to run.
func TestNothingRuns(t *testing.T) {
	list := vectors(t)
	looked, reports, harm := 0, 0, 0
	for _, mode := range []string{"escape", "sanitize"} {
		files := hostile(slices.Clone(list), mode)
		before := kinds(files)
		e, refused := settled(t, files)
		for kind, n := range kinds(files) {
			if n < before[kind]*8/10 {
				t.Errorf("%s: of %d files %s only %d are left: what is refused is not looked at", mode, before[kind], kind, n)
			}
		}
		harmlessOutput(t, e.out)
		write(t, filepath.Join(e.out, "shelf.html"), shelf)
		var urls []string
		for _, p := range e.pages {
			if p.Kind != "redirect" && (mode == "escape" || strings.Contains(p.Source, ".md")) {
				urls = append(urls, content.EscapePath(p.URL))
			}
		}
		if !*every { // they would take two minutes: some of each kind do
			urls = some(urls, 36)
		}
		b := open(t, e.base, desktop)
		b.visit("shelf.html")
		ran := b.run(urls)
		if ran > 0 {
			t.Errorf("%s: %d pages ran what they were fed, or did not load", mode, ran)
		}
		t.Logf("%s: %d vectors, %d files refused, %d pages looked at, %d ran, %d reports", mode, len(list), refused, len(urls), ran, len(b.complaints()))
		looked, reports, harm = looked+len(urls), reports+len(b.complaints()), harm+ran
	}
	t.Attr("fault", "vectors in every text of every input, in Chromium")
	t.Attr("injected", strconv.Itoa(len(list)))
	t.Attr("hand", strconv.Itoa(harm))
	t.Attr("note", fmt.Sprintf("%d ran; %d pages looked at, %d reports of the policy", harm, looked, reports))
}

// run looks at pages in the frames of a shelf and counts those that ran what they
// were fed, and those that did not load.
func (b *tab) run(urls []string) (ran int) {
	b.t.Helper()
	for batch := range slices.Chunk(urls, 12) {
		names, _ := json.Marshal(batch)
		ran += eval[int](b, `(async (urls) => {
				const frames = await Promise.all(urls.map((url) => new Promise((done) => {
					const f = document.createElement("iframe");
					f.onload = () => done(f);
					f.src = url;
					document.body.append(f);
				})));
				await new Promise((done) => setTimeout(done, 50));
				let ran = globalThis.hacked ?? 0;
				for (const f of frames) {
					if (f.contentWindow.hacked || !f.contentDocument.querySelector("main")) { ran++; }
					f.remove();
				}
				return ran;
			})(`+string(names)+`)`)
	}
	return ran
}

// TestNothingRunsCanFail plants what the other test must see: a script that runs,
// and one that the policy stops.
func TestNothingRunsCanFail(t *testing.T) {
	e := build(t, "", map[string]string{"content/index.md": "# Home\n\nText.\n"}, nil)
	write(t, filepath.Join(e.out, "shelf.html"), shelf)
	write(t, filepath.Join(e.out, "runs.html"), "<!doctype html><main><img src=data:, onerror=hacked=1></main>")
	write(t, filepath.Join(e.out, "stopped.html"), `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self'"><main><img src=data:, onerror=hacked=1></main>`)
	b := open(t, e.base, desktop)
	b.visit("shelf.html")
	if ran := b.run([]string{"/runs.html", "/stopped.html", "/"}); ran != 1 {
		t.Errorf("%d pages ran something, want 1", ran)
	}
	if len(b.complaints()) == 0 {
		t.Error("the policy stopped a script, and nobody complained")
	}
	b.forgive("")
}

// some are n of a list, spread over it, with the last.
func some(list []string, n int) []string {
	if len(list) <= n {
		return list
	}
	out := make([]string, n)
	for i := range out {
		out[i] = list[(i+1)*len(list)/n-1]
	}
	return out
}

package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"deskbell/site"
)

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

// field is a vector as a text in YAML, with a word that the log can name.
func field(v string) string {
	text, err := json.Marshal(strings.ReplaceAll(v, "\x01", "") + " x")
	if err != nil {
		panic(err)
	}
	return string(text)
}

// hostile is a site that has a vector in each text that its files can hold: an
// article, an incident, a notice, a service, a code for each vector, and some in
// the configuration, the agreement, the search files and an export.
func hostile(list []string, mode string) map[string]string {
	files := map[string]string{}
	n := len(list)
	at := func(i int) string { return field(list[i%n]) }
	own := func(i int) string { return field(fmt.Sprintf("%s number%d", list[i%n], i)) } // where each must differ
	files["deskbell.yaml"] = "title: " + at(0) + "\ndescription: " + at(1) + "\nurl: https://help.example.com/\nmarkdown: {html: " + mode + "}\n" +
		"products:\n  - {id: app, name: " + at(2) + "}\nnavigation:\n  - {text: " + at(3) + ", to: /a-z/}\nfooter:\n  - {text: " + at(4) + ", to: /a-z/}\n"
	files["content/pages/kept.md"] = "# Kept\n\nText.\n"
	services, groups := "services:\n", "groups:\n"
	codes, export := "", "["
	synonyms, pinned := "groups:\n", ""
	for i, v := range list {
		files[fmt.Sprintf("content/pages/v%03d.md", i)] = fmt.Sprintf("---\ntitle: %s\ndescription: %s\ntags: [%s]\nkeywords: [%s]\nsymptoms: [%s]\ncodes: [%s]\nanswer: %s\nproducts: [app]\nown_key: %s\napplies_to: [{product: app, versions: %s, platforms: [%s]}]\n---\n%s\n\n## Behind\n\nText.\n",
			at(i), at(i+1), at(i+2), at(i+3), at(i+4), field(v), at(i+6), at(i+7), at(i+8), at(i+9), v)
		if i%4 > 0 {
			continue
		}
		id := fmt.Sprintf("s%d", i)
		services += fmt.Sprintf("  - {id: %s, name: %s, description: %s, group: g%d, monitors: [%s], links: [{text: %s, url: /a-z/}]}\n", id, at(i+10), at(i+11), i, at(i+12), at(i+13))
		groups += fmt.Sprintf("  - {id: g%d, name: %s, description: %s}\n", i, at(i+14), at(i+15))
		files[fmt.Sprintf("status/incidents/2026-11-%02d-v%d.yaml", 1+i%20, i)] = fmt.Sprintf("title: %s\nseverity: minor\nstarted: 2026-11-%02dT08:00:00+08:00\nservices: {%s: degraded}\nworkaround: %s\nroot_cause: %s\npostmortem: %s\nfollow_ups: [{text: %s}]\nupdates:\n  - {at: 2026-11-%02dT08:10:00+08:00, state: investigating, text: %s}\n",
			at(i+1), 1+i%20, id, at(i+2), at(i+3), at(i+5), at(i+6), 1+i%20, at(i+16))
		files[fmt.Sprintf("content/notices/n%d.md", i)] = fmt.Sprintf("---\ntitle: %s\ncategory: policy\ndate: 2026-11-%02d\nupdates:\n  - {at: 2026-11-20T08:00:00+08:00, text: %s}\n---\n%s\n", at(i+7), 1+i%20, at(i+8), v)
		files[fmt.Sprintf("content/faq/f%d.md", i)] = fmt.Sprintf("---\ntitle: %s\n---\n## %s\n\n%s\n", at(i+9), strings.ReplaceAll(v, "\n", " "), v)
		codes += fmt.Sprintf("- {code: %s, means: %s, do: %s}\n", own(i), at(i+1), at(i+2))
		synonyms += fmt.Sprintf("  - [%s, word%d]\n", own(i+3), i)
		pinned += fmt.Sprintf("- {query: %s, pages: [content/pages/kept.md]}\n", own(i+4))
		export += fmt.Sprintf(`{"name":%s,"group":%s,"key":%s,"results":[{"status":200,"hostname":%s,"success":true,"timestamp":"2026-11-20T08:00:00Z"}]},`, at(i+12), at(i+1), own(i), at(i+2))
	}
	files["status/services.yaml"] = groups + services
	files["content/errors.yaml"] = codes
	files["search/synonyms.yaml"], files["search/pinned.yaml"] = synonyms, pinned
	files["status/uptime/export.json"] = strings.TrimSuffix(export, ",") + "]"
	return files
}

// settled builds the site, takes out what it is refused for, with the count of
// that, and builds it again: refusing is as good as showing it unharmed.
func settled(t *testing.T, files map[string]string) (e *example, refused int) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	for range 12 {
		r, err := site.Build(t.Context(), site.Options{Dir: dir, Out: filepath.Join(t.TempDir(), "public"), Now: story, NoCache: true})
		if err != nil {
			t.Fatal(err)
		}
		if r.Written {
			return build(t, "", files, nil), refused
		}
		for _, d := range r.Diagnostics {
			if _, ok := files[d.Pos.File]; !ok || d.Severity.String() != "error" {
				continue
			}
			if !strings.HasSuffix(d.Pos.File, ".md") && !strings.Contains(d.Pos.File, "incidents") {
				t.Fatalf("%s: %s", d.Pos, d.Message)
			}
			delete(files, d.Pos.File)
			refused++
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(d.Pos.File))); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Fatal("the site does not settle")
	return nil, 0
}

// shelf is a page with many others in frames. It has no policy of its own; each
// page in it has its own.
const shelf = `<!doctype html><title>shelf</title><link rel="icon" href="data:,"><body>`

// TestNothingRuns builds a site with the corpus in every text of every input, and
// looks at all its pages: nothing of it runs, and no policy is violated, which
// would mean that something was to run.
func TestNothingRuns(t *testing.T) {
	list := vectors(t)
	for _, mode := range []string{"escape", "sanitize"} {
		e, refused := settled(t, hostile(slices.Clone(list), mode))
		write(t, filepath.Join(e.out, "shelf.html"), shelf)
		var urls []string
		for _, p := range e.pages {
			if p.Kind != "redirect" && (mode == "escape" || strings.Contains(p.Source, ".md")) {
				urls = append(urls, p.URL)
			}
		}
		if !testing.Verbose() { // every page would take a minute: some of each kind do
			urls = some(urls, 36)
		}
		b := open(t, e.base, desktop)
		b.visit("shelf.html")
		ran := b.run(urls)
		if ran > 0 {
			t.Errorf("%s: %d pages ran what they were fed, or did not load", mode, ran)
		}
		t.Logf("%s: %d vectors, %d files refused, %d pages looked at, %d ran, %d reports", mode, len(list), refused, len(urls), ran, len(b.complaints()))
	}
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

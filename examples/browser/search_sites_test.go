package browser

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"deskbell/site"
)

// build makes a site of a few files below a path of a server of its own, which
// answers through host where it is given.
func build(t *testing.T, below string, files map[string]string, host func(dir string) http.Handler) *example {
	t.Helper()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	if host == nil {
		host = static
	}
	server := httptest.NewServer(http.StripPrefix(strings.TrimSuffix("/"+below, "/"), host(out)))
	t.Cleanup(server.Close)
	base := server.URL + "/" + below
	result, err := site.Build(context.Background(), site.Options{Dir: dir, Out: out, BaseURL: base, Now: story, NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	if !result.Written {
		t.Fatalf("the site does not build: %v", result.Diagnostics)
	}
	return &example{base: base, out: out, pages: result.Pages}
}

// tinySite is a site in which a search finds something.
func tinySite(lang string) map[string]string {
	return map[string]string{
		"deskbell.yaml":     "title: Help\nlanguages: [" + lang + "]\nproducts:\n  - {id: app, name: The App}\n",
		"content/sound.md":  "---\ntitle: No sound\nproducts: [app]\n---\n## Turn it up\n\nThe speaker may be muted.\n\n## Speaker\n\nChoose a speaker under **Sound**.\n",
		"content/faq/me.md": "---\ntitle: Account\n---\n## How do I reset my password?\n\nUnder **Me**, choose *Forgot*.\n",
	}
}

// ownPage is the worked example of the manual: a page of the owner's own that
// searches the help centre, below a path.
func ownPage(t *testing.T, below string) string {
	t.Helper()
	manual, err := os.ReadFile(filepath.Join("..", "..", "docs", "content", "en", "site-search", "script.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(manual), "```html\n")
	text, _, ends := strings.Cut(text, "```\n")
	if !ok || !ends || !strings.Contains(text, "'/_deskbell/") {
		t.Fatal("the manual has no example of a page")
	}
	return "<!doctype html><title>My app</title>" + strings.Replace(text, "'/_deskbell/", "'"+below+"_deskbell/", 1)
}

// TestSearchOnDumbHosts serves a site below a path from hosts that know
// nothing: wrong types, no compression or one too many, no lengths.
func TestSearchOnDumbHosts(t *testing.T) {
	for name, with := range map[string]func(http.ResponseWriter, *http.Request, []byte){
		"everything unknown is text": func(w http.ResponseWriter, r *http.Request, data []byte) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Write(data)
		},
		"everything unknown is bytes, without length": func(w http.ResponseWriter, r *http.Request, data []byte) {
			w.Header().Set("Content-Type", "application/octet-stream")
			w.(http.Flusher).Flush()
			w.Write(data)
		},
		"no types at all": func(w http.ResponseWriter, r *http.Request, data []byte) {
			w.Header()["Content-Type"] = nil
			w.Write(data)
		},
		"everything is compressed again": func(w http.ResponseWriter, r *http.Request, data []byte) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write(data)
			z.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := build(t, "help/centre/", tinySite("en"), func(dir string) http.Handler {
				rest := static(dir)
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path.Clean("/"+r.URL.Path))))
					if err != nil || path.Ext(r.URL.Path) != ".bin" {
						rest.ServeHTTP(w, r)
						return
					}
					with(w, r, data)
				})
			})
			b := open(t, e.base, desktop)
			b.visit("")
			openSearch(b)
			b.press("speaker")
			b.until("a hit below the path", `[...`+hits+`].some((h) => h.pathname === "/help/centre/sound/")`)
			b.press("\r")
			b.until("the page of all results below it", `location.pathname === "/help/centre/search/" && `+pageHits+`.length > 0`)
		})
	}
}

// TestSearchFromOwnPage has a page that is not Deskbell's import the search.
func TestSearchFromOwnPage(t *testing.T) {
	e := build(t, "help/centre/", tinySite("en"), nil)
	inner := static(e.out)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/app.html" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, ownPage(t, "/help/centre/"))
			return
		}
		http.StripPrefix("/help/centre", inner).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	b := open(t, server.URL+"/", desktop)
	t.Cleanup(func() { b.forgive("favicon") })
	b.visit("app.html")
	eval[bool](b, `(document.querySelector("#query").focus(), true)`)
	b.press("reset pasword")
	b.until("the answer", `document.querySelector("#results a")?.pathname === "/help/centre/faq/me/" && document.querySelector("#results a").textContent === "Account › How do I reset my password?"`)
}

// TestSearchAfterRebuild searches from a page that was opened before the site
// was built anew: the files it knows of are gone.
func TestSearchAfterRebuild(t *testing.T) {
	before := build(t, "", tinySite("en"), nil)
	files := tinySite("en")
	files["content/speaker.md"] = "---\ntitle: A new speaker\n---\nPair the speaker with the app.\n"
	after := build(t, "", files, nil)
	var host atomic.Value
	host.Store(static(before.out))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { host.Load().(http.HandlerFunc)(w, r) }))
	t.Cleanup(server.Close)
	b := open(t, server.URL+"/", desktop)
	t.Cleanup(func() { b.forgive("status of 404") })
	b.visit("")
	openSearch(b)
	b.until("the old index to be loaded", `performance.getEntriesByType("resource").filter((e) => e.name.includes("_deskbell/search/") && e.responseEnd > 0).length >= 2`)
	host.Store(static(after.out))
	b.press("speaker")
	b.until("what is new to be found, as if nothing had been", `[...`+hits+`].some((h) => h.pathname === "/speaker/") && `+hits+`.length === 2 && !`+inSight(".search-dialog .search-retry"))
}

// TestSearchRightToLeft lays the search out for a language that is written
// from right to left.
func TestSearchRightToLeft(t *testing.T) {
	e := build(t, "", map[string]string{
		"deskbell.yaml":        "title: مركز المساعدة\nlanguages: [ar]\n",
		"content/password.md":  "---\ntitle: إعادة تعيين كلمة المرور\n---\n## إذا نسيت كلمة المرور\n\nافتح الإعدادات ثم اختر كلمة المرور. رمز الخطأ ERR_CONN_RESET يعني أن الاتصال انقطع.\n",
		"content/english.md":   "---\ntitle: The error ERR_CONN_RESET\n---\nThe connection was reset by the server.\n",
		"content/faq/start.md": "---\ntitle: الحساب\n---\n## كيف أغير كلمة المرور؟\n\nمن الإعدادات.\n",
	}, nil)
	for _, l := range []look{desktop, phone} {
		b := open(t, e.base, l)
		b.visit("")
		openSearch(b)
		b.press("ERR_CONN_RESET")
		b.until("hits", hits+".length === 2")
		if !eval[bool](b, `(() => {
			const left = (s) => document.querySelector(".search-dialog " + s).getBoundingClientRect().left;
			return getComputedStyle(document.querySelector(".search-dialog")).direction === "rtl" && left(".search-close") < left("input") && left("input") < left(".search-bar > .icon");
		})()`) {
			t.Errorf("at %d px the dialog is not laid out from right to left", l.width)
		}
		// Each text goes its own way, whatever the page's.
		directions := eval[map[string]string](b, `Object.fromEntries([...`+hits+`].map((h) => [h.pathname, getComputedStyle(h.querySelector(".hit-text")).direction]))`)
		if directions["/password/"] != "rtl" || directions["/english/"] != "ltr" {
			t.Errorf("the excerpts are laid out %v", directions)
		}
		b.visit("search/?q=%D9%83%D9%84%D9%85%D8%A9%20%D8%A7%D9%84%D9%85%D8%B1%D9%88%D8%B1")
		b.until("results on the page", pageHits+".length === 2")
		if eval[bool](b, "document.documentElement.scrollWidth > innerWidth") {
			t.Errorf("the page is wider than %d px", l.width)
		}
		if l == desktop && !eval[bool](b, `document.querySelector(".filters").getBoundingClientRect().right < document.querySelector(".hits").getBoundingClientRect().left`) {
			t.Error("the filters do not stand at the end of the line")
		}
	}
}

// evil is text of each kind that would do harm if it were taken for markup.
const evil = `<img src=x onerror=hacked=1><script>hacked=1</script><a href="javascript:hacked=1">x</a>'"><svg onload=hacked=1>`

// TestSearchOfIllMeantArticle finds an article whose every part is markup and
// script: it has to be shown as text, and nothing of it may run.
func TestSearchOfIllMeantArticle(t *testing.T) {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(evil)
	control := "\u202e\u2066\u200f"
	e := build(t, "", map[string]string{
		"deskbell.yaml": "title: Help\nproducts:\n  - {id: evil, name: \"" + quoted + "product" + `\u202e` + "\"}\n",
		"content/evil.md": "---\ntitle: \"" + quoted + " zebra" + `\u202e` + " title\"\nproducts: [evil]\nkeywords: [\"" + quoted + " walrus\"]\ndescription: \"" + quoted + " described\"\n---\n" +
			"## `" + evil + "` giraffe" + control + "\n\n```html\n" + evil + " crocodile \ufffe\n```\n\nLine with &lt;script&gt;hacked=1&lt;/script&gt; crocodile&#0; and \\<img src=x onerror=hacked=1> javascript:hacked=1\n",
		"content/faq/evil.md":  "---\ntitle: Questions\n---\n## `" + evil + "` elephant?\n\n`" + evil + "` answer of the elephant\n",
		"content/faq/good.md":  "---\ntitle: Harmless\n---\n## Harmless?\n\nYes.\n",
		"search/synonyms.yaml": "groups:\n  - [\"" + quoted + " lion\", zebra]\n",
		"search/pinned.yaml":   "- {query: \"" + quoted + " tiger\", pages: [content/evil.md]}\n",
	}, nil)
	b := open(t, e.base, desktop)
	const harm = `[...document.querySelectorAll(":is(.search-dialog, .search-page) :is(img, script, svg:not(.icon), [onload], [onerror], a[href^='javascript:'])")].filter((e) => !e.closest(".icon")).length + (globalThis.hacked ?? 0)`
	check := func(where string) {
		t.Helper()
		if n := eval[int](b, harm); n != 0 {
			t.Errorf("%s: %d elements of the article's making, or its script ran", where, n)
		}
	}
	b.visit("")
	openSearch(b)
	for _, query := range []string{"zebra", "walrus", "giraffe", "crocodile", "elephant", "lion", "onerror", evil, evil + " tiger", "zebar"} {
		b.retype(query)
		b.until("hits for "+query, dialogInput+`.value === `+quote(query)+` && !document.querySelector("[role=listbox]").ariaBusy && `+hits+`.length > 0`)
		check("searching " + query)
	}
	b.retype("zebra")
	b.until("the title as text", `[...`+hits+`].some((h) => h.textContent.includes(`+quote("<img src=x onerror=hacked=1><script>hacked=1</script>")+`))`)
	b.retype("giraffe")
	b.until("the heading as text", `[...`+hits+`].some((h) => h.querySelector(".section")?.textContent.includes(`+quote("<svg onload=hacked=1>")+`) && h.querySelector(".section mark")?.textContent.startsWith("giraffe"))`)
	b.retype("elephant")
	b.until("the question and its answer as text", `[...`+hits+`].some((h) => h.classList.contains("is-answer") && h.querySelector(".hit-text").textContent.includes("<script>"))`)
	// What turns the writing round does so for its own text alone.
	if got := eval[string](b, `getComputedStyle(document.querySelector(".hit bdi")).unicodeBidi`); got != "isolate" {
		t.Errorf("titles are not kept apart from what is around them: %s", got)
	}
	for _, query := range []string{"<img src=x onerror=hacked=1>", "</title><script>hacked=1</script>", "javascript:hacked=1", "\x00\u202e<svg onload=hacked=1>", "qxzvwkj<script>hacked=1</script>"} {
		b.visit("search/?" + "q=" + url.QueryEscape(query) + "&kind=" + url.QueryEscape(evil) + "&product=" + url.QueryEscape(evil) + "&lang=" + url.QueryEscape(evil))
		b.until("the page to answer", `!`+pageBusy+` && `+pageNote+` !== ""`)
		check("the page of " + query)
	}
	b.visit("search/?q=zebra")
	b.until("the product's name as text", `[...document.querySelectorAll(".hit-meta")].some((m) => m.textContent.includes("<script>hacked=1</script>"))`)
	check("the page of zebra")
}

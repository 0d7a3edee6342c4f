package browser

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// searchState is the search as a reader may meet it.
type searchState struct {
	name  string
	path  string     // below a language's root
	enter func(*tab) // from the page to the state
	lost  string     // a query whose shards cannot be loaded
	phone bool       // there is nothing of the kind on a wide window
}

// searchStates are all states that are looked at, in pictures and by axe. The
// queries are found in each of the example's languages.
var searchStates = []searchState{
	{name: "dialog-empty", enter: openSearch},
	{name: "dialog-results", enter: func(b *tab) {
		openSearch(b)
		b.press("token")
		b.until("hits", hits+".length > 2")
		b.press(kb.ArrowDown)
		b.until("a chosen hit", `document.querySelector(".search-dialog [aria-selected=true]")`)
	}},
	{name: "dialog-nothing", enter: func(b *tab) {
		openSearch(b)
		b.press("qxzvwkj")
		b.until("the word that nothing was found", inSight(".search-dialog .search-none"))
	}},
	{name: "dialog-incomplete", lost: "websocket", enter: func(b *tab) {
		openSearch(b)
		b.press("token websocket")
		b.until("what is left, and a way to try again", hits+".length > 0 && "+inSight(".search-dialog .search-retry button"))
	}},
	{name: "page-empty", path: "search/", enter: func(b *tab) { b.until("the field", inSight("#db-find-page")) }},
	{name: "page-results", path: "search/?q=push", enter: resultsOnPage},
	{name: "page-filtered", path: "search/?q=token&kind=faq&kind=guide", enter: func(b *tab) {
		resultsOnPage(b)
		b.until("the counts", `document.querySelectorAll(".filters input:checked").length === 3`)
	}},
	{name: "page-filters", path: "search/?q=sdk", phone: true, enter: func(b *tab) {
		resultsOnPage(b)
		b.do(chromedp.Click(chromedp.CSS(".filter-toggle")))
		b.until("the filters", inSight(".filters input"))
	}},
	{name: "page-nothing", path: "search/?q=qxzvwkj", enter: func(b *tab) {
		b.until("the word that nothing was found", inSight(".search-page .search-none"))
	}},
	{name: "page-corrected", path: "search/?q=websoket", enter: func(b *tab) {
		resultsOnPage(b)
		b.until("a better spelling", inSight(".search-page .search-suggestion a"))
	}},
	{name: "page-incomplete", path: "search/?q=token+websocket", lost: "websocket", enter: func(b *tab) {
		resultsOnPage(b)
		b.until("a way to try again", inSight(".search-page .search-retry button"))
	}},
}

// inSight says whether an element is to be seen.
func inSight(selector string) string {
	return `document.querySelector("` + selector + `")?.checkVisibility()`
}

func openSearch(b *tab) {
	b.t.Helper()
	b.press("/")
	b.until("the search to open", focusInSearch)
}

func resultsOnPage(b *tab) {
	b.t.Helper()
	b.until("results on the page", `document.querySelectorAll(".hits > *").length > 0`)
}

// visitState opens the example in a language and brings its search into a state.
func visitState(t *testing.T, l look, lang string, s searchState) *tab {
	t.Helper()
	root := ""
	if lang != "zh-CN" {
		root = lang + "/"
	}
	base := built(t).base
	if s.lost != "" {
		lost := shardsOf(t, lang, s.lost)
		base = serve(t, func(w http.ResponseWriter, r *http.Request) bool {
			if slices.Contains(lost, r.URL.Path) {
				http.NotFound(w, r)
				return true
			}
			return false
		})
	}
	b := open(t, base, l)
	b.visit(root + s.path)
	s.enter(b)
	t.Cleanup(func() { b.forgive("status of 404") })
	return b
}

// serve serves the example once more and lets a handler answer first.
func serve(t *testing.T, first func(http.ResponseWriter, *http.Request) bool) (base string) {
	t.Helper()
	rest := static(built(t).out)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !first(w, r) {
			rest.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

var (
	shardsMu   sync.Mutex
	shardsSeen = map[string][]string{}
)

// shardsOf are the paths of the shards that a query of the example needs.
func shardsOf(t *testing.T, lang, query string) []string {
	t.Helper()
	shardsMu.Lock()
	defer shardsMu.Unlock()
	key := lang + " " + query
	if paths := shardsSeen[key]; paths != nil {
		return paths
	}
	b := open(t, built(t).base, desktop)
	b.visit("404.html")
	b.forgive("status of 404")
	eval[bool](b, `import("/_deskbell/search.js").then((m) => m.search(`+quote(query)+`, {lang: `+quote(lang)+`})).then(() => true)`)
	var paths []string
	b.mu.Lock()
	for _, request := range b.requests {
		if u, err := url.Parse(request); err == nil && path.Base(path.Dir(u.Path)) == "t" {
			paths = append(paths, u.Path)
		}
	}
	b.mu.Unlock()
	if len(paths) == 0 {
		t.Fatalf("%q needs no shard in %s", query, lang)
	}
	shardsSeen[key] = paths
	return paths
}

// quote makes a string of JavaScript.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

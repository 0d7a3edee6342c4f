package browser

import (
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

func itoa(n int) string { return strconv.Itoa(n) }

// visitWithoutScripts opens the example in a browser without scripts.
func visitWithoutScripts(t *testing.T, l look, path string) *tab {
	t.Helper()
	b := open(t, built(t).base, l)
	must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(strings.TrimPrefix(path, "/"))
	return b
}

// TestSearchWithLostShard loses a part of the index in each way there is, and
// gives it back: the rest answers, and says that it is not all.
func TestSearchWithLostShard(t *testing.T) {
	lost := shardsOf(t, "en", "websocket")
	for _, c := range []struct {
		name   string
		answer func(http.ResponseWriter)
	}{
		{"404", func(w http.ResponseWriter) { w.WriteHeader(404) }},
		{"500", func(w http.ResponseWriter) { w.WriteHeader(500) }},
		{"garbage", func(w http.ResponseWriter) {
			w.Header().Set("Cache-Control", "max-age=31536000, immutable")
			w.Write([]byte("\x78\x9c garbage \x00\xff that no one can inflate"))
		}},
		{"a page in its place", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("<!doctype html><title>Home</title>"))
		}},
		{"cut off", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "5000")
			w.Write([]byte{0x78, 0x9c})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var healed atomic.Bool
			base := serve(t, func(w http.ResponseWriter, r *http.Request) bool {
				if healed.Load() || !slices.Contains(lost, r.URL.Path) {
					return false
				}
				c.answer(w)
				return true
			})
			b := open(t, base, desktop)
			t.Cleanup(func() { b.forgive("Failed to load resource") })
			b.visit("en/")
			openSearch(b)
			b.press("token websocket")
			b.until("the rest to answer", hits+".length > 0 && "+inSight(".search-dialog .search-retry button"))
			if got := said(axTree(b)); !strings.HasSuffix(got, " results Part of the index could not be loaded; results may be missing.") {
				t.Errorf("a screen reader says %q", got)
			}
			healed.Store(true)
			b.do(chromedp.Click(chromedp.CSS(".search-dialog .search-retry button")))
			b.until("all of it once the host is well", `[...`+hits+`].some((h) => h.pathname === "/en/guides/websocket-1006/") && !`+inSight(".search-dialog .search-retry"))
		})
	}
}

// TestSearchThatCannotBegin loses what every search needs.
func TestSearchThatCannotBegin(t *testing.T) {
	for _, name := range []string{"search.js", "root.bin"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var healed atomic.Bool
			base := serve(t, func(w http.ResponseWriter, r *http.Request) bool {
				if healed.Load() || path.Base(r.URL.Path) != name {
					return false
				}
				w.WriteHeader(503)
				return true
			})
			b := open(t, base, desktop)
			t.Cleanup(func() { b.forgive("Failed to load resource") })
			b.visit("en/search/?q=push")
			b.until("a clear word, a way to try again, and all articles", inSight(".found .search-retry button")+" && "+inSight(".search-index")+" && "+pageNote+` === "The search could not be loaded."`)
			healed.Store(true)
			b.do(chromedp.Click(chromedp.CSS(".found .search-retry button")))
			b.until("results", pageHits+`.length > 3 && !`+inSight(".search-index"))
		})
	}
}

func TestSearchOffline(t *testing.T) {
	b := visit(t, desktop, "/en/")
	t.Cleanup(func() { b.forgive("ERR_INTERNET_DISCONNECTED") })
	connect := func(is bool) {
		t.Helper()
		must(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: !is, DownloadThroughput: -1, UploadThroughput: -1}}})
		must(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: !is, DownloadThroughput: -1, UploadThroughput: -1})
		b.until("the browser to know", `navigator.onLine === `+strconv.FormatBool(is))
	}
	connect(false)
	openSearch(b)
	b.press("push")
	b.until("the reader to be told", `document.querySelector(".search-dialog .search-note").textContent.startsWith("You are offline.")`)
	connect(true)
	b.until("the search to run by itself", hits+`.length > 3 && !`+inSight(".search-dialog .search-retry"))
	connect(false)
	b.retype("push token websocket")
	b.until("what is loaded to answer without a connection", inSight(".search-dialog .search-retry")+" && "+hits+`.length > 0`)
	connect(true)
	b.until("and the rest to come", `!`+inSight(".search-dialog .search-retry"))
}

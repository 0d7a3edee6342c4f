package browser

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// shifts is how much of a page has moved since it was first painted, as
// browsers count it (https://web.dev/articles/cls), and what moved from where.
const shifts = `new Promise((done) => {
	const found = {sum: 0, what: []};
	new PerformanceObserver((list) => {
		for (const e of list.getEntries()) {
			found.sum += e.value;
			for (const s of e.sources) found.what.push((s.node?.outerHTML ?? s.node?.textContent ?? "").slice(0, 80) + " from " + s.previousRect.y + " to " + s.currentRect.y);
		}
	}).observe({type: "layout-shift", buffered: true});
	requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(() => done(found), 50)), 200));
})`

type shifted struct {
	Sum  float64
	What []string
}

// TestNothingMoves loads each kind of page on a phone in another time zone, an
// hour after the build: all that scripts add by the clock must have its place, or
// be there before the first paint. Within the maintenance that was ahead then, and
// when the status is too old to be believed, that holds for pages that are not
// about the status. A service's page that was not built again since does move: it
// is told of the maintenance by a script that comes after the text.
func TestNothingMoves(t *testing.T) {
	pages := pageTypes(t)
	for _, later := range []time.Duration{time.Hour, 17 * time.Hour, 21 * time.Hour, 80 * time.Hour} {
		b := open(t, built(t).base, phone)
		must(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/London"})
		must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.Add(later).UnixMilli())})
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			if later > time.Hour && !slices.Contains([]string{"home", "guide"}, name) {
				continue
			}
			b.visit(strings.TrimPrefix(pages[name], "/"))
			if moved := eval[shifted](b, shifts); moved.Sum > 0.1 { // what browsers call good
				t.Errorf("%s later %s moves by %.3f:\n%s", later, name, moved.Sum, strings.Join(moved.What, "\n"))
			}
		}
		b.forgive("status of 404")
	}
}

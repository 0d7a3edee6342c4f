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
// browsers count it: https://web.dev/articles/cls.
const shifts = `new Promise((done) => {
	let sum = 0;
	new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; }).observe({type: "layout-shift", buffered: true});
	requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)), 200));
})`

// TestNothingMoves loads each kind of page on a phone in another time zone, an
// hour after the build: all that scripts add by the clock must have its place.
func TestNothingMoves(t *testing.T) {
	b := open(t, built(t).base, phone)
	must(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/London"})
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.Add(time.Hour).UnixMilli())})
	pages := pageTypes(t)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		b.visit(strings.TrimPrefix(pages[name], "/"))
		if moved := eval[float64](b, shifts); moved > 0.02 {
			t.Errorf("%s moves by %.3f", name, moved)
		}
	}
	b.forgive("status of 404")
}

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
// hour after the build, within the maintenance that was ahead then, and when the
// status is too old to be believed: all that scripts add by the clock must have
// its place, or be there before the first paint.
func TestNothingMoves(t *testing.T) {
	pages := pageTypes(t)
	for _, later := range []time.Duration{time.Hour, 17 * time.Hour, 21 * time.Hour, 80 * time.Hour} {
		b := open(t, built(t).base, phone)
		must(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/London"})
		must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.Add(later).UnixMilli())})
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			if later > time.Hour && !slices.Contains([]string{"home", "guide", "status", "service"}, name) {
				continue // what changes later changes on these
			}
			b.visit(strings.TrimPrefix(pages[name], "/"))
			if moved := eval[float64](b, shifts); moved > 0.02 {
				t.Errorf("%s later %s moves by %.3f", later, name, moved)
			}
		}
		b.forgive("status of 404")
	}
}

package browser

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// TestReportPrintsAsADocument makes a PDF of an availability report as a reader
// does and looks at its pages.
func TestReportPrintsAsADocument(t *testing.T) {
	for _, path := range []string{"/status/sla/2026-10/", "/en/status/sla/2026-10/"} {
		b := visit(t, desktop, path)
		yes := true
		pdf := must(b, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: &yes, PreferCSSPageSize: &yes}).Data
		boxes := regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]`).FindAllSubmatch(pdf, -1)
		if n := len(boxes); n < 2 || n > 8 {
			t.Errorf("%s: %d pages", path, n)
		}
		for _, box := range boxes {
			if w, h := string(box[1]), string(box[2]); !regexp.MustCompile(`^59[45]`).MatchString(w) || !regexp.MustCompile(`^84[12]`).MatchString(h) {
				t.Errorf("%s: a page of %s × %s points, want A4", path, w, h)
			}
		}
		must(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		for what, selector := range map[string]string{"the header": ".top", "a banner": ".banner", "the footer": ".bottom", "breadcrumbs": ".crumbs", "downloads": ".apis"} {
			if eval[bool](b, `[...document.querySelectorAll("`+selector+`")].some((e) => e.checkVisibility())`) {
				t.Errorf("%s: %s is printed", path, what)
			}
		}
		if eval[int](b, `[...document.querySelectorAll(".sums dl")].filter((e) => e.getClientRects().length > 0).length`) < 10 {
			t.Errorf("%s: the arithmetic is not printed", path)
		}
		if wide := eval[int](b, `document.documentElement.scrollWidth`); wide > 1280 {
			t.Errorf("%s: what is printed is %d pixels wide", path, wide)
		}
	}
}

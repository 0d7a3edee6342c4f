package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// TestHomeMaintenance follows the home page's line on the next maintenance, from
// 02:00 to 04:00 on the 22nd, by the reader's clock, and without scripts.
func TestHomeMaintenance(t *testing.T) {
	const line = `document.querySelector(".status-line + .next-maintenance")`
	for _, c := range []struct {
		path  string
		later time.Duration
		says  string // of the countdown
	}{
		{"en/", 0, "Starts in 16 hrs"},
		{"", 0, "距开始还有 16小时"},
		{"en/", 16*time.Hour + 30*time.Minute, "Ends in 1 hr 30 mins"},
		{"", 16*time.Hour + 30*time.Minute, "距结束还有 1小时 30分钟"},
		{"en/", 20 * time.Hour, "Starts in 15 days 20 hrs"}, // the next one
		{"en/", 3000 * time.Hour, "The window is over"},     // and no other is known
	} {
		b := open(t, built(t).base, phone)
		must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.Add(c.later+10*time.Millisecond).UnixMilli())})
		b.visit(c.path)
		b.until(c.path+" to say "+c.says, line+`?.querySelector(".countdown").textContent === "`+c.says+`"`)
	}
	for path, date := range map[string]string{"en/": "22 November 2026, 02:00", "": "2026年11月22日 02:00"} {
		b := open(t, built(t).base, phone)
		must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.visit(path)
		if text := eval[string](b, line+`.innerText`); !strings.Contains(text, date) || !strings.Contains(text, "UTC+8") {
			t.Errorf("without scripts %s says %q, want %s with its zone", path, text, date)
		}
	}
}

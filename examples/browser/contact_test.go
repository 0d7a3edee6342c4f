package browser

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
)

// TestContactByTheReadersClock looks at the contact page on a Saturday and on
// the Monday after it.
func TestContactByTheReadersClock(t *testing.T) {
	chat := `document.querySelectorAll(".open-now")[1].textContent`
	result := `document.querySelector(".deadline-result").textContent`
	b := visit(t, desktop, "/en/contact/")
	b.until("the chat to be closed", chat+`.startsWith("Closed, opens Monday, 23 November 2026 at 09:00")`)
	b.until("the deadline of the basic plan", result+`.startsWith("First response by Monday, 23 November 2026 at 13:00")`)
	eval[bool](b, `(() => { const s = document.querySelector("#db-deadline-plan"); s.value = "professional"; return s.dispatchEvent(new Event("change")); })()`)
	b.until("that of the professional plan", result+`.includes("Saturday, 21 November 2026 at 10:3") && `+result+`.includes("Resolution by Saturday, 21 November 2026 at 18:0")`)
	if got := eval[string](b, `document.querySelector("form.contact-form").elements.plan.value`); got != "professional" {
		t.Errorf("the form is about the plan %q", got)
	}
	eval[bool](b, `(document.querySelectorAll(".topic summary")[1].click(), true)`)
	b.until("the topic in the form", `document.querySelector("form.contact-form").elements.topic.selectedIndex === 1`)
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.Add(50*time.Hour).UnixMilli())})
	b.visit("en/contact/?about=IM-6014")
	b.until("the chat to be open", chat+` === "Open now, until Monday, 23 November 2026 at 21:00"`)
	if got := eval[string](b, `document.querySelector("form.contact-form").elements.message.value`); got != "IM-6014\n" {
		t.Errorf("the message begins with %q", got)
	}
}

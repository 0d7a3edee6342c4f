package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// shown are the steps of a click-through that one sees.
const shown = `[...document.querySelectorAll(".flow-step")].filter((s) => s.checkVisibility()).map((s) => s.id).join()`

// reach presses Tab until the focus is on what a selector names.
func (b *tab) reach(selector string) {
	b.t.Helper()
	for range 150 {
		b.press(kb.Tab)
		if eval[bool](b, `document.activeElement.matches(`+"`"+selector+"`"+`)`) {
			return
		}
	}
	b.t.Fatalf("at %s: the keyboard does not reach %s", b.where(), selector)
}

func TestFlow(t *testing.T) {
	for name, l := range map[string]look{"desktop": desktop, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			b := visit(t, l, "/en/guides/which-problem/")
			b.until("the first question alone", shown+` === "start"`)
			b.reach(`.current a[href="#login"]`)
			b.press(kb.Enter)
			b.until("the next question, in the address and with the focus", shown+` === "login" && location.hash === "#login" && document.activeElement.matches("#login .flow-question")`)
			b.reach(`.current a[href="#network"]`)
			b.press(kb.Enter)
			b.until("the way that led here", shown+` === "network" && [...document.querySelectorAll(".flow-path li")].map((li) => li.textContent).join("|") === "What do you see? Sign-in fails|Which error code? IM-6010 or IM-6011"`)
			b.reach(`.flow-back`)
			b.press(kb.Enter)
			b.until("the step before", shown+` === "login"`)
			eval[string](b, `history.back(), ""`)
			b.until("the browser's own way back", shown+` === "network"`)
			b.visit("en/guides/which-problem/#receive")
			b.visit("en/guides/which-problem/?x#push")
			b.until("the step that an address names", shown+` === "push"`)
			b.reach(`.flow-again`)
			b.press(kb.Enter)
			b.until("the first question again", shown+` === "start"`)
		})
	}
}

func TestFlowWithoutScripts(t *testing.T) {
	b := open(t, built(t).base, phone)
	must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("guides/which-problem/")
	if got := eval[int](b, `[...document.querySelectorAll(".flow-step")].filter((s) => s.checkVisibility()).length`); got < 9 {
		t.Errorf("%d steps are shown without scripts, want all", got)
	}
	b.reach(`.flow-answers a[href="#login"]`)
	b.press(kb.Enter)
	b.until("the answer's step", `location.hash === "#login" && document.querySelector("#login").matches(":target")`)
	b.reach(`#login .flow-answers a[href="/guides/login-6014/"]`)
	b.press(kb.Enter)
	b.until("the guide", `location.pathname === "/guides/login-6014/"`)
}

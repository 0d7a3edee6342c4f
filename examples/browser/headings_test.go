package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// TestHeadingLinkIsCopied copies a heading's address by keyboard, and is told.
func TestHeadingLinkIsCopied(t *testing.T) {
	b := visit(t, desktop, "/en/guides/login-6014/")
	eval[bool](b, `(navigator.clipboard.writeText = async (text) => { globalThis.copied = text }, true)`)
	b.reach("#checks .heading-link")
	if got := eval[string](b, `getComputedStyle(document.activeElement).opacity`); got != "1" {
		t.Error("the link that has the focus is not seen")
	}
	b.press(kb.Enter)
	b.until("the address to be copied", `copied === "`+b.base+`en/guides/login-6014/#checks" && location.hash === "#checks"`)
	b.until("that to be said", `[...document.querySelectorAll("[role=status]")].some((e) => e.textContent === "Link copied")`)
}

func TestHeadingLinkWithoutScripts(t *testing.T) {
	b := open(t, built(t).base, desktop)
	must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("en/guides/login-6014/")
	b.reach("#fix .heading-link")
	b.press(kb.Enter)
	b.until("the heading's address", `location.hash === "#fix"`)
}

// TestContentsFollow scrolls through an article: the heading that is read is
// marked in the contents, one at a time.
func TestContentsFollow(t *testing.T) {
	b := visit(t, desktop, "/en/guides/login-6014/")
	ids := strings.Fields(eval[string](b, `[...document.querySelectorAll(".contents a")].map((a) => a.hash).join(" ")`))
	if len(ids) < 4 {
		t.Fatalf("the contents are %v", ids)
	}
	for _, id := range []string{ids[1], ids[3], ids[0]} {
		eval[bool](b, `(document.querySelector("`+id+`").scrollIntoView({behavior: "instant"}), true)`)
		b.until(id+" to be marked", `[...document.querySelectorAll(".contents [aria-current=location]")].map((a) => a.hash).join() === "`+id+`"`)
	}
}

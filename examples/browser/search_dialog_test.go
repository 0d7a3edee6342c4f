package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	dialogInput = `document.querySelector(".search-dialog [role=combobox]")`
	chosenHit   = `document.querySelector(".search-dialog [role=option][aria-selected=true]")`
	dialogOpen  = `document.querySelector(".search-dialog").open`
)

// TestSearchIsSpoken looks at the dialog as a screen reader does.
func TestSearchIsSpoken(t *testing.T) {
	b := visit(t, desktop, "/en/")
	openSearch(b)
	tree := axTree(b)
	if got := withRole(tree, "dialog"); len(got) != 1 || got[0].name != "Search this help centre" || got[0].properties["modal"] != "true" {
		t.Errorf("the dialog is %+v", got)
	}
	box := withRole(tree, "combobox")
	if len(box) != 1 || box[0].name != "Search this help centre" || box[0].properties["expanded"] != "false" || box[0].properties["autocomplete"] != "list" {
		t.Fatalf("the field is %+v", box)
	}
	if live := withRole(tree, "status"); len(live) == 0 || live[0].properties["live"] != "polite" {
		t.Errorf("before anything is searched the live region is %+v: what comes later is not spoken", live)
	}
	b.press("token")
	b.until("hits", hits+".length > 2")
	b.press(kb.ArrowDown)
	b.until("a hit to be chosen", chosenHit)
	tree = axTree(b)
	if got := said(tree); !strings.HasSuffix(got, " results") {
		t.Errorf("a screen reader says %q, want the number of results", got)
	}
	box = withRole(tree, "combobox")
	if box[0].properties["expanded"] != "true" || box[0].properties["activedescendant"] != "1" || box[0].properties["controls"] != "1" {
		t.Errorf("with hits the field is %+v", box[0])
	}
	if list := withRole(tree, "listbox"); len(list) != 1 || list[0].name != "Results" {
		t.Errorf("the list is %+v", list)
	}
	options := withRole(tree, "option")
	if len(options) < 3 || options[0].properties["selected"] != "true" || options[1].properties["selected"] != "false" || options[0].within[0] != "listbox" {
		t.Fatalf("the hits are %+v", options)
	}
	for _, o := range options {
		if len(o.name) < 20 {
			t.Errorf("a hit is called %q, want title, kind and text", o.name)
		}
	}
	b.retype("qxzvwkj")
	b.until("nothing to be found", inSight(".search-dialog .search-none"))
	tree = axTree(b)
	if got := said(tree); got != "Nothing found for “\u2068qxzvwkj\u2069”." {
		t.Errorf("where nothing is found a screen reader says %q", got)
	}
	if box := withRole(tree, "combobox"); box[0].properties["expanded"] != "false" || box[0].properties["activedescendant"] != "" {
		t.Errorf("without hits the field is %+v", box[0])
	}
	if eval[string](b, `document.querySelector(".search-dialog .search-none a[href$='/contact/']")?.textContent ?? ""`) == "" {
		t.Error("where nothing is found there is no way to a person")
	}
}

func TestSearchKeys(t *testing.T) {
	b := visit(t, desktop, "/en/")
	ctrlK := input.DispatchKeyEventParams{Type: "rawKeyDown", Key: "k", Code: "KeyK", WindowsVirtualKeyCode: 75, Modifiers: 2}
	must(b, input.DispatchKeyEvent, ctrlK)
	b.until("Ctrl-K to open the search", focusInSearch)
	b.press("token")
	b.until("several hits", hits+".length > 3")
	for _, step := range []struct{ key, name, want string }{
		{kb.ArrowDown, "down", "0"}, {kb.ArrowDown, "down again", "1"}, {kb.End, "End", "last"}, {kb.Home, "Home", "0"},
		{kb.ArrowUp, "up from the first", ""}, {kb.ArrowUp, "up from the field", "last"}, {kb.ArrowDown, "down from the last", ""},
	} {
		b.press(step.key)
		want := `document.querySelectorAll(".search-dialog [aria-selected=true]").length === 0 && !` + dialogInput + `.hasAttribute("aria-activedescendant")`
		if step.want != "" {
			place := step.want
			if place == "last" {
				place = hits + ".length - 1"
			}
			want = `[...` + hits + `].indexOf(` + chosenHit + `) === ` + place + ` && ` + chosenHit + `.getBoundingClientRect().bottom <= document.querySelector("[role=listbox]").getBoundingClientRect().bottom + 1`
		}
		b.until(step.name+" to choose", want)
	}
	// Home and End are the text's while none is chosen.
	b.press(kb.Home)
	b.until("Home to go to the text's start", dialogInput+".selectionStart === 0")
	b.press(kb.End + "/")
	b.until("a slash to be typed", dialogInput+`.value === "token/"`)
	b.press(kb.Escape)
	b.until("Escape to close", "!"+dialogOpen)
	b.press("/")
	b.until("the search to open with what was typed, chosen to be replaced", focusInSearch+" && "+dialogInput+`.selectionEnd === 6`)
	b.press("push" + kb.Enter)
	b.until("Enter to lead to all results", `location.pathname === "/en/search/" && new URLSearchParams(location.search).get("q") === "push" && document.querySelectorAll(".hits > *").length > 3`)
	b.press("/")
	b.until("/ to lead to the page's field", `document.activeElement.id === "db-find-page"`)
}

// TestSearchLoadsNothingUnused holds that a page costs nothing for a search
// that nobody makes.
func TestSearchLoadsNothingUnused(t *testing.T) {
	b := visit(t, desktop, "/en/")
	b.until("the page to be loaded", `document.readyState === "complete"`)
	if got := b.requested("_deskbell/search"); len(got) > 0 {
		t.Errorf("before any use the page loads %v", got)
	}
	eval[bool](b, `(document.querySelector("#db-find-home").focus(), true)`)
	b.until("the focus to begin loading", `performance.getEntriesByType("resource").filter((e) => e.name.includes("_deskbell/search/")).length >= 2`)
	if got := b.requested("_deskbell/search/"); len(got) > 2 {
		t.Errorf("the focus alone loads %v, want the root and the table", got)
	}
}

// retype replaces what the field with the focus holds.
func (b *tab) retype(text string) {
	b.t.Helper()
	eval[bool](b, `(document.activeElement.select(), true)`)
	b.press(text)
}

// requested are the addresses asked for that contain a text.
func (b *tab) requested(containing string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for _, r := range b.requests {
		if strings.Contains(r, containing) {
			out = append(out, r)
		}
	}
	return out
}

// TestSearchComposition types with an input method: what is half composed is
// not searched.
func TestSearchComposition(t *testing.T) {
	b := visit(t, desktop, "/")
	openSearch(b)
	eval[bool](b, `(() => {
		const input = `+dialogInput+`, saw = globalThis.saw = [];
		new MutationObserver(() => saw.push(input.value)).observe(document.querySelector(".search-dialog"), {childList: true, subtree: true, characterData: true, attributeFilter: ["aria-busy"]});
		return true;
	})()`)
	for _, text := range []string{"t", "tu", "tui s"} {
		must(b, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: int64(len(text)), SelectionEnd: int64(len(text))})
		b.until("the half-composed text", dialogInput+`.value === `+quote(text))
	}
	// A timer that is set later and runs longer than the field's own.
	eval[bool](b, `new Promise((done) => setTimeout(() => done(true), 150))`)
	if n := eval[int](b, hits+".length"); n != 0 {
		t.Errorf("%d hits for what is half composed", n)
	}
	must(b, input.InsertText, input.InsertTextParams{Text: "推送"})
	b.until("hits for what was composed", hits+".length > 0 && "+dialogInput+`.value === "推送"`)
	if saw := eval[[]string](b, `[...new Set(saw)]`); len(saw) != 1 || saw[0] != "推送" {
		t.Errorf("the dialog changed while the field held %q, want only when it held 推送", saw)
	}
	if got := b.requested("/t/"); len(got) == 0 {
		t.Error("no shard was loaded: the test sees nothing")
	}
}

// TestSearchOnPhone holds a phone, with its keyboard out.
func TestSearchOnPhone(t *testing.T) {
	b := open(t, built(t).base, phone)
	// The window keeps its height when a keyboard covers it; what is seen does not.
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		const view = Object.assign(new EventTarget(), {seen: 0, offsetTop: 0, scale: 1});
		Object.defineProperty(view, "height", {get: () => view.seen || innerHeight});
		Object.defineProperty(globalThis, "visualViewport", {value: view});`})
	b.visit("en/")
	b.do(chromedp.Click(chromedp.CSS(".top .find button")))
	b.until("the search to open", focusInSearch)
	box := `document.querySelector(".search-dialog").getBoundingClientRect()`
	b.until("the dialog to fill the screen", box+".width === innerWidth && "+box+".top === 0 && "+box+".height === innerHeight")
	if size := eval[float64](b, `parseFloat(getComputedStyle(`+dialogInput+`).fontSize)`); size < 16 {
		t.Errorf("the field's text is of %v px: phones zoom in below 16", size)
	}
	if !eval[bool](b, `(() => { const r = document.querySelector(".search-close").getBoundingClientRect(); return r.width >= 44 && r.height >= 44 && r.right <= innerWidth && r.top >= 0 })()`) {
		t.Error("the button that closes is not to be seen or too small")
	}
	eval[bool](b, `(visualViewport.seen = 420, visualViewport.dispatchEvent(new Event("resize")))`)
	b.until("the dialog to stay above the keyboard", box+".bottom <= 420")
	b.press("token")
	b.until("hits", hits+".length > 3")
	if !eval[bool](b, `(() => { const r = document.querySelector("[role=listbox]").getBoundingClientRect(); return r.bottom <= 420 && r.height > 150 })()`) {
		t.Error("the results lie under the keyboard")
	}
	if eval[bool](b, `document.querySelector(".search-dialog").scrollWidth > innerWidth`) {
		t.Error("the dialog is wider than the phone")
	}
	b.do(chromedp.Click(chromedp.CSS(".search-close")))
	b.until("the button to close", "!"+dialogOpen)
	b.visit("en/search/")
	if size := eval[float64](b, `parseFloat(getComputedStyle(document.querySelector("#db-find-page")).fontSize)`); size < 16 {
		t.Errorf("the page's field has text of %v px: phones zoom in below 16", size)
	}
}

// TestSearchTells hears what a site's own script hears.
func TestSearchTells(t *testing.T) {
	b := visit(t, desktop, "/en/")
	eval[bool](b, `(globalThis.told = [], document.addEventListener("deskbell:search", (e) => told.push(e.detail)), true)`)
	openSearch(b)
	b.press("token")
	b.until("hits", hits+".length > 0")
	b.until("the event", `told.length === 1 && told[0].query === "token" && told[0].total > 8`)
	b.retype("qxzvwkj")
	b.until("the event of a search without results", `told.at(-1).query === "qxzvwkj" && told.at(-1).total === 0`)
	if n := eval[int](b, "told.length"); n != 2 {
		t.Errorf("%d events for two searches", n)
	}
}

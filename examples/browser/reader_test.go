package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hits are the results in the search dialog, and focusInSearch says whether
// one types there.
const (
	hits          = `document.querySelectorAll(".search-dialog [role=option]")`
	focusInSearch = `document.querySelector(".search-dialog").open && document.querySelector(".search-dialog").contains(document.activeElement)`
)

func TestSearchFinds(t *testing.T) {
	for _, c := range []struct{ name, from, query, want string }{
		{"Chinese words", "/", "撤回 时限", "/faq/recall-time-limit/"},
		{"a Chinese question", "/", "为什么离线消息会丢失一部分？", "/faq/offline-message-limit/"},
		{"an error code", "/", "6014", "/guides/login-6014/"},
		{"English words", "/en/", "recall time limit", "/en/faq/recall-time-limit/"},
		{"English, misspelt", "/en/", "recal tiem limit", "/en/faq/recall-time-limit/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := visit(t, desktop, c.from)
			b.press("/")
			b.until("the search to open", focusInSearch)
			b.press(c.query)
			b.until("a hit at "+c.want, `[...`+hits+`].slice(0, 3).some((o) => (o.querySelector("a[href]") ?? o.closest("a[href]"))?.pathname === "`+c.want+`")`)
			if text := eval[string](b, hits+`[0].textContent`); len(strings.TrimSpace(text)) < 10 {
				t.Errorf("the first hit says %q, want title and excerpt", text)
			}
		})
	}
}

func TestSearchFindsNothing(t *testing.T) {
	b := visit(t, desktop, "/")
	b.press("/")
	b.until("the search to open", focusInSearch)
	b.press("qxzvwkj")
	b.until("a word that nothing was found", `document.querySelector(".search-dialog .search-none").checkVisibility() && `+hits+`.length === 0`)
}

// TestSearchPage goes the way of a link or of a form that was sent.
func TestSearchPage(t *testing.T) {
	b := visit(t, phone, "/search/?q=%E6%92%A4%E5%9B%9E")
	b.until("hits on the page", `document.querySelectorAll(".hits a[href*='/faq/']").length > 0`)
	if got := eval[string](b, `document.querySelector("main input[type=search]").value`); got != "撤回" {
		t.Errorf("the field holds %q, want the query of the address", got)
	}
	b = visit(t, desktop, "/en/")
	b.do(chromedp.Click(chromedp.CSS(".hero input[name=q]")))
	b.press("push" + kb.Enter)
	b.until("hits in English", `location.pathname === "/en/search/" && document.querySelectorAll(".hits a[href*='/en/']").length > 0`)
}

func TestSearchByKeyboard(t *testing.T) {
	b := visit(t, desktop, "/")
	b.press("/")
	b.until("/ to open the search", focusInSearch)
	b.press(kb.Escape)
	b.until("Escape to close it", `!document.querySelector(".search-dialog").open`)
	b.press("/")
	b.until("/ to open it again", focusInSearch)
	b.press("推送")
	b.until("several hits", hits+`.length > 1`)
	b.press(kb.ArrowDown)
	b.until("a hit to be chosen", `document.querySelector(".search-dialog [role=option][aria-selected=true]")`)
	chosen := `document.querySelector(".search-dialog [role=option][aria-selected=true]")`
	if !eval[bool](b, `document.querySelector(".search-dialog [role=combobox]").getAttribute("aria-activedescendant") === `+chosen+`.id`) {
		t.Error("a screen reader is not told which hit is chosen")
	}
	before := eval[string](b, chosen+`.id`)
	b.press(kb.ArrowDown)
	b.until("the next hit to be chosen", chosen+`?.id !== "`+before+`"`)
	want := eval[string](b, `(() => { const o = `+chosen+`; return new URL((o.querySelector("a[href]") ?? o.closest("a[href]")).href).pathname })()`)
	b.press(kb.Enter)
	b.until("Enter to lead to "+want, `location.pathname === "`+want+`" && document.readyState === "complete"`)
}

func TestKeyboard(t *testing.T) {
	b := visit(t, desktop, "/faq/account/")
	b.press(kb.Tab)
	if !eval[bool](b, `document.activeElement.matches(".skip")`) {
		t.Error("the first stop is not the link that skips to the text")
	}
	if !eval[bool](b, `(() => { const r = document.activeElement.getBoundingClientRect(); return r.width > 20 && r.height > 10 && r.top >= 0 && r.left >= 0 })()`) {
		t.Error("the skip link cannot be seen when it has the focus")
	}
	b.press(kb.Enter)
	b.until("the text to be reached", `location.hash === "#" + document.querySelector("main").id`)
	b.press(kb.Tab)
	if !eval[bool](b, `document.querySelector("main").contains(document.activeElement)`) {
		t.Error("after the skip link the next stop is not in the text")
	}
	b.visit("faq/account/")
	stops := map[string]bool{}
	for range 60 {
		b.press(kb.Tab)
		at := eval[string](b, `(() => {
			const e = document.activeElement;
			if (e === document.body) return "";
			const s = getComputedStyle(e), r = e.getBoundingClientRect();
			const name = e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20);
			const ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== "none";
			if (!ring) return "!no sign of the focus: " + name;
			if (r.width < 1 || r.height < 1 || r.bottom < 0 || r.top > innerHeight) return "!the focus is out of sight: " + name;
			return name;
		})()`)
		if problem, bad := strings.CutPrefix(at, "!"); bad {
			t.Error(problem)
		}
		stops[at] = true
	}
	if len(stops) < 15 {
		t.Errorf("Tab stops at %d things only: %v", len(stops), stops)
	}
}

func TestQuestionsOpen(t *testing.T) {
	b := visit(t, desktop, "/faq/account/#token-expiry")
	b.until("the question of the address to be open", `document.getElementById("token-expiry")?.closest("details")?.open`)
	if eval[bool](b, `document.getElementById("user-id").closest("details").open`) {
		t.Error("another question is open as well")
	}
	b.visit("faq/account/")
	b.do(chromedp.Click(chromedp.CSS("details.question summary")))
	b.until("a click to open a question", `document.querySelector("details.question").open`)
}

func TestLanguageSwitch(t *testing.T) {
	b := visit(t, desktop, "/faq/account/")
	want := eval[string](b, `new URL(document.querySelector("link[rel=alternate][hreflang=en]").href).pathname`)
	if want != "/en/faq/account/" {
		t.Errorf("hreflang leads to %s, want the same article", want)
	}
	b.do(chromedp.Click(chromedp.CSS(".languages summary")), chromedp.Click(chromedp.CSS(".languages a[hreflang=en]")))
	b.until("the English article", `location.pathname === "`+want+`" && document.documentElement.lang === "en"`)
	b.do(chromedp.Click(chromedp.CSS(".languages summary")), chromedp.Click(chromedp.CSS(".languages a[hreflang=zh-CN]")))
	b.until("the Chinese article again", `location.pathname === "/faq/account/" && document.documentElement.lang === "zh-CN"`)
}

func TestFallback(t *testing.T) {
	for path, c := range map[string]struct{ lang, textLang string }{
		"/en/start/flutter/": {"en", "zh-CN"},
		"/faq/gdpr/":         {"zh-CN", "en"},
	} {
		b := visit(t, desktop, path)
		if text := eval[string](b, `document.querySelector(".fallback")?.innerText ?? ""`); len(text) < 10 {
			t.Errorf("%s: no notice that the page is not translated", path)
		}
		if got := eval[string](b, `document.documentElement.lang + " " + document.querySelector("main article").lang`); got != c.lang+" "+c.textLang {
			t.Errorf("%s: languages of page and text are %q, want %s %s", path, got, c.lang, c.textLang)
		}
		if !eval[bool](b, `document.querySelectorAll("link[rel=alternate][hreflang='`+c.lang+`']").length === 0`) {
			t.Errorf("%s: says that it is a translation", path)
		}
	}
}

// darkness is how dark the page is painted, from 0 to 1.
const darkness = `(() => {
	const c = document.createElement("canvas").getContext("2d");
	c.fillStyle = "#fff"; c.fillRect(0, 0, 1, 1);
	for (const e of [document.documentElement, document.body]) { c.fillStyle = getComputedStyle(e).backgroundColor; c.fillRect(0, 0, 1, 1) }
	const [r, g, b] = c.getImageData(0, 0, 1, 1).data;
	return 1 - (r + g + b) / 765;
})()`

func TestThemeSwitch(t *testing.T) {
	b := visit(t, desktop, "/")
	b.until("the page to be light as the reader prefers", darkness+" < 0.2")
	b.until("the switch to appear", `!document.querySelector(".theme-switch").hidden`)
	for range 3 {
		if eval[float64](b, darkness) > 0.7 {
			break
		}
		b.do(chromedp.Click(chromedp.CSS(".theme-switch")))
	}
	b.until("the switch to make it dark", darkness+" > 0.7")
	name := eval[string](b, `document.querySelector(".theme-switch").textContent.trim()`)
	b.visit("faq/account/")
	b.until("another page to be dark", darkness+" > 0.7")
	b.do(chromedp.Reload())
	b.until("the page to stay dark", darkness+" > 0.7")
	if got := eval[string](b, `document.querySelector(".theme-switch").textContent.trim()`); got != name {
		t.Errorf("the switch is called %q on the next page, %q before", got, name)
	}
	for range 3 {
		if eval[float64](b, darkness) < 0.2 {
			break
		}
		b.do(chromedp.Click(chromedp.CSS(".theme-switch")))
	}
	b.until("the switch to make it light", darkness+" < 0.2")
	dark := desktop
	dark.dark = true
	b.show(dark)
	b.visit("")
	b.until("a reader's choice to stand over the system's", darkness+" < 0.2 || document.querySelector('.theme-switch .for-auto').checkVisibility()")
}

func TestDarkAsTheSystem(t *testing.T) {
	dark := desktop
	dark.dark = true
	b := visit(t, dark, "/")
	b.until("the page to be dark as the reader prefers", darkness+" > 0.7")
}

func TestNotFound(t *testing.T) {
	b := visit(t, desktop, "/no/such/page/")
	b.forgive("status of 404")
	if !eval[bool](b, `document.querySelector("main.notfound h1").checkVisibility() && document.querySelectorAll("main a[href]").length > 0`) {
		t.Error("a missing page has no heading or leads nowhere")
	}
	if !eval[bool](b, `[...document.styleSheets].some((s) => s.cssRules.length > 10)`) {
		t.Error("a missing page deep in the site has no styles")
	}
}

// TestWithoutScripts reads the site as a browser without scripts does.
func TestWithoutScripts(t *testing.T) {
	e := built(t)
	b := open(t, e.base, desktop)
	must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("")
	if !eval[bool](b, `document.querySelector(".theme-switch") === null || !document.querySelector(".theme-switch").checkVisibility()`) {
		t.Error("a button that needs scripts is shown without them")
	}
	b.do(chromedp.Click(chromedp.CSS(".top-menu a[href='/faq/']")))
	b.until("the menu to work", `location.pathname === "/faq/"`)
	b.do(chromedp.Click(chromedp.CSS("main a[href^='/faq/account/']")))
	b.until("a link to an article to work", `location.pathname === "/faq/account/"`)
	b.do(chromedp.Click(chromedp.CSS("details.question summary")))
	if !eval[bool](b, `document.querySelector("details.question .answer").checkVisibility()`) {
		t.Error("a question does not open without scripts")
	}
	b.do(chromedp.Click(chromedp.CSS(".languages summary")), chromedp.Click(chromedp.CSS(".languages a[hreflang=en]")))
	b.until("the language switch to work", `location.pathname === "/en/faq/account/"`)
	b.do(chromedp.Click(chromedp.CSS("header.top input[name=q]")))
	b.press("push" + kb.Enter)
	b.until("the search form to lead to the search page", `location.pathname === "/en/search/"`)
	if eval[bool](b, `[...document.querySelectorAll("main form")].some((f) => f.checkVisibility())`) {
		t.Error("the search page shows a form that cannot work")
	}
	if !eval[bool](b, `document.querySelectorAll("main a[href^='/en/faq/']").length > 0 || document.querySelector("main a[href*='a-z']")`) {
		t.Error("the search page does not lead to a list of all articles")
	}
	b.visit("status/")
	if !eval[bool](b, `document.querySelector(".sentence").checkVisibility() && document.querySelectorAll(".service").length === 10`) {
		t.Error("the status page lacks its sentence or services without scripts")
	}
	b.show(phone)
	b.visit("faq/account/")
	b.do(chromedp.Click(chromedp.CSS(".menu-open")))
	b.until("the menu button of a phone to work", `location.hash.endsWith("nav") && document.querySelector(".side a[href='/guides/']").checkVisibility()`)
}

func TestMenuOnPhone(t *testing.T) {
	b := visit(t, phone, "/faq/account/")
	b.do(chromedp.Click(chromedp.CSS(".menu-open")))
	b.until("the menu to open", `(() => { const r = document.querySelector(".side a[href='/guides/']").getBoundingClientRect(); return r.width > 0 && r.left >= 0 && r.right <= innerWidth })()`)
	b.do(chromedp.Click(chromedp.CSS(".side-close")))
	b.until("the menu to close", `(() => { const r = document.querySelector(".side a[href='/guides/']").getBoundingClientRect(); return r.width === 0 || r.right <= 0 || r.left >= innerWidth })()`)
}

// TestTimes has a reader in another zone look at a maintenance, before, during
// and after its window.
func TestTimes(t *testing.T) {
	e := built(t)
	notice := strings.TrimPrefix(e.page(t, "content/en/notices/2026-11-17-east-china-gateway.md"), "/")
	b := open(t, e.base, desktop)
	countdown := `document.querySelector(".countdown:not([hidden])")?.textContent ?? ""`
	b.visit(notice)
	b.until("a countdown of 16 hours", `/\b16\b/.test(`+countdown+`)`)
	if eval[bool](b, `document.querySelector("main .yours") !== null`) {
		t.Error("a reader in the vendor's zone is told two times")
	}
	if !eval[bool](b, `document.querySelector(".banner.is-maintenance").checkVisibility()`) {
		t.Error("there is no banner on the day before")
	}
	must(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/London"})
	b.visit(notice)
	b.until("the reader's own time", `document.querySelector("main .yours")?.textContent.includes("18:00")`)
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.AddDate(0, 0, 2).UnixMilli())})
	b.visit(notice)
	b.until("the countdown to be over", `!/\d/.test(`+countdown+`)`)
	if eval[bool](b, `document.querySelector(".banner.is-maintenance").checkVisibility()`) {
		t.Error("the banner stays after the maintenance")
	}
}

// TestStale looks at a status page that nobody has built again for too long.
func TestStale(t *testing.T) {
	b := open(t, built(t).base, desktop)
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.AddDate(11, 0, 0).UnixMilli())})
	b.visit("status/")
	b.until("the page to say that it does not know", `document.querySelector(".sentence.is-unknown") && document.querySelectorAll(".service .state:not(.is-unknown)").length === 0`)
	b.visit("")
	b.until("the home page to say so too", `document.querySelector(".status-line .pill.is-unknown")`)
}

// pageTypes are one page of each kind, by name.
func pageTypes(t *testing.T) map[string]string {
	t.Helper()
	e := built(t)
	return map[string]string{
		"home":          "/",
		"home en":       "/en/",
		"section":       "/guides/",
		"faq section":   "/faq/",
		"faq":           "/faq/account/",
		"faq en":        "/en/faq/account/",
		"one question":  "/faq/recall-time-limit/",
		"guide":         "/guides/login-6014/",
		"click-through": "/guides/which-problem/",
		"error codes":   "/errors/",
		"error code":    "/en/errors/im-6014/",
		"page":          "/plans/",
		"contact":       "/contact/",
		"plans en":      "/en/plans/",
		"start":         "/start/android/",
		"release":       "/releases/im-sdk/4.9.0/",
		"releases":      "/releases/im-sdk/",
		"changes":       "/en/releases/im-sdk/changes/",
		"notice":        e.page(t, "content/zh-CN/notices/2026-11-19-history-storage.md"),
		"notices":       "/notices/",
		"fallback":      "/en/start/flutter/",
		"status":        "/status/",
		"status en":     "/en/status/",
		"incident":      e.kind(t, "incident", "zh-CN"),
		"service":       e.kind(t, "service", "zh-CN"),
		"history":       "/en/status/history/",
		"month":         "/status/history/2026-07/",
		"report":        "/en/status/sla/2026-10/",
		"reports":       "/status/sla/",
		"search":        "/search/?q=%E6%8E%A8%E9%80%81",
		"all":           e.kind(t, "all", "zh-CN"),
		"category":      "/notices/security/",
		"policy":        "/privacy/",
		"old version":   "/manual/2.1/",
		"missing":       "/404.html",
		"policy text":   "/privacy/2.3/",
		"products":      "/releases/",
		"year":          "/en/status/sla/2026/",
	}
}

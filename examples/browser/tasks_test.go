package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// task is something that readers come for, done by keyboard alone. Steps are
// selectors of links, each reached with Tab and opened with Enter. Addresses are
// those of the English pages; the Chinese ones lack /en.
type task struct {
	name, from string
	steps      []string
	act        func(*tab) // what is done where the steps led
	done       string     // true on the page where the answer stands
	says       [2]string  // what the answer says, in English and in Chinese: {answer} of done
	file       []string   // what the file holds that the last step fetches
	only       string     // "scripts" or "no scripts" where the two have ways of their own
}

// inView is whether the element of a selector can be seen without scrolling, and
// says what it has to.
const inView = `((e) => { const r = e?.getBoundingClientRect(); return e?.checkVisibility() && r.top < innerHeight && r.bottom > 0 && e.innerText.includes("{answer}"); })`

var tasks = []task{
	{name: "find the fix for an error code", from: "/en/",
		steps: []string{`footer a[href="/en/errors/"]`, `main a[href="/en/errors/im-6014/"]`, `main a[href="/en/guides/login-6014/"]`, `main .contents summary`},
		act:   openContents("#expired"),
		done:  `location.hash === "#expired" && ` + inView + `(document.querySelector("#expired"))`, says: [2]string{"expired: renew in time", "expired：补上续期"}},
	{name: "learn whether it is an outage", from: "/en/", steps: []string{`.status-line a`},
		done: `location.pathname === "/en/status/" && document.querySelector(".open-incidents .workaround").checkVisibility() && ` + inView + `(document.querySelector(".sentence"))`, says: [2]string{"since 09:12", "自 09:12 起"}},
	{name: "find how to go back one version", from: "/en/releases/im-sdk/",
		steps: []string{`main .ways a[href="/en/releases/im-sdk/4.9.0/"]`, `main .ways a[href="#rollback"]`},
		done:  `location.hash === "#rollback" && ` + inView + `(document.getElementById("rollback")) && document.querySelector("#rollback ~ ol, #rollback ~ p").checkVisibility()`, says: [2]string{"4.8.1", "4.8.1"}},
	{name: "see whether a version is still supported", from: "/en/releases/",
		steps: []string{`main .cards h3 a[href="/en/releases/im-sdk/"]`, `main .lifecycle a[href="/en/releases/im-sdk/4.4.0/"]`},
		done:  inView + `(document.querySelector(".facts .support"))`, says: [2]string{"Security fixes only", "仅修安全问题"}},
	{name: "put the next maintenance into a calendar", from: "/en/",
		steps: []string{`.status-line a`, `[data-maintenances=coming] .maintenance:first-child .to-calendar a`},
		done:  `location.pathname === "/en/status/"`, file: []string{"DTSTART:20261121T180000Z", "DTEND:20261121T200000Z", "SUMMARY:"}},
	{name: "find what deadline one has", only: "scripts", from: "/en/", steps: []string{`footer a[href="/en/contact/"]`}, act: choosePlan,
		done: `/(First response|首次响应).*(21 November 2026|2026年11月21日).*10:30/s.test(document.querySelector(".deadline-result").textContent)`},
	{name: "find what deadline one has", only: "no scripts", from: "/en/", steps: []string{`footer a[href="/en/contact/"]`, `main a[href="/en/plans/"]`},
		done: `((e) => e.checkVisibility() && e.textContent === "{answer}")(document.querySelector("table.plans tbody tr td:nth-of-type(2) b"))`, says: [2]string{"30 min", "30 分钟"}},
	{name: "reach a person", from: "/en/guides/login-6014/", steps: []string{`main .contact a[href="/en/contact/"]`},
		act:  reachPhone,
		done: `location.pathname === "/en/contact/" && document.activeElement.href.startsWith("tel:")`},
}

// openContents goes on from the list of contents, unfolded, to a heading.
func openContents(to string) func(*tab) {
	return func(b *tab) {
		link := `.contents a[href="` + to + `"]`
		b.until("the contents to unfold", `document.querySelector('`+link+`').checkVisibility()`)
		b.reach(link)
		b.press(kb.Enter)
	}
}

// reachPhone goes on to the telephone number.
func reachPhone(b *tab) {
	b.until("the channels", `document.readyState === "complete" && document.querySelector(".channels a[href^='tel:']")?.checkVisibility()`)
	b.reach(".channels a[href^='tel:']")
}

// choosePlan picks the second plan and the worst fault on the contact page.
func choosePlan(b *tab) {
	b.until("the choice", `document.readyState === "complete" && document.querySelector("#db-deadline-plan")?.checkVisibility()`)
	b.reach("#db-deadline-plan")
	b.press(kb.ArrowDown)
	b.reach("#db-deadline-level")
	b.press("S1")
}

// in is the task in a language.
func (k task) in(lang string) task {
	answer := k.says[0]
	local := func(s string) string { return s }
	if lang == "zh-CN" {
		answer = k.says[1]
		local = func(s string) string { return strings.ReplaceAll(s, "/en/", "/") }
	}
	k.from, k.done = local(k.from), strings.ReplaceAll(local(k.done), "{answer}", answer)
	k.steps = slices.Clone(k.steps)
	for i, s := range k.steps {
		k.steps[i] = local(s)
	}
	return k
}

// TestTasks does each task on a desktop and on a phone, with scripts and
// without, in either language on one of each.
func TestTasks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		look    look
		scripts string
		lang    string
	}{
		{"desktop", desktop, "scripts", "en"},
		{"desktop", desktop, "no scripts", "zh-CN"},
		{"phone", phone, "scripts", "zh-CN"},
		{"phone", phone, "no scripts", "en"},
	} {
		t.Run(c.name+" with "+c.scripts+", "+c.lang, func(t *testing.T) {
			t.Parallel()
			b := open(t, built(t).base, c.look)
			if c.scripts == "no scripts" {
				must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			}
			for _, task := range tasks {
				if task.only == "" || task.only == c.scripts {
					t.Log(task.name)
					b.perform(task.in(c.lang))
				}
			}
		})
	}
}

// perform does a task by keyboard alone.
func (b *tab) perform(task task) {
	b.t.Helper()
	fetched := b.t.TempDir()
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID, DownloadPath: fetched}); err != nil {
		b.t.Fatal(err)
	}
	b.visit(task.from[1:])
	for _, step := range task.steps {
		b.until("the page with "+step, `document.readyState === "complete" && document.querySelector(`+"`"+step+"`"+`)`)
		b.reach(step)
		if hidden := eval[string](b, focusHidden); hidden != "" {
			b.t.Errorf("%s: %s", task.name, hidden)
		}
		b.press(kb.Enter)
	}
	if task.act != nil {
		task.act(b)
	}
	b.until(task.name, task.done)
	if len(task.file) == 0 {
		return
	}
	text := waitForFile(b, fetched)
	for _, want := range task.file {
		if !strings.Contains(text, want) {
			b.t.Errorf("%s: the file does not hold %s", task.name, want)
		}
	}
}

// focusHidden is what keeps people from seeing where the focus is: it is out of
// the window, under something else, or without a ring.
const focusHidden = `(() => {
	const e = document.activeElement, r = e.getClientRects()[0], x = r.left + r.width / 2, y = r.top + r.height / 2;
	const at = document.elementFromPoint(x, y), style = getComputedStyle(e);
	if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "the focus is out of sight on " + e.outerHTML;
	if (!e.contains(at) && !at?.contains(e)) return "the focus is under " + at?.outerHTML.slice(0, 80) + " on " + e.outerHTML;
	return style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? "the focus has no ring on " + e.outerHTML : "";
})()`

// waitForFile is the text of the one file that is fetched into a folder.
func waitForFile(b *tab, folder string) string {
	b.t.Helper()
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(folder, "*.ics"))
		if len(files) == 0 {
			continue
		}
		if text, err := os.ReadFile(files[0]); err == nil && strings.Contains(string(text), "END:VCALENDAR") {
			return string(text)
		}
	}
	b.t.Fatalf("at %s: no file was fetched", b.where())
	return ""
}

// TestCodeIsFoundBySearching types the bare code and opens the first hit.
func TestCodeIsFoundBySearching(t *testing.T) {
	b := visit(t, phone, "/en/")
	b.press("/")
	b.until("the search to open", focusInSearch)
	b.press("6014")
	b.until("the code's page as the first hit", `(() => { const o = `+hits+`[0]; return o && (o.querySelector("a[href]") ?? o.closest("a[href]"))?.pathname === "/en/errors/im-6014/" })()`)
}

package browser

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// task is something that readers come for, done by keyboard alone. Steps are
// selectors of links, each reached with Tab and opened with Enter.
type task struct {
	name, from string
	steps      []string
	act        func(*tab) // what is done where the steps led
	done       string     // true on the page where the answer stands
	file       string     // what the file holds that the last step fetches
	only       string     // "scripts" or "no scripts" where the two have ways of their own
}

var tasks = []task{
	{name: "find the fix for an error code", from: "/en/",
		steps: []string{`footer a[href="/en/errors/"]`, `main a[href="/en/errors/im-6014/"]`, `main a[href="/en/guides/login-6014/"]`},
		done:  `document.querySelector("#expired, #checks")`},
	{name: "learn whether it is an outage", from: "/en/", steps: []string{`.status-line a`},
		done: `location.pathname === "/en/status/" && document.querySelector(".sentence").checkVisibility()`},
	{name: "find how to go back one version", from: "/en/releases/im-sdk/",
		steps: []string{`main .ways a[href="/en/releases/im-sdk/4.9.0/"]`, `main .ways a[href="#rollback"]`},
		done:  `location.hash === "#rollback" && document.getElementById("rollback").getBoundingClientRect().top < innerHeight`},
	{name: "see whether a version is still supported", from: "/en/releases/",
		steps: []string{`main .cards h3 a[href="/en/releases/im-sdk/"]`, `main .lifecycle a[href="/en/releases/im-sdk/4.4.0/"]`},
		done:  `document.querySelector(".facts .support").textContent.includes("Security fixes only")`},
	{name: "put the next maintenance into a calendar", from: "/en/",
		steps: []string{`.status-line a`, `[data-maintenances=coming] .maintenance:first-child .to-calendar a`},
		done:  `location.pathname === "/en/status/"`, file: "DTSTART:20261121T180000Z"},
	{name: "find what deadline one has", only: "scripts", from: "/en/", steps: []string{`footer a[href="/en/contact/"]`}, act: choosePlan,
		done: `/First response.*21 November 2026.*10:30/.test(document.querySelector(".deadline-result").textContent)`},
	{name: "find what deadline one has", only: "no scripts", from: "/en/", steps: []string{`footer a[href="/en/contact/"]`, `main a[href="/en/plans/"]`},
		done: `document.querySelector("table.plans tbody tr td:nth-of-type(2)").checkVisibility() && document.querySelector("table.plans tbody tr td:nth-of-type(2) b").textContent === "30 min"`},
	{name: "reach a person", from: "/en/guides/login-6014/", steps: []string{`main .contact a[href="/en/contact/"]`},
		done: `location.pathname === "/en/contact/" && document.querySelector(".channels a[href^='tel:']").checkVisibility()`},
}

// choosePlan picks the second plan and the worst fault on the contact page.
func choosePlan(b *tab) {
	b.until("the choice", `document.readyState === "complete" && document.querySelector("#db-deadline-plan")?.checkVisibility()`)
	b.reach("#db-deadline-plan")
	b.press(kb.ArrowDown)
	b.reach("#db-deadline-level")
	b.press("S1")
}

// TestTasks does each task on a desktop and on a phone, with scripts and
// without.
func TestTasks(t *testing.T) {
	for name, l := range map[string]look{"desktop": desktop, "phone": phone} {
		for _, scripts := range []string{"scripts", "no scripts"} {
			b := open(t, built(t).base, l)
			if scripts == "no scripts" {
				must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			}
			for _, task := range tasks {
				if task.only == "" || task.only == scripts {
					t.Log(name + " with " + scripts + ": " + task.name)
					b.perform(task)
				}
			}
		}
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
		b.press(kb.Enter)
	}
	if task.act != nil {
		task.act(b)
	}
	b.until(task.name, task.done)
	if task.file != "" && !strings.Contains(waitForFile(b, fetched), task.file) {
		b.t.Errorf("%s: the file does not hold %s", task.name, task.file)
	}
}

// waitForFile is the text of the one file that is fetched into a folder.
func waitForFile(b *tab, folder string) string {
	b.t.Helper()
	for until := time.Now().Add(patience); time.Now().Before(until); runtime.Gosched() {
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

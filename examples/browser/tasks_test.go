package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// task is something that readers come for, done by keyboard alone. Steps are
// selectors of links, each reached with Tab and opened with Enter.
type task struct {
	name, from string
	steps      []string
	done       string // true on the page where the answer stands
}

var tasks = []task{
	{"find the fix for an error code", "/en/", []string{`footer a[href="/en/errors/"]`, `main a[href="/en/errors/im-6014/"]`, `main a[href="/en/guides/login-6014/"]`},
		`document.querySelector("#expired, #checks")`},
	{"learn whether it is an outage", "/en/", []string{`.status-line a`}, `location.pathname === "/en/status/" && document.querySelector(".sentence").checkVisibility()`},
	{"find how to go back one version", "/en/releases/im-sdk/", []string{`main .ways a[href="/en/releases/im-sdk/4.9.0/"]`, `main .ways a[href="#rollback"]`},
		`location.hash === "#rollback" && document.getElementById("rollback").getBoundingClientRect().top < innerHeight`},
	{"see whether a version is still supported", "/en/releases/", []string{`main .cards h3 a[href="/en/releases/im-sdk/"]`, `main .lifecycle a[href="/en/releases/im-sdk/4.4.0/"]`},
		`document.querySelector(".facts .support").textContent.includes("Security fixes only")`},
	{"reach a person", "/en/guides/login-6014/", []string{`main .contact a[href="/en/contact/"]`}, `location.pathname === "/en/contact/"`},
}

// TestTasks does each task on a desktop and on a phone, with scripts and
// without.
func TestTasks(t *testing.T) {
	for name, l := range map[string]look{"desktop": desktop, "phone": phone} {
		for _, scripts := range []bool{true, false} {
			b := open(t, built(t).base, l)
			if !scripts {
				name += " without scripts"
				must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			}
			for _, task := range tasks {
				t.Log(name + ": " + task.name)
				b.visit(task.from[1:])
				for _, step := range task.steps {
					b.until("the page with "+step, `document.readyState === "complete" && document.querySelector(`+"`"+step+"`"+`)`)
					b.reach(step)
					b.press(kb.Enter)
				}
				b.until(task.name, task.done)
			}
		}
	}
}

// TestCodeIsFoundBySearching types the bare code and opens the first hit.
func TestCodeIsFoundBySearching(t *testing.T) {
	b := visit(t, phone, "/en/")
	b.press("/")
	b.until("the search to open", focusInSearch)
	b.press("6014")
	b.until("the code's page as the first hit", `(() => { const o = `+hits+`[0]; return o && (o.querySelector("a[href]") ?? o.closest("a[href]"))?.pathname === "/en/errors/im-6014/" })()`)
}

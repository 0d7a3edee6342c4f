package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"deskbell/site"
)

// live is a small site whose services do this and that, with a server that
// counts what is asked for and can answer with another state.
type live struct {
	*tab
	server *httptest.Server

	mu    sync.Mutex
	other []byte // in the place of status.json; nil for the file
	down  bool   // it is not answered
	asked int
}

// liveNow is when the site was built.
var liveNow = time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)

// liveSite has an incident on one service since an hour, for which news is due
// in ten minutes, and a maintenance of another service in half an hour.
var liveSite = map[string]string{
	"deskbell.yaml":        "title: Help\nlanguages: [en]\ntime_zone: UTC\nstatus: {stale_after: 2h, announce: 1h, banner_lead: 1h}\n",
	"content/one.md":       "# One article\n\nSome text.\n",
	"status/services.yaml": "services:\n  - {id: chat, name: Chat}\n  - {id: files, name: Files}\n",
	"status/sla.yaml": "severities:\n  - {id: major, name: Major, update_every: 30m}\n" +
		"plans:\n  - {id: all, name: All, targets: {major: {response: 1h}}}\n",
	"status/incidents/slow.yaml": "title: Chat is slow\nseverity: major\nstarted: 2026-11-21T01:00:00Z\nservices: {chat: degraded_performance}\n" +
		"workaround: Use the **other** app.\nupdates:\n  - {at: 2026-11-21T01:40:00Z, state: identified, text: We found it.}\n",
	"content/notices/files.md": "---\ntitle: New disks\ncategory: maintenance\ndate: 2026-11-18T00:00:00Z\n" +
		"window: {start: 2026-11-21T02:30:00Z, end: 2026-11-21T03:00:00Z}\nservices: {files: major_outage}\n---\n\nNew disks.\n",
}

// timers put a page's time into the test's hands: it stands still until
// advance(ms) lets it go on, and with it every timer.
const timers = `(() => {
	const real = Date, later = setTimeout.bind(globalThis);
	let now = %d, last = 0;
	const waiting = new Map();
	const wait = (repeat) => (f, ms = 0, ...args) => (waiting.set(++last, {at: now + Math.max(ms, 1), f, args, every: repeat ? Math.max(ms, 1) : 0}), last);
	globalThis.setTimeout = wait(false);
	globalThis.setInterval = wait(true);
	globalThis.clearTimeout = globalThis.clearInterval = (id) => waiting.delete(id);
	globalThis.Date = class extends real {
		constructor(...args) { args.length ? super(...args) : super(now); }
		static now() { return now; }
	};
	globalThis.advance = async (ms) => {
		const end = now + ms;
		for (;;) {
			const [next] = [...waiting].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at);
			if (!next) break;
			const [id, t] = next;
			now = t.at;
			if (t.every) t.at += t.every; else waiting.delete(id);
			t.f(...t.args);
			await new Promise((done) => later(done));
		}
		now = end;
		return now;
	};
})()`

// openLive builds the site and opens a path of it.
func openLive(t *testing.T, path string) *live {
	t.Helper()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	for name, text := range liveSite {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r, err := site.Build(context.Background(), site.Options{Dir: dir, Out: out, Now: liveNow, NoCache: true})
	if err != nil || !r.Written {
		t.Fatal(err, r.Diagnostics)
	}
	l := &live{}
	files := static(out)
	l.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/status/status.json" {
			files.ServeHTTP(w, r)
			return
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		l.asked++
		w.Header().Set("Access-Control-Allow-Origin", "*")
		switch {
		case l.down:
			http.Error(w, "down", http.StatusServiceUnavailable)
		case l.other != nil:
			w.Write(l.other)
		default:
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(l.server.Close)
	l.tab = open(t, l.server.URL+"/", desktop)
	must(l.tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(timers, liveNow.UnixMilli())})
	l.visit(path)
	return l
}

// pass lets time go by in the page.
func (l *live) pass(d time.Duration) {
	l.t.Helper()
	eval[float64](l.tab, fmt.Sprintf("advance(%d)", d.Milliseconds()))
}

// publish answers from now on with a status that was changed.
func (l *live) publish(change func(map[string]any)) {
	l.t.Helper()
	text, err := http.Get(l.server.URL + "/status/status.json")
	if err != nil {
		l.t.Fatal(err)
	}
	defer text.Body.Close()
	var status map[string]any
	if err := json.NewDecoder(text.Body).Decode(&status); err != nil {
		l.t.Fatal(err)
	}
	change(status)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.other, err = json.Marshal(status); err != nil {
		l.t.Fatal(err)
	}
}

func (l *live) requestsSeen() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.asked
}

// says fails unless an expression gives a text that holds another.
func (l *live) says(what, expression, want string) {
	l.t.Helper()
	if got := eval[string](l.tab, expression); !strings.Contains(got, want) {
		l.t.Errorf("%s: %q, want %q in it", what, got, want)
	}
}

const (
	sentenceText = `document.querySelector(".sentence").textContent`
	filesState   = `document.querySelector('[data-state-of="files"]').textContent`
	chatState    = `document.querySelector('[data-state-of="chat"]').textContent`
	iconName     = `document.querySelector('link[rel=icon]').href`
	shownBanners = `[...document.querySelectorAll(".banner")].filter((b) => b.checkVisibility()).map((b) => b.textContent.trim()).join("|")`
)

func TestWindowOpensAndClosesWithoutARebuild(t *testing.T) {
	l := openLive(t, "status/")
	l.says("before", filesState, "Operational")
	l.says("before, planned", `document.querySelector('[data-maintenances="coming"]').textContent`, "New disks")
	l.pass(31 * time.Minute)
	l.says("within", filesState, "Maintenance")
	l.says("within, under way", `document.querySelector(".under-way:not([hidden])").textContent`, "New disks")
	l.says("within, the sentence", sentenceText, "Chat is slow or impaired since 01:00")
	l.pass(30 * time.Minute)
	l.says("after", filesState, "Operational")
	if eval[bool](l.tab, `document.querySelector(".under-way").checkVisibility()`) {
		t.Error("the maintenance stays under way after its window")
	}

	l.publish(func(s map[string]any) { // the incident is over before the window opens
		s["generated_at"], s["stale_after"], s["state"], s["sentence"], s["incidents"] = "2026-11-21T03:05:00Z", "2026-11-21T09:00:00Z", "operational", "All services work", []any{}
		chat := s["services"].([]any)[0].(map[string]any)
		chat["state"], chat["state_text"], chat["beside_maintenance"] = "operational", "Operational", "operational"
		window := s["maintenances"].([]any)[0].(map[string]any)
		window["start_at"], window["end_at"] = "2026-11-21T04:00:00Z", "2026-11-21T05:00:00Z"
	})
	l.pass(5 * time.Minute)
	l.until("the newer status", sentenceText+` === "All services work"`)
	l.pass(time.Hour)
	l.says("within, alone", sentenceText, "Files is under maintenance until 05:00")
	l.says("the title", "document.title", "◆ Files is under maintenance until 05:00")
	l.says("the icon", iconName, "under_maintenance.svg")
	l.pass(time.Hour)
	l.says("after, alone", sentenceText, "All services work")
	l.says("the title", "document.title", "● All services work")
}

func TestBannerOverTheHelpCentreFollowsTheClock(t *testing.T) {
	l := openLive(t, "one/")
	l.pass(2 * time.Second)
	l.says("before", shownBanners, "Chat is slow")
	l.says("announced", shownBanners, "New disks")
	l.pass(90 * time.Minute)
	if got := eval[string](l.tab, shownBanners); strings.Contains(got, "New disks") {
		t.Errorf("after the window the banner says %q", got)
	}
}

// newer is the state an hour later: Chat works, Files is down.
func newer(s map[string]any) {
	s["generated_at"], s["stale_after"], s["updated_at"] = "2026-11-21T02:04:00Z", "2026-11-21T04:04:00Z", "2026-11-21T02:03:00Z"
	s["state"], s["state_text"], s["sentence"] = "major_outage", "Major outage", "Files is down since 02:03"
	chat, files := s["services"].([]any)[0].(map[string]any), s["services"].([]any)[1].(map[string]any)
	chat["state"], chat["beside_maintenance"] = "operational", "operational"
	files["state"], files["beside_maintenance"] = "major_outage", "major_outage"
	s["incidents"] = []any{map[string]any{"id": "lost", "title": "Files <b>are</b> lost", "url": "/status/incidents/lost/", "severity": "critical", "severity_text": "Critical",
		"state": "major_outage", "phase": "investigating", "phase_text": "Investigating", "started_at": "2026-11-21T02:03:00Z", "updated_at": "2026-11-21T02:03:00Z",
		"update_due_at": nil, "services": map[string]any{"files": "major_outage"}, "text": "We look into it.", "workaround": "Keep them on the phone."}}
}

func TestNewerStatusChangesPageTitleAndBanner(t *testing.T) {
	l := openLive(t, "status/")
	l.publish(newer)
	l.pass(3 * time.Minute)
	l.until("the newer status", sentenceText+` === "Files is down since 02:03"`)
	l.says("the title", "document.title", "■ Files is down since 02:03 · Status · Help")
	l.says("the icon", iconName, "major_outage.svg")
	l.says("Chat", chatState, "Operational")
	l.says("Files", filesState, "Major outage")
	l.says("the incident", `document.querySelector(".open-incidents").textContent`, "Files <b>are</b> lost")
	l.says("its workaround", `document.querySelector(".open-incidents .workaround").textContent`, "Keep them on the phone.")
	l.says("the one that is over", `document.querySelector(".history").textContent`, "Chat is slow")
	l.says("the banner", shownBanners, "Files <b>are</b> lost")
	if got := eval[string](l.tab, `document.querySelector(".open-incidents").textContent`); strings.Contains(got, "Chat is slow") {
		t.Error("an incident that is over stands among the open ones")
	}
	l.visit("one/")
	l.pass(2 * time.Second)
	l.until("the banner on an article", shownBanners+`.includes("lost")`)
	l.visit("")
	l.pass(2 * time.Second)
	l.until("the line on the home page", `document.querySelector(".pill").textContent === "Files is down since 02:03"`)
	l.visit("status/services/files/")
	l.pass(2 * time.Second)
	l.until("the page of the service", sentenceText+`.startsWith("Files is down since")`)
}

func TestOlderStatusIsIgnored(t *testing.T) {
	l := openLive(t, "status/")
	l.publish(func(s map[string]any) {
		newer(s)
		s["generated_at"], s["updated_at"] = "2026-11-21T01:30:00Z", "2026-11-21T01:30:00Z"
	})
	before := l.requestsSeen()
	l.pass(3 * time.Minute)
	l.until("an answer", `performance.getEntriesByName(new URL("/status/status.json", location)).length > 0`)
	if l.requestsSeen() == before {
		t.Fatal("nobody asked")
	}
	l.says("the sentence", sentenceText, "Chat is slow")
	l.says("the title", "document.title", "▲ Chat is slow")
	l.says("the banner", shownBanners, "Chat is slow")
	l.visit("one/")
	l.pass(3 * time.Minute)
	l.says("the banner of an article", shownBanners, "Chat is slow")
}

// greens lists what has the colour of a service that works.
const greens = `(() => {
	const probe = document.createElement("i");
	document.body.append(probe);
	const green = ["--ok", "--ok-tint"].map((name) => (probe.style.color = "var(" + name + ")", getComputedStyle(probe).color));
	probe.remove();
	return [...document.querySelectorAll("main, main *")].filter((e) => e.checkVisibility()).filter((e) => {
		const s = getComputedStyle(e);
		return [s.color, s.backgroundColor, s.fill, s.borderTopColor].some((c) => green.includes(c));
	}).map((e) => e.tagName + "." + e.getAttribute("class")).join(" ");
})()`

func TestPastStaleAfterNothingIsGreen(t *testing.T) {
	l := openLive(t, "status/")
	if eval[string](l.tab, greens) == "" {
		t.Fatal("nothing is green on a page that is fresh: the test cannot fail")
	}
	l.pass(2*time.Hour + time.Minute)
	if got := eval[string](l.tab, greens); got != "" {
		t.Errorf("green: %s", got)
	}
	l.says("the sentence", sentenceText, "Unknown since 21 Nov 2026, 10:00")
	l.says("the title", "document.title", "○ Unknown since")
	l.says("the icon", iconName, "no_data.svg")
	l.says("a service", chatState, "No data")
	l.publish(func(s map[string]any) {
		newer(s)
		s["generated_at"], s["stale_after"] = "2026-11-21T04:00:00Z", "2026-11-21T06:00:00Z"
	})
	l.pass(5 * time.Minute)
	l.until("news after all", sentenceText+` === "Files is down since 02:03"`)
	for _, path := range []string{"", "status/services/chat/"} {
		l.publish(func(s map[string]any) {})
		l.mu.Lock()
		l.other = nil
		l.mu.Unlock()
		eval[bool](l.tab, `(sessionStorage.clear(), true)`)
		l.visit(path)
		l.pass(2*time.Hour + time.Minute)
		if got := eval[string](l.tab, greens); got != "" {
			t.Errorf("green on /%s: %s", path, got)
		}
		l.says("/"+path, `document.querySelector(".fresh-text").textContent`, "Unknown since")
	}
}

func TestLateNewsIsSaid(t *testing.T) {
	for _, path := range []string{"status/", "status/incidents/slow/"} {
		l := openLive(t, path)
		late := `document.querySelector(".late").checkVisibility()`
		if eval[bool](l.tab, late) {
			t.Error("the news is late before its time")
		}
		l.pass(11 * time.Minute)
		if !eval[bool](l.tab, late) {
			t.Error("the news is late, and the page does not say so")
		}
		l.says("the line", `document.querySelector(".late").textContent`, "It is late")
	}
}

func TestAsksPolitely(t *testing.T) {
	l := openLive(t, "status/")
	asked := func(during time.Duration) int {
		before := l.requestsSeen()
		const step = 10 * time.Second  // less than what chance adds to a minute twice over
		for range int(during / step) { // so that answers come between
			l.pass(step)
			eval[bool](l.tab, `fetch("/robots.txt").then(() => true)`)
		}
		return l.requestsSeen() - before
	}
	if n := asked(10 * time.Minute); n < 8 || n > 13 {
		t.Errorf("asked %d times in ten minutes, want about ten", n)
	}
	hide := func(hidden string) {
		eval[bool](l.tab, `(Object.defineProperty(document, "hidden", {configurable: true, value: `+hidden+`}), document.dispatchEvent(new Event("visibilitychange")))`)
	}
	hide("true")
	if n := asked(30 * time.Minute); n != 0 {
		t.Errorf("asked %d times while hidden", n)
	}
	hide("false")
	if n := asked(30 * time.Second); n != 1 {
		t.Errorf("asked %d times when it came to sight, want once", n)
	}
	l.mu.Lock()
	l.down = true
	l.mu.Unlock()
	if n := asked(60 * time.Minute); n < 4 || n > 8 {
		t.Errorf("asked %d times in an hour without an answer, want fewer and fewer", n)
	}
	l.forgive("503")
}

func TestStatusWithoutScripts(t *testing.T) {
	l := openLive(t, "")
	must(l.tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	l.visit("status/")
	l.says("as of", `document.querySelector(".page-title").innerText`, "As of 21 November 2026, 02:00 (UTC)")
	l.says("until", `document.querySelector(".page-title").innerText`, "holds until 21 November 2026, 04:00 (UTC)")
}

// TestBannerOnOtherSites loads the banner into a page of another origin whose
// policy allows the script and its data and nothing else.
func TestBannerOnOtherSites(t *testing.T) {
	l := openLive(t, "status/")
	origin := l.server.URL
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src "+origin+"; connect-src "+origin+"; img-src data:; require-trusted-types-for 'script'")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><p>Shop</p><script src="%s/status/banner.js" defer></script>`, origin)
	}))
	t.Cleanup(host.Close)
	b := open(t, "http://127.0.0.1:", desktop)
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(timers, liveNow.UnixMilli())})
	b.base = host.URL
	b.visit("/")
	b.base = "http://127.0.0.1:"
	lines := `[...document.querySelector("deskbell-status").shadowRoot.querySelectorAll("div")].map((d) => d.textContent).join("|")`
	b.until("the incident", lines+`.includes("Chat is slow")`)
	if got := eval[string](b, `document.querySelector("deskbell-status").shadowRoot.querySelector("a").href`); got != origin+"/status/incidents/slow/" {
		t.Errorf("it links to %q", got)
	}
	eval[bool](b, `(document.querySelector("deskbell-status").shadowRoot.querySelector("button").click(), true)`)
	eval[float64](b, `advance(150000)`)
	if got := eval[string](b, lines); got != "" {
		t.Errorf("after closing it says %q", got)
	}
	eval[float64](b, fmt.Sprintf("advance(%d)", (30*time.Minute).Milliseconds()))
	b.until("the maintenance", lines+`.includes("New disks")`)
	if got := eval[string](b, `document.cookie`); got != "" {
		t.Errorf("it leaves a cookie: %q", got)
	}
	eval[float64](b, fmt.Sprintf("advance(%d)", (3*time.Hour).Milliseconds()))
	b.until("nothing past its time", lines+`=== ""`)
}

// Package browser drives the built example in a real browser: what a reader
// does there, with a pointer, a keyboard, a screen reader's eyes, or without
// scripts.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a test waits for what should come at once: long, for other
// tests may keep the machine busy.
const patience = time.Minute

// look is how a page is looked at.
type look struct {
	width, height int64
	dark          bool
	scale         float64 // device pixels per pixel; 0 is 1
}

var (
	desktop = look{width: 1280, height: 800}
	phone   = look{width: 390, height: 844}
)

// chromium is the one browser of a test run.
var chromium = sync.OnceValues(func() (context.Context, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, fmt.Errorf("there is no chromium for the browser tests: make test installs it; by hand, on Debian: apt-get install chromium fonts-noto-cjk")
	}
	profile, err := os.MkdirTemp("", "deskbell-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		// What opens below the address bar is a page of its own in each window, though
		// there is no bar; the first two are chromedp's own.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"),
		chromedp.Flag("lang", "zh-CN"),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	atExit = append(atExit, func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		stop()
		os.RemoveAll(profile)
	})
	return ctx, chromedp.Do(ctx)
})

// atExit is what ends with the test run.
var atExit []func()

func TestMain(m *testing.M) {
	code := m.Run()
	for _, end := range atExit {
		end()
	}
	os.Exit(code)
}

// tab is a page in a browser of its own: nothing that another test stored is
// in it. It takes note of all that must not happen.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string // the site's address

	mu       sync.Mutex
	allowed  []string // where else the page may send
	requests []string
	wrongs   []string // errors on the console, exceptions, refused by the policy
}

// open starts a tab for the site at base. When the test ends it fails if a
// request left the site or the console was told of an error.
func open(t *testing.T, base string, l look) *tab {
	t.Helper()
	parent, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	b := &tab{t: t, base: base}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.note))
	t.Cleanup(cancel)
	b.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	must(b, network.Enable, network.EnableParams{})
	must(b, log.Enable, cdp.Empty{})
	must(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Shanghai"})
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, story.UnixMilli())})
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `addEventListener("securitypolicyviolation", (e) => console.error("policy: " + e.violatedDirective + " " + e.blockedURI + " " + e.sample))`,
	})
	b.show(l)
	t.Cleanup(func() {
		for _, complaint := range b.complaints() {
			t.Error(complaint)
		}
	})
	return b
}

// clock is a script that begins a page's time at a given moment, so that what
// a test sees does not depend on the day.
const clock = `(() => {
	const real = Date, ahead = %d - real.now();
	globalThis.Date = class extends real {
		constructor(...args) { args.length ? super(...args) : super(real.now() + ahead); }
		static now() { return real.now() + ahead; }
	};
})()`

// show sets the window's size and the colour scheme that the reader prefers.
func (b *tab) show(l look) {
	b.t.Helper()
	options := []chromedp.EmulateViewportOption{}
	if l.scale > 0 {
		options = append(options, chromedp.EmulateScale(l.scale))
	}
	if l.width < 600 {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	b.do(chromedp.EmulateViewport(l.width, l.height, options...))
	b.prefer(l)
}

// prefer sets what the reader wishes: the look's colour scheme, no motion, and
// further features.
func (b *tab) prefer(l look, more ...*emulation.MediaFeature) {
	b.t.Helper()
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	must(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: append([]*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}, more...)})
}

// note takes down an event of the browser.
func (b *tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		text, _ := json.Marshal(e.ExceptionDetails)
		b.wrongs = append(b.wrongs, "exception: "+string(text))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			text, _ := json.Marshal(e.Args)
			b.wrongs = append(b.wrongs, "console: "+string(text))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.wrongs = append(b.wrongs, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

// forgive forgets errors that a test meant to cause.
func (b *tab) forgive(containing string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var left []string
	for _, wrong := range b.wrongs {
		if !strings.Contains(wrong, containing) {
			left = append(left, wrong)
		}
	}
	b.wrongs = left
}

// allow lets the page ask another host as well.
func (b *tab) allow(prefix string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allowed = append(b.allowed, prefix)
}

// complaints are the requests to other hosts and what the browser found wrong.
func (b *tab) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for _, request := range b.requests {
		within := func(prefix string) bool { return strings.HasPrefix(request, prefix) }
		if !slices.ContainsFunc(append(b.allowed, b.base, "data:"), within) {
			out = append(out, "a request left the site: "+request)
		}
	}
	for _, wrong := range b.wrongs {
		out = append(out, "the browser complains: "+wrong)
	}
	return out
}

// do runs steps and fails the test when one does not work in time.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("at %s: %v", b.where(), err)
	}
}

// visit loads a path of the site and waits until its scripts have begun.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// where is the address of the page, for messages: it never fails.
func (b *tab) where() string {
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return "an unknown place"
	}
	return text
}

// until waits until an expression of the page is true. It asks again from
// here, for the page itself may be replaced meanwhile.
func (b *tab) until(what, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); err == nil && ok {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			b.t.Fatalf("at %s: waited %s for %s", b.where(), patience, what)
		}
	}
}

// press types keys where the focus is, each as a keyboard does: a script that
// takes a key for itself keeps its letter from the field.
func (b *tab) press(keys string) {
	b.t.Helper()
	for _, r := range keys {
		var text string
		events := kb.Encode(r)
		for _, e := range events {
			text += e.Text
		}
		down := *events[0]
		down.Type, down.Text, down.UnmodifiedText = kb.KeyDown, text, text
		up := *events[len(events)-1]
		must(b, input.DispatchKeyEvent, down)
		must(b, input.DispatchKeyEvent, up)
	}
}

// eval gives the value of an expression of the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("at %s: %s: %v", b.where(), shorten(expression), err)
	}
	return value
}

func shorten(text string) string {
	if len(text) > 200 {
		return text[:200] + "…"
	}
	return text
}

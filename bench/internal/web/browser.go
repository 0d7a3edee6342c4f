package web

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// Chromium is where the browser is.
func Chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", errors.New("there is no chromium on the path; on Debian: apt-get install chromium fonts-noto-cjk")
}

// ChromiumVersion is what the browser says of itself: "Chromium 156.0.8078.79".
func ChromiumVersion(ctx context.Context) (string, error) {
	program, err := Chromium()
	if err != nil {
		return "", err
	}
	text, err := exec.CommandContext(ctx, program, "--version").Output()
	words := strings.Fields(string(text))
	return strings.Join(words[:min(2, len(words))], " "), err
}

// patience is how long a step in the browser may take.
const patience = 10 * time.Minute

// Tab is a tab of a browser that was started for it.
type Tab struct {
	ctx   context.Context
	close func()
}

// Open starts a browser with one tab.
func Open(ctx context.Context) (*Tab, error) {
	program, err := Chromium()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "deskbell-bench-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	tab, cancel := chromedp.NewContext(allocator)
	t := &Tab{ctx: tab, close: func() {
		_ = chromedp.Cancel(tab)
		cancel()
		stop()
		os.RemoveAll(profile)
	}}
	if err := chromedp.Do(tab); err != nil {
		t.close()
		return nil, fmt.Errorf("chromium does not start: %w", err)
	}
	return t, nil
}

// Close ends the browser.
func (t *Tab) Close() { t.close() }

// Visit loads a page.
func (t *Tab) Visit(url string) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, chromedp.Navigate(url))
}

// Eval gives the value of an expression of the page, or what it promises.
func Eval[T any](t *Tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		return value, fmt.Errorf("%s: %w", expression[:min(len(expression), 200)], err)
	}
	return value, nil
}

// Phone makes the tab a phone of 390 by 844 pixels.
func (t *Tab) Phone() error {
	return chromedp.Do(t.ctx, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait))
}

package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// shots are the pages that are looked at, in each language.
var shots = []struct{ name, path, ready string }{
	{"home", "/", "true"},
	{"article", "/start/android/", "true"},
	{"guide", "/guides/login-6014/", "true"},
	{"faq", "/faq/account/#token-expiry", `document.querySelector("details.question[open]")`},
	{"release", "/releases/im-sdk/4.9.0/", "true"},
	{"notice", "", "true"},
	{"status", "/status/", "true"},
	{"section", "/guides/", "true"},
}

// TestScreenshots writes pictures of the example, to be looked at. It runs on
// request alone: DESKBELL_SCREENSHOTS=all writes all of them to screenshots/
// at the project's root, DESKBELL_SCREENSHOTS=docs the two of the README.
func TestScreenshots(t *testing.T) {
	root := filepath.Join("..", "..")
	switch os.Getenv("DESKBELL_SCREENSHOTS") {
	case "all":
		shootAll(t, filepath.Join(root, "screenshots"))
	case "docs":
		dir := filepath.Join(root, "docs", "images")
		shoot(t, look{width: 1280, height: 800}, "en", "home", filepath.Join(dir, "home.png"), false)
		shoot(t, look{width: 390, height: 800, dark: true, scale: 1.5}, "zh-CN", "status", filepath.Join(dir, "status-phone.png"), false)
	default:
		t.Skip("pictures are made on request: make screenshots")
	}
}

func shootAll(t *testing.T, dir string) {
	for _, width := range []int64{390, 1280} {
		for _, dark := range []bool{false, true} {
			for _, lang := range []string{"zh-CN", "en"} {
				for _, s := range shots {
					theme := "light"
					if dark {
						theme = "dark"
					}
					name := fmt.Sprintf("%s-%s-%d-%s.png", s.name, lang, width, theme)
					l := look{width: width, height: 800, dark: dark}
					t.Run(name, func(t *testing.T) { shoot(t, l, lang, s.name, filepath.Join(dir, name), true) })
				}
				shootSearch(t, dir, look{width: width, height: 800, dark: dark}, lang)
			}
		}
	}
}

// shoot takes a picture of a page: of all of it, or of the window alone.
func shoot(t *testing.T, l look, lang, name, file string, whole bool) {
	t.Helper()
	path, ready := place(t, lang, name)
	b := visit(t, l, path)
	b.until("the page to be ready for its picture", ready)
	if whole {
		eval[bool](b, "(scrollTo(0, 0), true)") // what sticks to the window belongs at the top
	}
	capture(b, file, whole)
}

// shootSearch takes a picture of each state of the search, as much as the window shows.
func shootSearch(t *testing.T, dir string, l look, lang string) {
	theme := "light"
	if l.dark {
		theme = "dark"
	}
	for _, s := range searchStates {
		if s.phone && l.width >= 760 {
			continue
		}
		name := fmt.Sprintf("search-%s-%s-%d-%s.png", s.name, lang, l.width, theme)
		t.Run(name, func(t *testing.T) { capture(visitState(t, l, lang, s), filepath.Join(dir, name), false) })
	}
}

// capture writes a picture of the page as it is now.
func capture(b *tab, file string, whole bool) {
	t := b.t
	t.Helper()
	take := chromedp.CaptureScreenshot()
	if whole {
		take = chromedp.FullScreenshot(100)
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, take)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

// place is where a page is in a language, and what it has to show first.
func place(t *testing.T, lang, name string) (path, ready string) {
	t.Helper()
	for _, s := range shots {
		if s.name != name {
			continue
		}
		path = s.path
		if name == "notice" {
			path = built(t).page(t, "content/zh-CN/notices/2026-11-19-history-storage.md")
		}
		if lang != "zh-CN" {
			path = "/" + lang + path
		}
		return strings.TrimPrefix(path, "/"), s.ready
	}
	t.Fatalf("there is no picture called %s", name)
	return
}

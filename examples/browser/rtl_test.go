package browser

import (
	"context"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"deskbell/site"
)

// arabic builds the example with an Arabic edition beside the others: its own
// home page and an article, the rest as fallbacks from left to right.
func arabic(t *testing.T) *example {
	t.Helper()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "acme"))); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(filepath.Join(dir, "deskbell.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "deskbell.yaml"), strings.Replace(string(config), "languages: [zh-CN, en]", "languages: [zh-CN, en, ar]", 1))
	write(t, filepath.Join(dir, "content", "ar", "index.md"), "---\ntitle: مركز المساعدة\n---\nاكتب ما تراه أو رمز الخطأ.\n")
	write(t, filepath.Join(dir, "content", "ar", "start", "push-setup.md"), "---\ntitle: إعداد الإشعارات\ndescription: من المفاتيح إلى أول إشعار.\n---\nقبل البدء تحقق من `AppKey` في لوحة التحكم.\n\n## الخطوات\n\n1. افتح **لوحة التحكم**.\n2. أدخل المفتاح.\n\n> [!WARNING]\n> لا ترسل `AppSecret` إلى أحد.\n\n## الجدول\n\n| المنصة | الحد |\n| --- | ---: |\n| Android | 20 |\n\n```sh\nimctl push --test\n```\n")
	server := httptest.NewServer(static(out))
	t.Cleanup(server.Close)
	base := server.URL + "/"
	result, err := site.Build(context.Background(), site.Options{Dir: dir, Out: out, BaseURL: base, Now: story, NoCache: true})
	if err != nil || !result.Written {
		t.Fatal(err, result)
	}
	return &example{base: base, out: out, pages: result.Pages}
}

// TestRightToLeft has axe-core look at all kinds of pages in Arabic, light and
// wide, dark and narrow, and finds what is wider than the window.
func TestRightToLeft(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing: make test installs it; by hand: npm ci (%v)", err)
	}
	e := arabic(t)
	pages := pageTypes(t)
	maps.DeleteFunc(pages, func(name, _ string) bool { return strings.HasSuffix(name, " en") })
	pages["article"] = "/start/push-setup/" // which is in Arabic itself
	for name, l := range map[string]look{"light": desktop, "dark phone": {width: 390, height: 844, dark: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rightToLeft(t, open(t, e.base, l), string(axe), pages)
		})
	}
}

// rightToLeft looks at pages by their kinds.
func rightToLeft(t *testing.T, b *tab, axe string, pages map[string]string) {
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: axe})
	for _, kind := range slices.Sorted(maps.Keys(pages)) {
		b.visit("ar" + strings.TrimPrefix(pages[kind], "/en"))
		b.until("scripts to have run", `document.readyState === "complete"`)
		if dir := eval[string](b, `document.documentElement.dir + getComputedStyle(document.body).direction`); dir != "rtlrtl" {
			t.Errorf("%s is read from %s", kind, dir)
		}
		for _, v := range violationsOf(b) {
			t.Errorf("%s: %s", kind, v)
		}
		if wide := eval[bool](b, `document.documentElement.scrollWidth > innerWidth`); wide {
			t.Errorf("%s scrolls sideways", kind)
		}
	}
	b.forgive("status of 404")
}

package site

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/diag"

	"github.com/PuerkitoBio/goquery"
)

// The clock of all tests here: an incident is open, a maintenance is ahead.
var now = time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)

// built builds a site of testdata into a temporary folder.
func built(t *testing.T, dir string, change func(*Options)) (string, *Result) {
	t.Helper()
	o := Options{Dir: dir, Out: filepath.Join(t.TempDir(), "public"), Now: now}
	if change != nil {
		change(&o)
	}
	r, err := Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Logf("%s: %s: %s", d.Pos, d.Severity, d.Message)
	}
	return o.Out, r
}

func page(t *testing.T, out, name string) *goquery.Document {
	t.Helper()
	f, err := os.Open(filepath.Join(out, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := goquery.NewDocumentFromReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// text is what a selector's elements say, white space folded.
func text(d *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(d.Find(selector).Text()), " ")
}

func TestBasicSite(t *testing.T) {
	out, r := built(t, "testdata/basic", func(o *Options) { o.Strict = true })
	if !r.Written || len(r.Diagnostics) > 0 {
		t.Fatal("the basic site has problems")
	}
	for _, name := range []string{"index.html", "faq/login/index.html", "faq/index.html", "guides/cannot-connect/index.html", "releases/2.1.0/index.html", "notices/upgrade/index.html",
		"contact/index.html", "status/index.html", "status/history/index.html", "status/incidents/2026-11-21-delay/index.html", "search/index.html", "a-z/index.html", "404.html",
		"feed.xml", "notices/feed.xml", "releases/feed.xml", "status/feed.xml", "api/v2/summary.json", "api/v2/status.json", "_deskbell/search.js"} {
		for _, lang := range []string{"", "zh-CN/"} {
			if strings.HasPrefix(name, "_") && lang != "" || strings.HasPrefix(name, "releases/feed") && lang != "" {
				continue
			}
			if _, err := os.Stat(filepath.Join(out, lang, name)); err != nil {
				t.Error(err)
			}
		}
	}
	for _, name := range []string{"sitemap.xml", "robots.txt", "_headers", "_redirects", manifestFile, "faq/sign-in/index.html"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestPagesHoldWhatTheirReadersNeed(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	for _, c := range []struct{ page, selector, want string }{
		{"index.html", "h1", "How can we help?"},
		{"faq/login/index.html", "h1", "Signing in"},
		{"faq/login/index.html", "details:has(#password) summary", "I forgot my password"},
		{"faq/login/index.html", "details:has(#two-phones) summary", "Can I use two phones?"},
		{"guides/cannot-connect/index.html", "main", "Stays on 'Connecting…'"},
		{"guides/cannot-connect/index.html", "main", "Bell ≥ 2 Android, iOS"},
		{"releases/2.1.0/index.html", "main", "1 October 2026"},
		{"notices/upgrade/index.html", "main", "Push"},
		{"status/index.html", "main", "Chat is partly down since 09:00"},
		{"status/incidents/2026-11-21-delay/index.html", "main", "We are looking."},
		{"zh-CN/status/index.html", "main", "消息延迟"},
		{"zh-CN/faq/login/index.html", "strong", "忘记密码。"},
		{"zh-CN/guides/cannot-connect/index.html", "main", "It cannot connect"},
		{"faq/only-chinese/index.html", "main", "实名认证"},
		{"a-z/index.html", "main", "It cannot connect"},
		{"404.html", "h1", "This page does not exist"},
	} {
		if got := text(page(t, out, c.page), c.selector); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s says %q, which lacks %q", c.page, c.selector, got, c.want)
		}
	}
}

func TestLinksCarryTheBasePath(t *testing.T) {
	out, r := built(t, "testdata/basic", nil)
	for _, p := range r.Pages {
		doc := page(t, out, fileOf(p.URL))
		doc.Find("a[href], link[href], script[src], img[src], form[action]").Each(func(_ int, s *goquery.Selection) {
			for _, name := range []string{"href", "src", "action"} {
				v, ok := s.Attr(name)
				if ok && !strings.HasPrefix(v, "/support/") && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "https://help.bell.example/support/") &&
					!strings.HasPrefix(v, "https://git.bell.example/") && !strings.HasPrefix(v, "mailto:") {
					t.Errorf("%s: %s=%q", p.URL, name, v)
				}
			}
		})
	}
}

// Every link within the site leads to a file of the output, and every fragment
// to an id.
func TestNoLinkIsBroken(t *testing.T) {
	out, r := built(t, "testdata/basic", nil)
	ids := map[string]bool{}
	docs := map[string]*goquery.Document{}
	for _, p := range r.Pages {
		href := address{base: "/support/"}.href(p.URL)
		docs[href] = page(t, out, fileOf(p.URL))
		ids[href] = true
		docs[href].Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[href+"#"+s.AttrOr("id", "")] = true })
	}
	for from, doc := range docs {
		doc.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
			to := s.AttrOr("href", "")
			if strings.HasPrefix(to, "#") {
				to = from + to
			}
			to, _, _ = strings.Cut(to, "?")
			if !strings.HasPrefix(to, "/support/") {
				return
			}
			if file, _, _ := strings.Cut(to, "#"); filepath.Ext(file) != "" {
				if _, err := os.Stat(filepath.Join(out, strings.TrimPrefix(file, "/support/"))); err != nil {
					t.Errorf("%s links to %s: %v", from, to, err)
				}
				return
			}
			path, fragment, _ := strings.Cut(to, "#")
			fragment, err := url.PathUnescape(fragment)
			if to = strings.TrimSuffix(path+"#"+fragment, "#"); err != nil || !ids[to] {
				t.Errorf("%s links to %s", from, to)
			}
		})
	}
}

func TestTranslations(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	doc := page(t, out, "zh-CN/guides/cannot-connect/index.html")
	if lang := doc.Find("html").AttrOr("lang", ""); lang != "zh-CN" {
		t.Errorf("html lang %q", lang)
	}
	if doc.Find(`[lang="en"]`).Length() == 0 {
		t.Error("the English text is not marked as English")
	}
	if !strings.Contains(text(doc, "main"), "English") {
		t.Error("no notice that the page is shown in English")
	}
	if c := doc.Find(`link[rel=canonical]`).AttrOr("href", ""); c != "https://help.bell.example/support/guides/cannot-connect/" {
		t.Errorf("canonical %q", c)
	}
	doc = page(t, out, "faq/login/index.html")
	if h := doc.Find(`link[rel=alternate][hreflang="zh-CN"]`).AttrOr("href", ""); h != "https://help.bell.example/support/zh-CN/faq/login/" {
		t.Errorf("hreflang %q", h)
	}
	if doc = page(t, out, "guides/cannot-connect/index.html"); doc.Find(`link[rel=alternate][hreflang="zh-CN"]`).Length() > 0 {
		t.Error("a fallback is offered as a translation")
	}
}

func TestData(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	var summary struct {
		Page      struct{ URL string }
		Status    struct{ Indicator, Description string }
		Incidents []struct {
			ID, Name, Status, Impact string
			Updates                  []struct{ Body string } `json:"incident_updates"`
		}
		Components []struct {
			ID, Status string
			Group      bool
		}
		Maintenances []struct {
			Name, Status string
			For          string `json:"scheduled_for"`
		} `json:"scheduled_maintenances"`
	}
	data, err := os.ReadFile(filepath.Join(out, "zh-CN/api/v2/summary.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &summary); err != nil {
		t.Fatal(err)
	}
	s := summary
	if s.Status.Indicator != "major" || len(s.Incidents) != 1 || s.Incidents[0].Name != "消息延迟" || s.Incidents[0].Updates[0].Body != "正在排查。" || len(s.Components) != 3 ||
		len(s.Maintenances) != 1 || s.Maintenances[0].For != "2026-11-22T02:00:00.000+08:00" || s.Maintenances[0].Name != "数据库升级" {
		t.Errorf("%+v", s)
	}
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
			ID    string `xml:"id"`
		} `xml:"entry"`
	}
	data, err = os.ReadFile(filepath.Join(out, "feed.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), `<category term="bell">`); n != 2 {
		t.Errorf("the two releases of a product name it %d times", n)
	}
	if len(feed.Entries) != 5 || feed.Entries[0].Title != "Messages are late" {
		t.Errorf("feed: %+v", feed)
	}
}

// Nothing on a page is inline, and nothing comes from another host.
func TestPagesAreClean(t *testing.T) {
	out, r := built(t, "testdata/basic", nil)
	for _, p := range r.Pages {
		doc := page(t, out, fileOf(p.URL))
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, a := range s.Nodes[0].Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=%q>", p.URL, s.Nodes[0].Data, a.Key, a.Val)
				}
			}
		})
		doc.Find("script:not([src]):not([type='application/ld+json']):not([type='application/json']), style").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("%s: inline %s", p.URL, s.Nodes[0].Data)
		})
		if n := doc.Find("h1").Length(); n != 1 && p.Kind != "redirect" {
			t.Errorf("%s: %d h1", p.URL, n)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	_, a := built(t, "testdata/basic", nil)
	_, b := built(t, "testdata/basic", nil)
	if a.Hash != b.Hash || a.Hash == "" {
		t.Errorf("%s and %s", a.Hash, b.Hash)
	}
}

func TestOutputStaysWhenTheSiteIsWrong(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/basic")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	o := Options{Dir: dir, Out: out, Now: now}
	first, err := Build(context.Background(), o)
	if err != nil || !first.Written {
		t.Fatal(err, first)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/en/bad.md"), []byte("---\ntitle: x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	second, err := Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if second.Written || second.Diagnostics[0].Severity != diag.Error {
		t.Errorf("a wrong site was written: %+v", second.Diagnostics)
	}
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil || len(entries) != 1 {
		t.Errorf("left beside the output: %v %v", entries, err)
	}
	if text, err := os.ReadFile(filepath.Join(out, manifestFile)); err != nil || !strings.Contains(string(text), first.Hash) {
		t.Error("the output changed", err)
	}
}

func TestForeignOutputIsRefused(t *testing.T) {
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, "thesis.doc"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Build(context.Background(), Options{Dir: "testdata/basic", Out: out, Now: now})
	if err == nil || !strings.Contains(err.Error(), "thesis.doc") {
		t.Error(err)
	}
}

// A notice and the status page say the same of a maintenance, whatever says it.
func TestNoticeAgreesWithTheStatusPage(t *testing.T) {
	for _, c := range []struct{ head, updates, want string }{
		{"", "", "Scheduled"},
		{"status: cancelled", "", "Cancelled"},
		{"status: completed", "", "Completed"},
		{"", "{at: 2026-11-20T10:00:00+08:00, state: cancelled, text: Off.}", "Cancelled"},
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("testdata/basic")); err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"en", "zh-CN"} {
			text := "---\ntitle: Upgrade\ncategory: maintenance\ndate: 2026-11-15\n" + c.head + "\nwindow: {start: 2026-11-22T02:00:00+08:00, end: 2026-11-22T04:00:00+08:00}\nservices: {push: under_maintenance}\nupdates: [" + c.updates + "]\n---\nx\n"
			if err := os.WriteFile(filepath.Join(dir, "content", lang, "notices", "upgrade.md"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		out, _ := built(t, dir, nil)
		if got := text(page(t, out, "notices/upgrade/index.html"), ".page-title .state-word"); got != c.want {
			t.Errorf("%s %s: the notice says %q, want %q", c.head, c.updates, got, c.want)
		}
		coming := strings.Contains(text(page(t, out, "status/index.html"), ".maintenance"), "Upgrade")
		if coming != (c.want == "Scheduled") {
			t.Errorf("%s %s: on the status page: %v", c.head, c.updates, coming)
		}
	}
}

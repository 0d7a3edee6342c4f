package themes

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func parsePage(t *testing.T, html string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestPages(t *testing.T) {
	theme := loadSample(t, Config{})
	for _, lang := range []string{"zh-CN", "en"} {
		s := newSample(theme, lang)
		views := s.views()
		for _, name := range slices.Sorted(maps.Keys(views)) {
			t.Run(lang+"/"+name, func(t *testing.T) {
				html := render(s.l, templateOf(name), views[name])
				checkPage(t, html)
				if doc := parsePage(t, html); doc.Find("html").AttrOr("lang", "") != lang {
					t.Error("the page's lang is not", lang)
				}
			})
		}
	}
}

func TestEmptyPages(t *testing.T) {
	theme := loadSample(t, Config{})
	for _, lang := range []string{"zh-CN", "en", "fr"} {
		for _, name := range slices.Sorted(maps.Keys(views)) {
			if name == "nav" || name == "redirect" {
				continue
			}
			t.Run(lang+"/"+name, func(t *testing.T) {
				checkPage(t, render(theme.In(lang), name, emptyView(name)))
			})
		}
	}
}

// checkPage holds what is true of every page.
func checkPage(t *testing.T, html string) {
	t.Helper()
	doc := parsePage(t, html)
	if n := doc.Find("h1").Length(); n != 1 {
		t.Errorf("%d h1 elements, want 1", n)
	}
	if doc.Find("main#db-main").Length() != 1 || doc.Find("header.top").Length() != 1 || doc.Find("footer.bottom").Length() != 1 {
		t.Error("a landmark is missing")
	}
	if !strings.Contains(doc.Find(`meta[http-equiv="Content-Security-Policy"]`).AttrOr("content", ""), "require-trusted-types-for 'script'") {
		t.Error("no content security policy")
	}
	checkInline(t, doc)
	checkIDs(t, doc)
	checkNames(t, doc)
	checkLinks(t, doc)
	if strings.Contains(html, "ZgotmplZ") {
		t.Error("an address was refused by the templates")
	}
	if m := regexp.MustCompile(`\{\d\}|<no value>|%!`).FindString(doc.Find("body").Text()); m != "" {
		t.Errorf("%q stands in the page", m)
	}
	if m := regexp.MustCompile(`(status|phase|severity|impact|notice|kind)\.[a-z_]+\.?[a-z_]*`).FindString(doc.Find("main").Text()); m != "" {
		t.Errorf("text %q is missing", m)
	}
}

func checkInline(t *testing.T, doc *goquery.Document) {
	t.Helper()
	doc.Find("*").Each(func(_ int, e *goquery.Selection) {
		for _, a := range e.Nodes[0].Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has the attribute %s", e.Nodes[0].Data, a.Key)
			}
		}
	})
	if doc.Find("style").Length() > 0 {
		t.Error("a style element")
	}
	doc.Find("script:not([src])").Each(func(_ int, e *goquery.Selection) {
		if kind := e.AttrOr("type", ""); kind != "application/ld+json" && kind != "application/json" {
			t.Error("an inline script")
		}
	})
}

func checkIDs(t *testing.T, doc *goquery.Document) {
	t.Helper()
	seen := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id := e.AttrOr("id", "")
		if seen[id] || id == "" {
			t.Errorf("id %q twice or empty", id)
		}
		seen[id] = true
	})
	for _, attr := range []string{"aria-labelledby", "aria-controls", "for"} {
		doc.Find("[" + attr + "]").Each(func(_ int, e *goquery.Selection) {
			if id := e.AttrOr(attr, ""); !seen[id] {
				t.Errorf("%s names %q, which is not there", attr, id)
			}
		})
	}
}

// checkNames asks that everything one can act on has a name.
func checkNames(t *testing.T, doc *goquery.Document) {
	t.Helper()
	doc.Find("a[href], button, summary").Each(func(_ int, e *goquery.Selection) {
		if strings.TrimSpace(e.Text()) == "" && e.AttrOr("aria-label", "") == "" && e.Find("img[alt]").Length() == 0 && e.AttrOr("href", "x") != "" {
			h, _ := goquery.OuterHtml(e)
			t.Errorf("no name: %s", h)
		}
	})
	doc.Find(`input:not([type="checkbox"]):not([type="radio"])`).Each(func(_ int, e *goquery.Selection) {
		if e.AttrOr("aria-label", "") == "" && doc.Find(`label[for="`+e.AttrOr("id", "-")+`"]`).Length() == 0 {
			t.Error("a field without a label")
		}
	})
	doc.Find("img").Each(func(_ int, e *goquery.Selection) {
		if _, ok := e.Attr("alt"); !ok {
			t.Error("a picture without alt")
		}
	})
	doc.Find("nav, section[aria-label], aside.banner").Each(func(_ int, e *goquery.Selection) {
		if e.AttrOr("aria-label", "")+e.AttrOr("aria-labelledby", "") == "" {
			t.Errorf("<%s class=%q> has no name", e.Nodes[0].Data, e.AttrOr("class", ""))
		}
	})
}

func checkLinks(t *testing.T, doc *goquery.Document) {
	t.Helper()
	doc.Find("link[href], script[src], img[src]").Each(func(_ int, e *goquery.Selection) {
		ref := e.AttrOr("href", e.AttrOr("src", ""))
		rel := e.AttrOr("rel", "")
		if u, err := url.Parse(ref); err != nil || u.Host != "" && rel != "canonical" && rel != "alternate" {
			t.Errorf("%s %q asks another host", e.Nodes[0].Data, ref)
		}
	})
	doc.Find("a[href]").Each(func(_ int, e *goquery.Selection) {
		ref := e.AttrOr("href", "")
		if ref != "" && !strings.HasPrefix(ref, "/") && !strings.HasPrefix(ref, "#") && !strings.HasPrefix(ref, "https://") {
			t.Errorf("link %q is not absolute", ref)
		}
	})
}

func TestNavigationLinksStandAsSiteMarksThem(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "zh-CN")
	if nav := string(s.nav()); strings.Count(nav, `<a href="/guides/connect/drops/">`) != 1 {
		t.Error(nav)
	}
	n := Nav{Site: s.site, Items: []NavItem{{Text: "登录 & 令牌", URL: "/faq/%E7%99%BB%E5%BD%95/"}}}
	if nav := render(s.l, "nav", n); !strings.Contains(nav, `<a href="/faq/%E7%99%BB%E5%BD%95/">登录 &amp; 令牌</a>`) {
		t.Error(nav)
	}
}

func TestJSONLDCannotLeaveItsElement(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "en")
	html := render(s.l, "article", s.guide())
	script := parsePage(t, html).Find(`script[type="application/ld+json"]`).Text()
	if !strings.Contains(script, `"@type":"TechArticle"`) || strings.Contains(html, "</script><b>") {
		t.Error(script)
	}
}

func TestMaintenanceBannerWaitsForItsTime(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "en")
	h := s.home().(Home)
	if parsePage(t, render(s.l, "home", h)).Find(".banner[hidden]").Length() != 0 {
		t.Error("hidden after its time has come")
	}
	h.Banners[0].Show = sampleNow.Add(1)
	if parsePage(t, render(s.l, "home", h)).Find(".banner[hidden][data-show][data-end]").Length() != 1 {
		t.Error("shown before its time")
	}
}

func TestBarsTellTroubleByShapeAndWord(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "en")
	doc := parsePage(t, render(s.l, "status", s.status(4)))
	row := doc.Find("#service-s0")
	if row.Find("svg[role=img][aria-label]").Length() != 1 {
		t.Error("bars without a name")
	}
	for _, tn := range []string{"degraded", "partial", "outage", "maintenance"} {
		if row.Find("svg path.is-"+tn).Length() != 2 {
			t.Errorf("%s: want bars and marks", tn)
		}
	}
	if row.Find(".days li").Length() != len(badDays(s.days(0))) {
		t.Error("not every bad day has its words")
	}
}

func TestFallbackKeepsLanguagesApart(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "zh-CN")
	a := newSample(theme, "en").guide().(Article)
	a.Site, a.TextLang, a.TextDir, a.Fallback = s.site, "en", "ltr", "English"
	doc := parsePage(t, render(s.l, "article", a))
	for selector, want := range map[string]string{"html": "zh-CN", "h1": "en", ".body": "en", ".lead": "en", ".symptoms-title": "zh-CN", ".contents ol": "en"} {
		if got := doc.Find(selector).First().AttrOr("lang", ""); got != want {
			t.Errorf("%s has lang %q, want %q", selector, got, want)
		}
	}
	if got := doc.Find(".fallback").Text(); got != "本页暂无简体中文版本，以下为English原文。" {
		t.Error(got)
	}
}

package examples

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

const acmeOrigin = "https://help.acme-im.example"

// wanted are the properties that search engines ask of each type.
var wanted = map[string][]string{
	"FAQPage":             {"inLanguage", "mainEntity"},
	"Question":            {"name", "acceptedAnswer"},
	"Answer":              {"text"},
	"TechArticle":         {"headline", "description", "url", "inLanguage", "publisher"},
	"Article":             {"headline", "description", "url", "inLanguage", "publisher", "datePublished"},
	"Organization":        {"name", "url"},
	"BreadcrumbList":      {"itemListElement"},
	"ListItem":            {"position", "name", "item"},
	"SoftwareApplication": {"name", "softwareVersion", "applicationCategory", "operatingSystem", "datePublished", "url", "inLanguage", "downloadUrl"},
	"WebSite":             {"name", "url", "inLanguage", "potentialAction"},
	"SearchAction":        {"target", "query-input"},
	"EntryPoint":          {"urlTemplate"},
}

// typesOf are the types that pages of a kind must hold.
var typesOf = map[string]string{"k-faq": "FAQPage", "k-article": "TechArticle", "k-guide": "TechArticle", "k-notice": "Article", "k-release": "SoftwareApplication", "k-home": "WebSite", "k-section": "BreadcrumbList", "k-error": "BreadcrumbList"}

// TestFound holds what search engines and other sites are told of every page.
func TestFound(t *testing.T) {
	seen := map[string]int{}
	for _, name := range published(t, ".html") {
		f, err := os.Open(filepath.Join(acme(t), name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := goquery.NewDocumentFromReader(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if robots, _ := doc.Find(`meta[name=robots]`).Attr("content"); robots == "noindex" {
			continue
		}
		checkHead(t, name, doc)
		kind := strings.Fields(doc.Find("body").AttrOr("class", "none"))[0]
		types := checkData(t, name, doc.Find(`script[type="application/ld+json"]`).Text(), seen)
		if want := typesOf[kind]; want != "" && types[want] == 0 {
			t.Errorf("%s, a page of kind %s, holds no %s", name, kind, want)
		}
		if html, _ := doc.Html(); strings.Contains(html, "ZgotmplZ") {
			t.Errorf("%s has an address that the theme refused", name)
		}
	}
	for kind := range wanted {
		if seen[kind] == 0 {
			t.Errorf("no page holds a %s", kind)
		}
	}
}

func checkHead(t *testing.T, name string, doc *goquery.Document) {
	t.Helper()
	get := func(selector, attr string) string { return doc.Find(selector).First().AttrOr(attr, "") }
	canonical := get(`link[rel=canonical]`, "href")
	if !strings.HasPrefix(canonical, acmeOrigin+"/") || !isPublished(t, canonical) {
		t.Errorf("%s: the canonical address %q is no page", name, canonical)
	}
	for what, value := range map[string]string{"title": doc.Find("title").Text(), "description": get(`meta[name=description]`, "content"), "og:title": get(`meta[property="og:title"]`, "content"),
		"og:description": get(`meta[property="og:description"]`, "content"), "og:locale": get(`meta[property="og:locale"]`, "content")} {
		if strings.TrimSpace(value) == "" {
			t.Errorf("%s has no %s", name, what)
		}
	}
	if got := get(`meta[property="og:url"]`, "content"); got != canonical {
		t.Errorf("%s: og:url is %q", name, got)
	}
	if got := get(`meta[property="og:image"]`, "content"); !isPublished(t, got) {
		t.Errorf("%s: og:image is %q", name, got)
	}
	doc.Find(`link[hreflang], link[type="text/markdown"]`).Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", ""); !isPublished(t, href) {
			t.Errorf("%s names %q, which is not there", name, href)
		}
	})
}

// isPublished says whether an address of the example leads to a file.
func isPublished(t *testing.T, address string) bool {
	path, err := url.PathUnescape(strings.TrimPrefix(address, acmeOrigin))
	if err != nil || path == "" {
		return false
	}
	if strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	info, err := os.Stat(filepath.Join(acme(t), filepath.FromSlash(path)))
	return err == nil && !info.IsDir()
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// checkData reads a page's structured data and returns the types it holds.
func checkData(t *testing.T, name, text string, seen map[string]int) map[string]int {
	t.Helper()
	types := map[string]int{}
	if text == "" {
		return types
	}
	var data any
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if top, ok := data.(map[string]any); !ok || top["@context"] != "https://schema.org" {
		t.Errorf("%s: no @context", name)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if kind, ok := v["@type"].(string); ok {
				types[kind]++
				seen[kind]++
				checkThing(t, name, kind, v)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(data)
	return types
}

func checkThing(t *testing.T, name, kind string, v map[string]any) {
	t.Helper()
	fields, known := wanted[kind]
	if !known {
		t.Errorf("%s holds a %s, of which nothing is known", name, kind)
	}
	for _, field := range fields {
		switch value := v[field].(type) {
		case nil:
			t.Errorf("%s: %s has no %s", name, kind, field)
		case string:
			if strings.TrimSpace(value) == "" {
				t.Errorf("%s: %s has an empty %s", name, kind, field)
			}
		case []any:
			if len(value) == 0 {
				t.Errorf("%s: %s has an empty %s", name, kind, field)
			}
		}
	}
	for _, field := range []string{"url", "item"} {
		if value, ok := v[field].(string); ok && !isPublished(t, value) {
			t.Errorf("%s: %s of %s is %q, which is not there", name, field, kind, value)
		}
	}
	for _, field := range []string{"datePublished", "dateModified"} {
		if value, ok := v[field].(string); ok && !day.MatchString(value) {
			t.Errorf("%s: %s is %q", name, field, value)
		}
	}
	if items, ok := v["itemListElement"].([]any); ok {
		for i, item := range items {
			if got := item.(map[string]any)["position"]; got != float64(i+1) {
				t.Errorf("%s: breadcrumb %d has position %v", name, i+1, got)
			}
		}
	}
}

// TestSitemap holds that each address is a page, that translations name one
// another, and that dates are days of the past on which something changed.
func TestSitemap(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(acme(t), "sitemap.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var sitemap struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
			Links   []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(text, &sitemap); err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	dates := map[string]bool{}
	for _, u := range sitemap.URLs {
		links := ""
		for _, l := range u.Links {
			links += fmt.Sprintf("%s %s\n", l.Lang, l.Href)
		}
		if named[u.Loc] != "" {
			t.Errorf("%s stands twice", u.Loc)
		}
		named[u.Loc] = links + " "
		if !isPublished(t, u.Loc) {
			t.Errorf("%s is no page", u.Loc)
		}
		if u.LastMod > "2026-11-21" || u.LastMod != "" && !day.MatchString(u.LastMod) {
			t.Errorf("%s was changed on %s", u.Loc, u.LastMod)
		}
		dates[u.LastMod] = true
	}
	for _, u := range sitemap.URLs {
		for _, l := range u.Links {
			if named[l.Href] != named[u.Loc] {
				t.Errorf("%s and %s do not name one another", u.Loc, l.Href)
			}
		}
	}
	if len(dates) < 20 {
		t.Errorf("%d different dates: they are the build's and not the articles'", len(dates))
	}
}

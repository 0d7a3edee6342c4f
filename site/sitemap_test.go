package site

import (
	"encoding/xml"
	"testing"
	"time"

	"deskbell/themes"
)

// A sitemap is what encoding/xml makes of it, whatever stands in it.
func TestSitemapIsAsEncoded(t *testing.T) {
	type link struct {
		Rel      string `xml:"rel,attr"`
		Hreflang string `xml:"hreflang,attr"`
		Href     string `xml:"href,attr"`
	}
	type page struct {
		Loc        string `xml:"loc"`
		LastMod    string `xml:"lastmod,omitempty"`
		Alternates []link `xml:"xhtml:link"`
	}
	type set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		XHTML   string   `xml:"xmlns:xhtml,attr"`
		URLs    []page   `xml:"url"`
	}
	m := &model{config: &Config{zone: time.UTC}, address: address{"https://help.example.com/a&b/<c>'\"\t\n\x00", "/"}}
	for _, sheets := range [][]*sheet{nil, {{url: "/"}}, {
		{url: "/b/", updated: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), alternates: []themes.Language{{Tag: "en", URL: "https://help.example.com/a"}, {Tag: "zh-CN", URL: "https://help.example.com/帮助/\xff&\"/"}}},
		{url: "/~b/", updated: time.Date(2026, 11, 20, 23, 0, 0, 0, time.UTC)},
	}} {
		all := set{XHTML: "http://www.w3.org/1999/xhtml"}
		for _, s := range sheets {
			p := page{Loc: m.address.absolute(s.url)}
			if !s.updated.IsZero() {
				p.LastMod = s.updated.Format(time.DateOnly)
			}
			for _, a := range s.alternates {
				p.Alternates = append(p.Alternates, link{"alternate", a.Tag, a.URL})
			}
			all.URLs = append(all.URLs, p)
		}
		want, err := one("sitemap.xml", all)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.sitemapFile("sitemap.xml", sheets); string(got.data) != string(want[0].data) {
			t.Errorf("%s\nwant\n%s", got.data, want[0].data)
		}
	}
}

package site

import (
	"encoding/xml"
	"testing"
)

// A sitemap is what encoding/xml makes of it, whatever stands in it.
func TestSitemapIsAsEncoded(t *testing.T) {
	type set struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		XHTML   string       `xml:"xmlns:xhtml,attr"`
		URLs    []sitemapURL `xml:"url"`
	}
	for _, urls := range [][]sitemapURL{nil, {{Loc: "https://help.example.com/"}}, {
		{Loc: "https://help.example.com/a&b/<c>'\"\t\n\x00/", LastMod: "2026-11-21", Alternates: []sitemapLink{{"alternate", "en", "https://help.example.com/a"}, {"alternate", "zh-CN", "https://help.example.com/帮助/\xff&\"/"}}},
		{Loc: "https://help.example.com/~b/", LastMod: "2026-11-20"},
	}} {
		want, err := one("sitemap.xml", set{XHTML: "http://www.w3.org/1999/xhtml", URLs: urls})
		if err != nil {
			t.Fatal(err)
		}
		if got := sitemapFile("sitemap.xml", urls); string(got.data) != string(want[0].data) {
			t.Errorf("%s\nwant\n%s", got.data, want[0].data)
		}
	}
}

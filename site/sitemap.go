package site

import (
	"bytes"
	"encoding/xml"
	"time"
)

// The sitemap protocol 0.9 with the alternates that search engines read from
// it; https://www.sitemaps.org/protocol.html.
type sitemapSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string        `xml:"loc"`
	LastMod    string        `xml:"lastmod,omitempty"`
	Alternates []sitemapLink `xml:"xhtml:link"`
}

type sitemapLink struct {
	Rel      string `xml:"rel,attr"`
	Hreflang string `xml:"hreflang,attr"`
	Href     string `xml:"href,attr"`
}

// sitemapLimit is how many addresses one file may hold by the protocol.
const sitemapLimit = 50_000

// sitemaps are the files that tell search engines all pages: one, or an index
// with its parts. A site without an address has none, for the protocol wants
// full ones.
func (m *model) sitemaps(sheets []*sheet) ([]file, error) {
	if m.address.origin == "" {
		return nil, nil
	}
	var urls []sitemapURL
	for _, s := range sheets {
		if s.unlisted || s.older {
			continue
		}
		u := sitemapURL{Loc: m.address.absolute(s.url)}
		if !s.updated.IsZero() {
			u.LastMod = s.updated.In(m.config.zone).Format(time.DateOnly)
		}
		for _, a := range s.alternates {
			u.Alternates = append(u.Alternates, sitemapLink{"alternate", a.Tag, a.URL})
		}
		urls = append(urls, u)
	}
	if len(urls) <= sitemapLimit {
		return one("sitemap.xml", sitemapSet{XHTML: "http://www.w3.org/1999/xhtml", URLs: urls})
	}
	return m.sitemapParts(urls)
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

func (m *model) sitemapParts(urls []sitemapURL) ([]file, error) {
	var files []file
	var index sitemapIndex
	for part := 1; len(urls) > 0; part++ {
		n := min(len(urls), sitemapLimit)
		name := "sitemap-" + itoa(part) + ".xml"
		f, err := one(name, sitemapSet{XHTML: "http://www.w3.org/1999/xhtml", URLs: urls[:n]})
		if err != nil {
			return nil, err
		}
		files, urls = append(files, f...), urls[n:]
		index.Maps = append(index.Maps, sitemapURL{Loc: m.address.absolute("/" + name)})
	}
	f, err := one("sitemap.xml", index)
	return append(files, f...), err
}

// one is a single XML file.
func one(name string, v any) ([]file, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return []file{{name, b.Bytes()}}, nil
}

package site

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
)

// The sitemap protocol 0.9 with the alternates that search engines read from
// it; https://www.sitemaps.org/protocol.html.
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
		return []file{sitemapFile("sitemap.xml", urls)}, nil
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
		files, urls = append(files, sitemapFile(name, urls[:n])), urls[n:]
		index.Maps = append(index.Maps, sitemapURL{Loc: m.address.absolute("/" + name)})
	}
	f, err := one("sitemap.xml", index)
	return append(files, f...), err
}

// sitemapFile is a list of addresses. It is written as encoding/xml would write it,
// which took a hundredth of a build for ten thousand of them.
func sitemapFile(name string, urls []sitemapURL) file {
	b := bytes.NewBuffer(make([]byte, 0, 256+len(urls)*256))
	text := func(s string) {
		if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune("<>&'\"", r) }) {
			_ = xml.EscapeText(b, []byte(s)) // buffers take everything
			return
		}
		b.WriteString(s)
	}
	part := func(before, s, after string) {
		b.WriteString(before)
		text(s)
		b.WriteString(after)
	}
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`)
	for i := range urls {
		u := &urls[i]
		part("\n <url>\n  <loc>", u.Loc, "</loc>")
		if u.LastMod != "" {
			part("\n  <lastmod>", u.LastMod, "</lastmod>")
		}
		for _, a := range u.Alternates {
			part("\n  <xhtml:link rel=\"", a.Rel, "")
			part(`" hreflang="`, a.Hreflang, "")
			part(`" href="`, a.Href, `"></xhtml:link>`)
		}
		b.WriteString("\n </url>")
	}
	if len(urls) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("</urlset>\n")
	return file{name, b.Bytes()}
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

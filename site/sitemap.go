package site

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"time"
)

// The sitemap protocol 0.9 with the alternates that search engines read from
// it; https://www.sitemaps.org/protocol.html.
type sitemapURL struct {
	Loc string `xml:"loc"`
}

// sitemapLimit is how many addresses one file may hold by the protocol.
const sitemapLimit = 50_000

// sitemaps are the files that tell search engines all pages: one, or an index
// with its parts. A site without an address has none, for the protocol wants
// full ones.
func (m *model) sitemaps(sheets []*sheet, write func(file) error) error {
	if m.address.origin == "" {
		return nil
	}
	sheets = slices.DeleteFunc(slices.Clone(sheets), func(s *sheet) bool { return s.unlisted || s.older })
	if len(sheets) <= sitemapLimit {
		return write(m.sitemapFile("sitemap.xml", sheets))
	}
	var index sitemapIndex
	for part := range slices.Chunk(sheets, sitemapLimit) {
		name := "sitemap-" + itoa(len(index.Maps)+1) + ".xml"
		if err := write(m.sitemapFile(name, part)); err != nil {
			return err
		}
		index.Maps = append(index.Maps, sitemapURL{Loc: m.address.absolute("/" + name)})
	}
	f, err := one("sitemap.xml", index)
	if err != nil {
		return err
	}
	return write(f[0])
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// sitemapFile is a list of addresses. It is written as encoding/xml would write it,
// which took a hundredth of a build for ten thousand of them.
func (m *model) sitemapFile(name string, sheets []*sheet) file {
	b := bytes.NewBuffer(make([]byte, 0, 256+len(sheets)*256))
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
	for _, s := range sheets {
		part("\n <url>\n  <loc>", m.address.absolute(s.url), "</loc>")
		if !s.updated.IsZero() {
			part("\n  <lastmod>", s.updated.In(m.config.zone).Format(time.DateOnly), "</lastmod>")
		}
		for _, a := range s.alternates {
			part("\n  <xhtml:link rel=\"alternate\" hreflang=\"", a.Tag, "")
			part(`" href="`, a.URL, `"></xhtml:link>`)
		}
		b.WriteString("\n </url>")
	}
	if len(sheets) > 0 {
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

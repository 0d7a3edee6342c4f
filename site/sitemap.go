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
// full ones. They say nothing of texts: kept says of each whether it is there already.
func (m *model) sitemaps(sheets []*sheet, kept func(name string) bool, write func(file) error) error {
	if m.address.origin == "" {
		return nil
	}
	sheets = slices.DeleteFunc(slices.Clone(sheets), func(s *sheet) bool { return s.unlisted || s.older })
	if len(sheets) <= sitemapLimit {
		if kept("sitemap.xml") {
			return nil
		}
		return write(m.sitemapFile("sitemap.xml", sheets))
	}
	var index sitemapIndex
	for part := range slices.Chunk(sheets, sitemapLimit) {
		name := "sitemap-" + itoa(len(index.Maps)+1) + ".xml"
		if !kept(name) {
			if err := write(m.sitemapFile(name, part)); err != nil {
				return err
			}
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
	var b []byte
	b = append(b, xml.Header+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`...)
	part := func(before, s, after string) {
		b = append(appendXML(append(b, before...), s), after...)
	}
	for i, s := range sheets {
		if i == 1 { // most are about as long as the first
			b = slices.Grow(b, len(b)*len(sheets))
		}
		part("\n <url>\n  <loc>", m.address.origin, "")
		part("", m.address.href(s.url), "</loc>")
		if !s.updated.IsZero() {
			b = s.updated.In(m.config.zone).AppendFormat(append(b, "\n  <lastmod>"...), time.DateOnly)
			b = append(b, "</lastmod>"...)
		}
		for _, a := range s.alternates {
			part("\n  <xhtml:link rel=\"alternate\" hreflang=\"", a.Tag, "")
			part(`" href="`, a.URL, `"></xhtml:link>`)
		}
		b = append(b, "\n </url>"...)
	}
	if len(sheets) > 0 {
		b = append(b, '\n')
	}
	return file{name, append(b, "</urlset>\n"...)}
}

// appendXML appends a text as encoding/xml writes it. Most need no escapes.
func appendXML(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || strings.IndexByte("<>&'\"", c) >= 0 {
			to := bytes.NewBuffer(b)
			_ = xml.EscapeText(to, []byte(s)) // buffers take everything
			return to.Bytes()
		}
	}
	return append(b, s...)
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

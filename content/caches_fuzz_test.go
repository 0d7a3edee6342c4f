package content

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/mutate"
	"deskbell/diag/wire"
)

// Whatever a memory of articles holds, it is taken or not, and what is taken says
// the same when it is written again.
func FuzzArticleMemory(f *testing.F) {
	m := &Memory{list: []*record{{source: "a.md", stamp: Stamp{Size: 3}, head: "head", text: "text"}, {source: "b/中.md", sum: Key{1}}}}
	m.index()
	whole := m.Encode(1 << 60)
	body := whole[len(memoryVersion)+len(Key{}) : len(whole)-sha256.Size]
	for _, text := range mutate.Texts(200, body) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		text := append(bytes.Clone(whole[:len(memoryVersion)+len(Key{})]), body...)
		sum := sha256.Sum256(text) // or nothing would get beyond it
		got := DecodeMemory(append(text, sum[:]...))
		if got == nil {
			return
		}
		if len(got.list) > len(body) {
			t.Fatalf("%d records of %d bytes", len(got.list), len(body))
		}
		if again := DecodeMemory(got.Encode(1 << 60)); again == nil || len(again.list) != len(got.list) {
			t.Fatalf("%x comes back as %+v", body, again)
		}
	})
}

// Whatever the store holds of a text, reading it ends.
func FuzzStoredText(f *testing.F) {
	d := markdown.New(markdown.Options{}).Convert(diag.NewSource("a.md", []byte("# T\n\n## One {#a}\n\n[x](#a) text\n\n```go\nx\n```\n")), 0, "en", nil, &diag.List{})
	var w, told wire.Writer
	d.Encode(&w)
	told.Diagnostics([]diag.Diagnostic{{ID: "x", Message: "m", Pos: diag.Position{File: "a.md", Line: 1}}})
	for _, text := range mutate.Texts(200, w.B, told.B) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r := wire.NewReader(text)
		if d := markdown.DecodeDocument(r); d != nil && r.Err() == nil {
			for _, s := range d.Sections {
				if s.Start < 0 || s.End > len(d.HTML) || s.Start > s.End {
					t.Fatalf("section %d to %d of %d bytes", s.Start, s.End, len(d.HTML))
				}
			}
		}
		decodeQuestions(wire.NewReader(text))
		if told := readTold(wire.NewReader(text)); told != nil && len(told.problems) > len(text) {
			t.Fatalf("%d problems of %d bytes", len(told.problems), len(text))
		}
	})
}

// Whatever two versions are, one is above the other or they are the same, seen
// from both sides.
func FuzzVersions(f *testing.F) {
	for i, text := range mutate.Strings(150, "4.10.0", "v5.0.0-beta.2+build", "2026.1", "1..2", "4.x") {
		f.Add(text, []string{"4.9", "5.0.0", "v5.0.0-beta.11", ""}[i%4])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if x, y := CompareVersions(a, b), CompareVersions(b, a); x != -y || CompareVersions(a, a) != 0 {
			t.Fatalf("%q and %q: %d and %d", a, b, x, y)
		}
	})
}

// Whatever a translation says of its original, reading ends, and it is not its own.
func FuzzTranslations(f *testing.F) {
	for _, text := range mutate.Strings(150, "source_hash: 0123456789ab\n", "translation: a\nsource_hash: x\n", "lang: zh-CN\nslug: b\n") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, head string) {
		files := fstest.MapFS{"content/en/a.md": {Data: []byte("# A\n")}, "content/zh-CN/a.md": {Data: fmt.Appendf(nil, "---\n%s\n---\n# A\n", head)}}
		var list diag.List
		for _, p := range Read(Config{FS: files, Dir: "content", Languages: []string{"en", "zh-CN"}}, &list).Pages {
			if p.Original == p || len(p.SourceHash()) != 12 {
				t.Fatalf("%s: %v %s", p.Source, p.Original, p.SourceHash())
			}
		}
	})
}

// Whatever a picture holds, its size and how it is turned are found or not.
func FuzzPictures(f *testing.F) {
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x10\x00\x00\x00\x20\x08\x06\x00\x00\x00\x00\x00\x00\x00"
	jpeg := "\xff\xd8\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00\xff\xc0\x00\x11\x08\x00\x10\x00\x20\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
	webp := "RIFF\x24\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x0f\x00\x00\x1f\x00\x00"
	for i, text := range mutate.Strings(120, png, jpeg, webp, "GIF89a\x10\x00\x20\x00\x00\x00\x00", `<svg xmlns="http://www.w3.org/2000/svg" width="1e99" height="-3" viewBox="0 0 1 2"/>`) {
		f.Add(byte(i), []byte(text))
	}
	names := []string{"a.png", "a.jpg", "a.webp", "a.gif", "a.svg", "a.avif"}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		if size := PictureSize(data, names[int(which)%len(names)]); size.X < 0 || size.Y < 0 {
			t.Fatalf("a picture of %v", size)
		}
		if o := Orientation(data); o < 0 {
			t.Fatalf("turned %d", o)
		}
		total := 0
		for _, segment := range JPEGSegments(data) {
			total += len(segment)
		}
		if total > len(data) {
			t.Fatalf("segments of %d bytes in %d", total, len(data))
		}
	})
}

var tagLike = regexp.MustCompile(`(?i)(^|[^\\])<(script|style|iframe|img)`)

// Whatever the HTML of a page is, its Markdown for programs is text, and nothing
// that is no text in it becomes a tag or a script's address.
func FuzzFromHTML(f *testing.F) {
	f.Add("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
	for _, text := range mutate.Strings(60, `<p>a <em>b</em> <a href="/x/" class="external">c</a> &lt;script&gt; <code>x | y</code></p>`, `<ul><li class="task"><label><input type="checkbox" disabled> a</label></li></ul>`,
		`<div class="table"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b|c</td></tr></tbody></table></div>`, `<figure class="code"><pre><code class="chroma"><span class="k">if</span></code></pre></figure>`, `<aside class="note"><p>N</p></aside><details><summary>s</summary></details>`) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > 1<<14 {
			return
		}
		got := string(markdown.FromHTML(nil, []byte(page), func(to, href []byte) []byte { return append(to, href...) }))
		if utf8.ValidString(page) && !utf8.ValidString(got) {
			t.Fatalf("%q becomes %q, which is no UTF-8", page, got)
		}
		if len(got) > 50*len(page)+1000 {
			t.Fatalf("%d bytes of %d", len(got), len(page))
		}
		if !strings.Contains(page, "<code") && !strings.Contains(page, "<pre") && tagLike.MatchString(got) {
			t.Fatalf("%q becomes %q, in which text is a tag", page, got)
		}
		html := markdown.New(markdown.Options{}).Convert(diag.NewSource("a.md", []byte(strings.ReplaceAll(got, "\x00", ""))), 0, "en", nil, &diag.List{}).HTML
		for _, tag := range []string{"<script", "<style", "<iframe", `href="javascript:`} {
			if strings.Contains(strings.ToLower(html), tag) {
				t.Fatalf("%q becomes %q, and that %s", page, got, html)
			}
		}
	})
}

package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"deskbell/diag/mutate"

	"golang.org/x/net/html"
)

// oddPages have in them what readers of HTML take in different ways.
var oddPages = []string{
	`<p>a <em>b</em> <a href="/x/?a&amp;b&copy=1&notit;" class="external  copy">c</a> &lt;script&gt; &#34;&#x4e2d;&copy;&copyx&nosuch; <code>x | y</code></p>`,
	`<ul><li CLASS=task><Label><input type="checkbox" checked disabled> a</label></li></ul><p a=/><p a='x>y' b = "c" =d e/f>`,
	"<!-- a --><!-- b --!>c<!--><!DOCTYPE html><?x?></><1></1><textarea>a&lt;<b></textarea><xmp>x<b>&lt;</XMP ><title/>y</title>\r\nz\r",
	`<dl><dt>a</dt><dd>b</dd><dd><p>x</p><p>y</p></dd></dl><ol start="3"><li>a<ul><li>b</ul><li></ol><blockquote><p>q<hr></blockquote>`,
	`<figure class="code" data-lang="go"><figcaption>T <span class="lang">go</span></figcaption><pre><code class="chroma"><span class="k">if</span> &amp;</code></pre></figure>`,
	`<table><caption>c</caption><tr><th>a|</th></tr><tr><td>b<br>c</td></tr></table><svg/><path d="x"/></svg><b/>x<br/></p><foo-bar></FOO-BAR>`,
}

// TestScannerReadsAsBrowsers holds that pages are cut as the library does that
// follows the standard, whole and damaged.
func TestScannerReadsAsBrowsers(t *testing.T) {
	for _, page := range mutate.Strings(2000, oddPages...) {
		page = strings.ReplaceAll(page, "\x00", "")
		got, twice := scannedTokens(page)
		if want := libraryTokens(page); got != want && !twice {
			t.Fatalf("%q is cut into\n%s\nand not\n%s", page, got, want)
		}
	}
}

// scannedTokens are a page's texts and tags. twice says that a tag has an attribute
// twice: the library decides by the first whether <a b=c b=/> is closed.
func scannedTokens(page string) (tokens string, twice bool) {
	var b strings.Builder
	read := tree{scanner: scanner{page: []byte(page)}}
	for {
		switch kind := read.scan(); kind {
		case atEnd:
			return b.String(), twice
		case atText:
			tag, text := read.textToken()
			if tag == encodedText {
				text = appendDecoded(nil, text, false)
			}
			fmt.Fprintf(&b, "%q\n", text)
		default:
			fmt.Fprintf(&b, "%d %t %s", kind, read.closed && kind == atStart, small(read.token))
			if kind == atStart {
				seen := map[string]bool{}
				for key, value, rest := nextAttr(read.attrs); len(key) > 0; key, value, rest = nextAttr(rest) {
					name := small(key)
					if seen[name] {
						twice = true
						continue
					}
					seen[name] = true
					fmt.Fprintf(&b, " %q=%q", name, decodedAttr(value))
				}
			}
			b.WriteByte('\n')
		}
	}
}

// small is a name in small letters; others than those of ASCII stay.
func small(name []byte) string {
	name = bytes.Clone(name)
	for i, c := range name {
		name[i] = lower(c)
	}
	return string(name)
}

func libraryTokens(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	kinds := map[html.TokenType]token{html.StartTagToken: atStart, html.SelfClosingTagToken: atStart, html.EndTagToken: atEndTag}
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			fmt.Fprintf(&b, "%q\n", z.Text())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			fmt.Fprintf(&b, "%d %t %s", kinds[kind], kind == html.SelfClosingTagToken, name)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				fmt.Fprintf(&b, " %q=%q", key, value)
			}
			b.WriteByte('\n')
		}
	}
}

// TestFromHTMLIsLinear holds that no page takes more than its length is worth.
func TestFromHTMLIsLinear(t *testing.T) {
	const n = 200_000
	for _, page := range []string{
		strings.Repeat("<", n), strings.Repeat("</", n), strings.Repeat("&", n), "<code>" + strings.Repeat("`", n), "<pre>" + strings.Repeat("`", n),
		strings.Repeat("<b>", n), strings.Repeat("<pre>", n), strings.Repeat("<!--", n), strings.Repeat("<a x='", n), "&" + strings.Repeat("a", n),
		strings.Repeat("<p>", 1000) + strings.Repeat("</x>", n), strings.Repeat("<br>", n), strings.Repeat("<td>", n), "<p class=\"" + strings.Repeat("a ", n) + "\">",
	} {
		if got := FromHTML(nil, []byte(page), asIs); len(got) > 10*len(page) {
			t.Errorf("%.20q… becomes %d bytes", page, len(got))
		}
	}
}

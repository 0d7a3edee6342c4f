package markdown

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// element is an element, or with an empty tag a text.
type element struct {
	tag, text string
	attrs     []htmlAttr
	children  []*element
}

type htmlAttr struct{ name, value string }

// attr is an attribute's value, or empty.
func (n *element) attr(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

func (n *element) has(name string) bool {
	return slices.ContainsFunc(n.attrs, func(a htmlAttr) bool { return a.name == name })
}

// voidTags are elements without an end.
var voidTags = names("img br hr input wbr track source col embed area")

// leftOut are elements that are pressed, drawn or for other programs.
var leftOut = names("script style template svg button form select nav noscript input head")

// leftOutClasses are parts of pages that say nothing of the article, or only
// what held when the page was made.
var leftOutClasses = []string{"permalink", "faq-tools", "open-now", "heading-link", "copy", "support-left", "to-calendar"}

// parseTree reads HTML that this program wrote, or sanitised, as a tree. What is
// left out of Markdown is not in it.
func parseTree(page []byte) *element {
	root := &element{tag: "div"}
	open := []*element{root}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		last := open[len(open)-1]
		switch kind {
		case html.ErrorToken:
			return root
		case html.TextToken:
			last.children = append(last.children, &element{text: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			n, skipped := startTag(z)
			void := voidTags[n.tag] || kind == html.SelfClosingTagToken
			switch {
			case skipped:
				if !void {
					contentOf(z, n.tag)
				}
				continue
			case n.tag == "pre" && !void:
				n.children = []*element{{text: contentOf(z, n.tag)}}
			case !void && len(open) < maxTree:
				open = append(open, n)
			}
			last.children = append(last.children, n)
		case html.EndTagToken:
			name, _ := z.TagName()
			for i := len(open) - 1; i > 0; i-- {
				if open[i].tag == string(name) {
					open = open[:i]
					break
				}
			}
		}
	}
}

// maxTree is how deep a tree may grow; what is deeper becomes flat.
const maxTree = 500

// contentOf is the text up to the end of the element of a tag that was just begun.
func contentOf(z *html.Tokenizer, tag string) string {
	var text []byte
	for depth := 1; ; {
		switch z.Next() {
		case html.ErrorToken:
			return string(text)
		case html.TextToken:
			text = append(text, z.Text()...)
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == tag {
				depth++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == tag {
				if depth--; depth == 0 {
					return string(text)
				}
			}
		}
	}
}

// startTag reads an element's tag, and says whether the element is left out.
func startTag(z *html.Tokenizer) (n *element, skipped bool) {
	name, more := z.TagName()
	n = &element{tag: atom.String(name)}
	pressed := leftOut[n.tag]
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch k := atom.String(key); k {
		case "hidden":
			skipped = true
		case "type":
			pressed = pressed && string(value) != "checkbox"
		case "role":
			skipped = skipped || string(value) == "doc-backlink"
		case "class":
			n.attrs = append(n.attrs, htmlAttr{k, string(value)})
			for class := range strings.FieldsSeq(n.attrs[len(n.attrs)-1].value) {
				skipped = skipped || slices.Contains(leftOutClasses, class)
			}
		case "href", "src", "alt", "data-lang", "start", "checked":
			n.attrs = append(n.attrs, htmlAttr{k, string(value)})
		}
	}
	return n, skipped || pressed
}

func (n *element) hasClass(name string) bool {
	for class := range strings.FieldsSeq(n.attr("class")) {
		if class == name {
			return true
		}
	}
	return false
}

package markdown

import "bytes"

// element is an element, or a text.
type element struct {
	tag   *tag
	class class
	text  []byte // of an element its attributes, as the page has them
	first *element
	last  *element
	next  *element // what follows in the same element
}

// tree reads HTML that this program wrote, or sanitised, as a tree. What is
// left out of Markdown is not in it. Texts are parts of the page: it must not
// change while the tree is in use.
type tree struct {
	scanner
	slab []element // for those to come
	open []opened
	text []byte // of code
}

// opened is an element whose end is still to come.
type opened struct {
	*element
	name []byte
}

// maxTree is how deep a tree may grow; what is deeper becomes flat.
const maxTree = 500

// maxSlab is how many elements have their room kept for the next page at most.
const maxSlab = 1 << 14

// reset lets go of the page, and says whether the room is worth keeping.
func (t *tree) reset() bool {
	clear(t.slab)
	clear(t.open[:cap(t.open)])
	t.scanner = scanner{spans: t.spans[:0]}
	t.slab, t.open, t.text = t.slab[:0], t.open[:0], t.text[:0]
	return cap(t.slab) <= maxSlab && cap(t.spans) <= maxSlab && cap(t.text) <= maxReversing
}

// add makes an element, the last of those in the one that is open.
func (t *tree) add(kind *tag, text []byte) *element {
	if len(t.slab) == cap(t.slab) {
		t.slab = make([]element, 0, max(256, 2*cap(t.slab)))
	}
	t.slab = t.slab[:len(t.slab)+1]
	n := &t.slab[len(t.slab)-1]
	n.tag, n.text = kind, text
	if len(t.open) > 0 {
		t.open[len(t.open)-1].append(n)
	}
	return n
}

func (n *element) append(c *element) {
	if n.last == nil {
		n.first = c
	} else {
		n.last.next = c
	}
	n.last = c
}

func (t *tree) parse(page []byte) *element {
	t.page = page
	root := t.add(tags["div"], nil)
	t.open = append(t.open, opened{root, nil})
	for {
		switch t.scan() {
		case atEnd:
			return root
		case atText:
			t.add(t.textToken())
		case atStart:
			t.startTag()
		case atEndTag:
			t.endTag()
		}
	}
}

// textToken is the text that was just read. Line ends are one character.
func (t *tree) textToken() (*tag, []byte) {
	text := t.token
	if bytes.IndexByte(text, '\r') >= 0 {
		text = oneLineEnd(text)
	}
	if t.rawToken {
		return decodedText, text
	}
	return encodedText, text
}

// startTag takes the element whose tag was just read, unless it is left out.
func (t *tree) startTag() {
	kind := tagOf(t.token)
	name, pressed, skipped := t.token, kind.left, false
	void := kind.void || t.closed
	var set class
	var seen struct{ class, kind, role bool }
	for _, a := range t.spans {
		value := t.page[a.value:a.valueEnd]
		switch attrName(t.page[a.key:a.keyEnd]) {
		case "hidden":
			skipped = true
		case "type":
			pressed = pressed && (seen.kind || string(decodedAttr(value)) != "checkbox")
			seen.kind = true
		case "role":
			skipped = skipped || !seen.role && string(decodedAttr(value)) == "doc-backlink"
			seen.role = true
		case "class":
			if !seen.class {
				for name := range bytes.FieldsSeq(decodedAttr(value)) {
					set |= classes[string(name)]
				}
			}
			seen.class = true
		}
	}
	if skipped || pressed || set&isLeft != 0 {
		if !void {
			t.contentOf(name, false)
		}
		return
	}
	n := t.add(kind, t.attrs)
	n.class = set
	switch {
	case kind.name == "pre" && !void:
		size := len(t.text)
		t.contentOf(name, true)
		t.open = append(t.open, opened{n, name})
		t.add(decodedText, t.text[size:])
		t.open = t.open[:len(t.open)-1]
	case !void && len(t.open) < maxTree:
		t.open = append(t.open, opened{n, name})
	}
}

// endTag closes the element that was opened last under the name just read, and all
// within it.
func (t *tree) endTag() {
	kind := tagOf(t.token)
	for i := len(t.open) - 1; i > 0; i-- {
		if t.open[i].tag == kind && (kind != otherTag || sameName(t.open[i].name, t.token)) {
			t.open = t.open[:i]
			return
		}
	}
}

// contentOf reads up to the end of the element of a name that was just begun. It
// adds the texts on the way to that of code, if wanted.
func (t *tree) contentOf(name []byte, wanted bool) {
	for depth := 1; ; {
		if wanted && len(t.raw) == 0 {
			t.skipSpans()
		}
		switch t.scan() {
		case atEnd:
			return
		case atText:
			if !wanted {
				continue
			}
			if kind, text := t.textToken(); kind == encodedText {
				t.text = appendDecoded(t.text, text, false)
			} else {
				t.text = append(t.text, text...)
			}
		case atStart:
			if !t.closed && sameName(t.token, name) {
				depth++
			}
		case atEndTag:
			if sameName(t.token, name) {
				if depth--; depth == 0 {
					return
				}
			}
		}
	}
}

// skipSpans passes over what colours code: most of its tags.
func (z *scanner) skipSpans() {
	for z.at < len(z.page) && z.page[z.at] == '<' {
		rest := z.page[z.at:]
		if bytes.HasPrefix(rest, []byte("</span>")) {
			z.at += len("</span>")
			continue
		}
		if !bytes.HasPrefix(rest, []byte(`<span class="`)) {
			return
		}
		end := len(`<span class="`) + indexOr(rest[len(`<span class="`):], '"') + 1
		if end >= len(rest) || rest[end] != '>' {
			return
		}
		z.at += end + 1
	}
}

// attr is an attribute's value, or empty.
func (n *element) attr(name string) []byte {
	value, _ := n.find(name)
	return decodedAttr(value)
}

func (n *element) has(name string) bool {
	_, ok := n.find(name)
	return ok
}

func (n *element) find(name string) (value []byte, ok bool) {
	for rest := n.text; len(rest) > 0; {
		var key []byte
		if key, value, rest = nextAttr(rest); string(key) == name || isName(key, name) {
			return value, true
		}
	}
	return nil, false
}

// appendPlain appends the text of an element as it stands.
func (n *element) appendPlain(to []byte) []byte {
	switch n.tag {
	case encodedText:
		return appendDecoded(to, n.text, false)
	case decodedText:
		return append(to, n.text...)
	}
	for c := n.first; c != nil; c = c.next {
		to = c.appendPlain(to)
	}
	return to
}

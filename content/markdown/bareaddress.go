package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Looking for bare addresses makes goldmark stop at each space of a text, which is a
// fifth of the parsing of prose. Most texts have none, which is seen at a glance: they
// are parsed without.

// bare is what may begin a bare address as goldmark reads it.
var bare = [][]byte{[]byte("http"), []byte("ftp:"), []byte("www.")}

// bareAddresses says whether a text may have a bare address. Those that stand where a
// link's destination begins are counted: they are none if each of them is read as one.
func bareAddresses(text []byte) (some bool, destinations int) {
	for rest := 0; ; {
		i := bytes.IndexByte(text[rest:], '@')
		if i < 0 {
			break
		}
		at := rest + i
		if at > 0 && mailByte(text[at-1]) && at+1 < len(text) && util.IsAlphaNumeric(text[at+1]) {
			return true, 0
		}
		rest = at + 1
	}
	for _, begin := range bare {
		for rest := 0; ; {
			i := bytes.Index(text[rest:], begin)
			if i < 0 {
				break
			}
			at := rest + i
			switch {
			case isDestination(text[:at]):
				destinations++
			case at == 0 || mayBegin(text[at-1]):
				return true, 0
			}
			rest = at + len(begin)
		}
	}
	return false, destinations
}

// isDestination says whether a link's destination begins behind the text.
func isDestination(before []byte) bool { return bytes.HasSuffix(before, []byte("](")) }

// mayBegin says whether an address may begin behind a byte: where a line or another
// inline begins or ends, but not within a word, an attribute or an address.
func mayBegin(b byte) bool {
	return b < 0x80 && !util.IsAlphaNumeric(b) && b != '"' && b != '\'' && b != '/' && b != '='
}

// mailByte says whether a byte may stand before the @ of a mail address.
func mailByte(b byte) bool {
	return util.IsAlphaNumeric(b) || strings.IndexByte(".!#$%&'*+/=?^_`{|}~-", b) >= 0
}

// destinationsKey is where a parser counts links whose destination begins as a bare
// address does: an *int, nil where it is not to be counted.
var destinationsKey = parser.NewContextKey()

// countDestination counts a link, which begins with the bracket that ends its text.
func countDestination(pc parser.Context, line []byte) {
	if n := pc.Get(destinationsKey).(*int); n != nil && len(line) > 2 && line[1] == '(' {
		for _, begin := range bare {
			if bytes.HasPrefix(line[2:], begin) {
				*n++
			}
		}
	}
}

// parseText makes the tree of a text, looking for bare addresses where there may be
// some: where what seemed to be a link's destination is none, in a second run. The
// page has so many blocks already.
func (c *Converter) parseText(src []byte, blocks int) (tree parsed) {
	some, want := bareAddresses(src)
	if !some {
		got := 0
		tree = c.parseWith(c.linked, src, &got, blocks)
		some = got != want
	}
	if some {
		tree = c.parseWith(c.parser, src, nil, blocks)
	}
	return tree
}

func (c *Converter) parseWith(p parser.Parser, src []byte, destinations *int, blocks int) parsed {
	pc := parser.NewContext()
	found := &findings{blocks: blocks}
	pc.Set(findingsKey, found)
	pc.Set(destinationsKey, destinations)
	return parsed{p.Parse(newLimitReader(src, pc, found, c.limits), parser.WithContext(pc)), found}
}

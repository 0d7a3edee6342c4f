package markdown

import (
	"maps"
	"slices"
)

// tag is what is known of the elements of a name.
type tag struct {
	name  string // empty for texts
	block bool   // stands by itself; all others are part of a line
	void  bool   // without an end
	left  bool   // pressed, drawn or for other programs: not in the tree
	raw   bool   // holds text alone, up to its end tag
}

var (
	encodedText = &tag{}            // as the page has it, with entities
	decodedText = &tag{}            // as it is
	otherTag    = &tag{name: "any"} // of no name that matters
)

var tags = func() map[string]*tag {
	all := map[string]*tag{}
	each := func(list string, set func(*tag)) {
		for name := range names(list) {
			if all[name] == nil {
				all[name] = &tag{name: name}
			}
			set(all[name])
		}
	}
	each("a b code del em i kbd s small span strong sub sup label time", func(*tag) {})
	each(`address article aside blockquote body dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
		header hr li main ol p pre section summary table tbody thead tfoot tr td th ul video caption`, func(t *tag) { t.block = true })
	each("img br hr input wbr track source col embed area", func(t *tag) { t.void = true })
	each("script style template svg button form select nav noscript input head", func(t *tag) { t.left = true })
	each("iframe noembed noframes noscript plaintext script style textarea title xmp", func(t *tag) { t.raw = true })
	return all
}()

// quickTags are most of the tags, at a place that a name gives.
var quickTags = func() (quick [512]*tag) {
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		quick[quickPlace([]byte(name))] = tags[name]
	}
	return quick
}()

func quickPlace(name []byte) int {
	return (int(name[0]) + int(name[len(name)-1])*7 + len(name)*67) & 511
}

// tagOf is what is known of the elements of a name, in letters of either case.
func tagOf(name []byte) *tag {
	if t := quickTags[quickPlace(name)]; t != nil && t.name == string(name) {
		return t
	}
	var small [16]byte // no name that matters is longer
	if len(name) > len(small) {
		return otherTag
	}
	for i, c := range name {
		small[i] = lower(c)
	}
	if t := tags[string(small[:len(name)])]; t != nil {
		return t
	}
	return otherTag
}

// class is a set of what classes say of an element.
type class uint8

const (
	isLeft   class = 1 << iota // says nothing of the article, or only what held when the page was made
	isTitle                    // stands for a heading of a part
	isCode                     // a figure of code
	isLang                     // the name of the language of code
	isNumber                   // the number of a solution
	isApart                    // has spaces around it
)

var classes = map[string]class{
	"permalink": isLeft, "faq-tools": isLeft, "open-now": isLeft, "heading-link": isLeft, "copy": isLeft, "support-left": isLeft, "to-calendar": isLeft,
	"tab-title": isTitle, "admonition-title": isTitle, "flow-question": isTitle,
	"code": isCode, "lang": isLang, "solution-number": isNumber, "tag": isApart, "state-word": isApart, "when": isApart,
}

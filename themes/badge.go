package themes

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"time"
	"unicode/utf8"
)

// badgeColors are the tones' colours behind white text, each with a contrast of
// at least 4.5:1. A badge stands on other sites, so that the theme's own colours
// do not reach it.
var badgeColors = map[string]string{
	"ok":          "#1a7540",
	"degraded":    "#855c00",
	"partial":     "#a34708",
	"outage":      "#b3261e",
	"maintenance": "#5b4bb5",
	"unknown":     "#5f6368",
}

const (
	badgeHeight = 24
	badgePad    = 8
	badgeMark   = 12
)

// Badge is a picture for other sites: a name, and a state by shape, colour and
// word, with the time that it is of, for a picture that is kept goes stale.
// Fonts differ, so every text is fitted into the width that it was given.
func (l *Localized) Badge(name, state string, asOf time.Time) []byte {
	tn := tone(state)
	at := l.local(asOf)
	word := l.Text("status.state." + tonedState(tn))
	when := l.Text("status.badge.as_of", at.Format("2006-01-02 15:04")+" "+zoneName(at))
	left := badgePad + textWidth(name) + badgePad
	middle := badgePad + badgeMark + 6 + textWidth(word) + badgePad
	width := left + middle + badgePad + textWidth(when) + badgePad

	var b bytes.Buffer
	n := strconv.Itoa
	h := n(badgeHeight)
	label := escaped(l.Text("status.badge.label", name, word, when))
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + n(width) + `" height="` + h + `" viewBox="0 0 ` + n(width) + " " + h + `" role="img" aria-label="` + label + `">`)
	b.WriteString(`<title>` + label + `</title><clipPath id="r"><rect width="` + n(width) + `" height="` + h + `" rx="4"/></clipPath><g clip-path="url(#r)">`)
	b.WriteString(`<rect width="` + n(width) + `" height="` + h + `" fill="#3b4049"/><rect x="` + n(left) + `" width="` + n(middle) + `" height="` + h + `" fill="` + badgeColors[tn] + `"/></g>`)
	b.WriteString(`<g fill="#fff" transform="translate(` + n(left+badgePad) + ` 6) scale(0.75)">` + badgeShape(tn) + `</g>`)
	b.WriteString(`<g fill="#fff" font-family="-apple-system,Segoe UI,Roboto,Noto Sans,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif" font-size="12">`)
	badgeText(&b, badgePad, name)
	badgeText(&b, left+badgePad+badgeMark+6, word)
	badgeText(&b, left+middle+badgePad, when)
	b.WriteString("</g></svg>\n")
	return b.Bytes()
}

func badgeText(b *bytes.Buffer, x int, s string) {
	b.WriteString(`<text x="` + strconv.Itoa(x) + `" y="16" textLength="` + strconv.Itoa(textWidth(s)) + `" lengthAdjust="spacingAndGlyphs">` + escaped(s) + `</text>`)
}

// badgeShape is a tone's shape with its hollow part drawn by attributes: a
// picture has no style sheet.
func badgeShape(tn string) string {
	return string(bytes.ReplaceAll([]byte(shapes[tn]), []byte(`class="hollow"`), []byte(`fill="none" stroke="#fff" stroke-width="1.75"`)))
}

// tonedState is the state whose tone it is.
func tonedState(tn string) string {
	for _, s := range stateOrder {
		if tones[s] == tn {
			return s
		}
	}
	return "no_data"
}

// textWidth is about how wide a text is at 12 pixels: Han characters and their
// like are square, others little more than half as wide.
func textWidth(s string) int {
	tenths := 0
	for _, r := range s {
		switch {
		case r >= 0x2e80:
			tenths += 120
		case r >= 'A' && r <= 'Z', r == 'm', r == 'w':
			tenths += 82
		case r == ' ', r == 'i', r == 'l', r == 'j', r == 't', r == 'f', r == '.', r == ',', r == ':', r == '-':
			tenths += 38
		default:
			tenths += 67
		}
	}
	return (tenths + 9) / 10
}

// escaped is text for XML. What is no character there is left out.
func escaped(s string) string {
	clean := make([]byte, 0, len(s))
	for _, r := range s {
		if r >= ' ' && r != utf8.RuneError && r != 0xfffe && r != 0xffff {
			clean = utf8.AppendRune(clean, r)
		}
	}
	var b bytes.Buffer
	if xml.EscapeText(&b, clean) != nil {
		return "" // a Buffer takes everything
	}
	return b.String()
}

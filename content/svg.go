package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"deskbell/diag"
)

// A page shows a picture as an <img>, in which nothing runs. But its address may
// be opened by itself: an SVG is then a document of the site's, with scripts if
// it has any, and not every host sends the policy that forbids them. So an SVG
// is read as a browser reads it, and one that could run or load anything is
// refused.

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// svgElements are the elements of SVG 1.1 and 2 that draw or animate. What they
// lack are script, foreignObject, handler, listener, iframe, audio and video.
var svgElements = setOf(`svg g defs symbol use switch title desc metadata a style image view
	path rect circle ellipse line polyline polygon text tspan textPath tref
	linearGradient radialGradient stop pattern mask clipPath marker filter solidcolor hatch hatchpath mesh meshgradient meshpatch meshrow
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
	feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
	feSpotLight feTile feTurbulence animate animateColor animateMotion animateTransform set mpath discard
	font font-face font-face-format font-face-name font-face-src font-face-uri glyph glyphRef hkern vkern missing-glyph altGlyph altGlyphDef altGlyphItem
	color-profile cursor`)

// actingSpaces are the other namespaces that browsers give a meaning to;
// elements of any further one, such as an editor's, do nothing.
var actingSpaces = setOf(`http://www.w3.org/1999/xhtml http://www.w3.org/1998/Math/MathML http://www.w3.org/2001/xml-events http://www.w3.org/1999/XSL/Transform`)

func setOf(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// CheckSVG reports what in a picture could run or load something when it is
// opened by itself, and pictures that are no XML.
func CheckSVG(site fs.FS, source string, list *diag.List) {
	if !strings.EqualFold(path.Ext(source), ".svg") {
		return
	}
	text, err := fs.ReadFile(site, source)
	if err != nil {
		(&walker{list: list}).unreadable(source, err)
		return
	}
	src := diag.NewSource(source, text)
	if offset, wrong, hint := wrongInSVG(text); wrong != "" {
		list.Errorf("svg-active", src.At(offset), hint, "%s", wrong)
	}
}

const (
	svgExport = "export the picture as plain SVG, without scripts, or as PNG"
	svgInline = "put it into the picture, or leave it away"
)

// wrongInSVG is the first thing in an SVG that may not be, with the byte behind
// which it stands, and how to mend it.
func wrongInSVG(text []byte) (offset int, wrong, hint string) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, bom)))
	shift := len(text) - len(bytes.TrimPrefix(text, bom))
	var style struct { // the outermost <style>: its text, whatever stands between
		depth, offset int
		text          []byte
	}
	for {
		offset = shift + int(d.InputOffset())
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return 0, "", ""
		case err != nil:
			var s *xml.SyntaxError
			if errors.As(err, &s) {
				err = errors.New(s.Msg)
			}
			return shift + int(d.InputOffset()), "the picture is no XML: " + err.Error(), "export it again, as UTF-8"
		}
		switch t := token.(type) {
		case xml.StartElement:
			wrong, hint = wrongElement(t)
			if style.depth > 0 || t.Name.Local == "style" {
				if style.depth++; style.depth == 1 {
					style.offset, style.text = offset, nil
				}
			}
		case xml.EndElement:
			if style.depth > 0 {
				if style.depth--; style.depth == 0 && loads(string(style.text)) {
					offset, wrong, hint = style.offset, "the picture's style loads from elsewhere", svgInline
				}
			}
		case xml.CharData:
			if style.depth > 0 {
				style.text = append(style.text, t...)
			}
		case xml.Directive:
			if bytes.ContainsAny(t, "[") {
				wrong, hint = "the picture declares entities", svgExport
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				wrong, hint = fmt.Sprintf("the picture has a processing instruction, <?%s", t.Target), svgExport
			}
		}
		if wrong != "" {
			return offset, wrong, hint
		}
	}
}

func wrongElement(e xml.StartElement) (wrong, hint string) {
	space, name := e.Name.Space, e.Name.Local
	if space == svgSpace && !svgElements[name] || actingSpaces[space] || strings.Contains(name, ":") {
		return fmt.Sprintf("the picture has an element <%s>, which could run something", name), svgExport
	}
	if space != svgSpace {
		return "", ""
	}
	for _, a := range e.Attr {
		local := strings.ToLower(a.Name.Local)
		switch {
		case a.Name.Space == "xmlns" || a.Name.Space == "" && local == "xmlns":
		case a.Name.Space == "" && strings.HasPrefix(local, "on"):
			return fmt.Sprintf("the picture has a handler, %s", a.Name.Local), svgExport
		case local == "attributename" && (strings.Contains(strings.ToLower(a.Value), "href") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Value)), "on")):
			return fmt.Sprintf("the picture animates %s", a.Value), svgExport
		case local == "href" || local == "src" || local == "base":
			if !harmlessTarget(a.Value, name) {
				return fmt.Sprintf("the picture leads to %.60q", a.Value), svgInline
			}
		case loads(a.Value):
			return fmt.Sprintf("the picture loads from elsewhere in %s", a.Name.Local), svgInline
		}
	}
	return "", ""
}

// harmlessTarget allows a place in the picture, a picture in it, a file of the
// site, and from <a> an address of the web.
func harmlessTarget(value, element string) bool {
	value = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1 // as browsers do
		}
		return r
	}, strings.ToLower(value))
	scheme, rest, ok := strings.Cut(value, ":")
	switch {
	case strings.HasPrefix(value, "#") || value == "":
		return true
	case strings.HasPrefix(value, "//"), strings.ContainsAny(value, `\`):
		return false
	case !ok || strings.ContainsAny(scheme, "/?#"):
		return true
	case scheme == "http" || scheme == "https" || scheme == "mailto":
		return element == "a"
	}
	for _, kind := range []string{"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif", "font/", "application/font", "application/x-font"} {
		if scheme == "data" && strings.HasPrefix(rest, kind) {
			return true
		}
	}
	return false
}

// loads says whether CSS, in a style or an attribute, asks for another file, or
// hides with escapes what it asks for.
func loads(css string) bool {
	css = strings.ToLower(css)
	if strings.Contains(css, "@import") || strings.Contains(css, `\`) && strings.Contains(css, "(") {
		return true
	}
	for _, target := range strings.Split(css, "url(")[1:] {
		target, _, _ = strings.Cut(strings.TrimLeft(target, " \t\r\n\"'"), ")")
		if !harmlessTarget(strings.TrimRight(target, " \t\r\n\"'"), "") {
			return true
		}
	}
	return false
}

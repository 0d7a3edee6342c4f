package themes

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"path"
	"strings"

	"deskbell/diag"
)

// readIcons makes every icon an element that can stand in a page: hidden from
// screen readers, in the colour of the text beside it.
func readIcons(files fileset, list *diag.List) map[string]template.HTML {
	out := map[string]template.HTML{}
	own := builtinFiles()
	for _, name := range files.in("icons", ".svg") {
		src := files[name].src
		html, problem := icon(src)
		if problem != "" {
			list.Errorf("theme-icon", src.LineColumn(1, 1), "save it as plain SVG: one <svg> with a viewBox and shapes", "icon %s: %s", path.Base(name), problem)
			if f, ok := own[name]; ok {
				html, _ = icon(f.src)
			}
		}
		out[strings.TrimSuffix(path.Base(name), ".svg")] = html
	}
	return out
}

// iconParts are the elements and attributes that icons are made of. Nothing
// else is let through: no scripts, no styles, no references.
var iconParts = map[string]bool{
	"g": true, "path": true, "circle": true, "rect": true, "line": true, "polyline": true, "polygon": true, "ellipse": true,
	"d": true, "cx": true, "cy": true, "r": true, "rx": true, "ry": true, "x": true, "y": true, "x1": true, "x2": true,
	"y1": true, "y2": true, "width": true, "height": true, "points": true, "transform": true, "fill": true, "stroke": true,
	"stroke-width": true, "stroke-linecap": true, "stroke-linejoin": true, "fill-rule": true, "clip-rule": true, "opacity": true,
}

// icon rewrites an SVG file with what iconParts allow.
func icon(src *diag.Source) (html template.HTML, problem string) {
	dec := xml.NewDecoder(bytes.NewReader(src.Text))
	var b strings.Builder
	box := ""
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err.Error()
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "svg" {
				box = attribute(tok, "viewBox")
				continue
			}
			if !iconParts[tok.Name.Local] {
				return "", "element <" + tok.Name.Local + "> is not allowed"
			}
			b.WriteString("<" + tok.Name.Local)
			for _, a := range tok.Attr {
				if iconParts[a.Name.Local] {
					b.WriteString(" " + a.Name.Local + `="` + template.HTMLEscapeString(a.Value) + `"`)
				}
			}
			b.WriteString(">")
		case xml.EndElement:
			if tok.Name.Local != "svg" {
				b.WriteString("</" + tok.Name.Local + ">")
			}
		}
	}
	if box == "" {
		return "", "it has no viewBox"
	}
	return template.HTML(`<svg class="icon" viewBox="` + template.HTMLEscapeString(box) + `" aria-hidden="true">` + b.String() + `</svg>`), ""
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

package content

import (
	"bytes"
	"encoding/xml"
	"image"
	"math"
	"strconv"
	"strings"
)

// mostSVG is how wide or high a picture may say it is.
const mostSVG = 100_000

// svgSize is the width and height of an SVG in pixels: its own, else those of
// its view box, from which browsers take the shape of a picture without
// (https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS). It is 0 for a picture
// that says neither.
func svgSize(head []byte) image.Point {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, bom)))
	for {
		token, err := d.Token()
		if err != nil {
			return image.Point{}
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" {
			return image.Point{}
		}
		return rootSize(root.Attr)
	}
}

func rootSize(attributes []xml.Attr) image.Point {
	var own, box image.Point
	for _, a := range attributes {
		switch a.Name.Local {
		case "width":
			own.X = pixels(strings.TrimSuffix(a.Value, "px"))
		case "height":
			own.Y = pixels(strings.TrimSuffix(a.Value, "px"))
		case "viewBox":
			if f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(f) == 4 {
				box = image.Pt(pixels(f[2]), pixels(f[3]))
			}
		}
	}
	if own.X > 0 && own.Y > 0 {
		return own
	}
	if box.X == 0 || box.Y == 0 {
		return image.Point{}
	}
	return box
}

// pixels is a length without a unit, rounded; 0 for any other.
func pixels(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(f >= 0.5 && f <= mostSVG) {
		return 0
	}
	return int(math.Round(f))
}

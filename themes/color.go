package themes

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// rgb is a colour with channels from 0 to 1, gamma-encoded sRGB.
type rgb struct{ r, g, b float64 }

// oklch is a colour by lightness (0 to 1), chroma and hue (degrees).
type oklch struct{ l, c, h float64 }

// parseHex reads "#0a6" or "#00aa66".
func parseHex(s string) (rgb, bool) {
	s, ok := strings.CutPrefix(strings.TrimSpace(s), "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if !ok || len(s) != 6 || err != nil {
		return rgb{}, false
	}
	return rgb{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}, true
}

// hex is the nearest colour of 8 bits a channel.
func (c rgb) hex() string {
	byteOf := func(v float64) int { return int(math.Round(255 * min(max(v, 0), 1))) }
	return fmt.Sprintf("#%02x%02x%02x", byteOf(c.r), byteOf(c.g), byteOf(c.b))
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func encoded(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// luminance is WCAG's relative luminance.
func (c rgb) luminance() float64 {
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// contrast is WCAG's ratio of two colours, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func (c rgb) oklch() oklch {
	r, g, b := linear(c.r), linear(c.g), linear(c.b)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	L := 0.2104542553*l + 0.7936177850*m - 0.0040720468*s
	A := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	B := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return oklch{L, math.Hypot(A, B), math.Mod(math.Atan2(B, A)*180/math.Pi+360, 360)}
}

// rgb is the colour on a screen, of 8 bits a channel; a colour that screens
// lack loses chroma until it is one that they have.
func (c oklch) rgb() rgb {
	out, ok := c.exact()
	for !ok && c.c > 0 {
		c.c = max(0, c.c-0.002)
		out, ok = c.exact()
	}
	out, _ = parseHex(out.hex())
	return out
}

func (c oklch) exact() (rgb, bool) {
	sin, cos := math.Sincos(c.h * math.Pi / 180)
	a, b := c.c*cos, c.c*sin
	l := math.Pow(c.l+0.3963377774*a+0.2158037573*b, 3)
	m := math.Pow(c.l-0.1055613458*a-0.0638541728*b, 3)
	s := math.Pow(c.l-0.0894841775*a-1.2914855480*b, 3)
	out := rgb{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
	ok := true
	for _, v := range []*float64{&out.r, &out.g, &out.b} {
		ok = ok && *v > -0.0005 && *v < 1.0005
		*v = encoded(min(max(*v, 0), 1))
	}
	return out, ok
}

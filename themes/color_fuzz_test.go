package themes

import (
	"math"
	"testing"

	"deskbell/diag/mutate"
)

// Whatever a colour is written as, it is one of 8 bits a channel or none; what is
// one says so again, and has its place in the other space.
func FuzzColor(f *testing.F) {
	for _, text := range mutate.Strings(200, "#0a6", "#00aa66", "#FFF", " #123456 ", "#12", "red") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, ok := parseHex(text)
		if !ok {
			return
		}
		if again, ok := parseHex(c.hex()); !ok || again != c || len(c.hex()) != 7 {
			t.Fatalf("%q is %v, %s", text, c, c.hex())
		}
		o := c.oklch()
		if math.IsNaN(o.l+o.c+o.h) || o.l < -1e-6 || o.l > 1+1e-6 || o.c < 0 {
			t.Fatalf("%q is %+v", text, o)
		}
	})
}

package wire

import (
	"math"
	"slices"
	"testing"
)

func TestThereAndBack(t *testing.T) {
	var w Writer
	ints := []int{0, 1, -1, 63, 64, -64, -65, math.MaxInt, math.MinInt}
	for _, n := range ints {
		w.Int(n)
	}
	w.Bool(true)
	w.String("登录\x00")
	w.Bytes([]byte{1, 2})
	w.Strings([]string{"a", "", "c"})
	w.Strings(nil)
	r := NewReader(w.B)
	for _, n := range ints {
		if got := r.Int(); got != n {
			t.Errorf("%d for %d", got, n)
		}
	}
	if !r.Bool() || r.String() != "登录\x00" || r.String() != "\x01\x02" || !slices.Equal(r.Strings(), []string{"a", "", "c"}) || r.Strings() != nil || r.Err() != nil {
		t.Error("other values came back")
	}
}

// Whatever the bytes are, a reader ends and allocates no more than they allow.
func FuzzReader(f *testing.F) {
	var w Writer
	w.Strings([]string{"one", "two"})
	w.Int(-5)
	f.Add(w.B)
	f.Add([]byte{200, 1, 3, 'o', 'n', 'e'}) // a hundred strings
	f.Add([]byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		r := NewReader(b)
		for range 10 {
			if len(r.Strings()) > len(b) {
				t.Fatal("more strings than bytes")
			}
			_, _, _ = r.Int(), r.Bool(), r.String()
		}
		if len(b) < 10 && r.Err() == nil {
			t.Error("ten rounds of fewer bytes, and no error")
		}
	})
}

package mutate

import (
	"slices"
	"testing"
)

// The same texts each time, nearly all of them others than the seeds.
func TestTextsAreTheSame(t *testing.T) {
	a, b := Strings(100, "title: x\n", "", "[1, 2]"), Strings(100, "title: x\n", "", "[1, 2]")
	if len(a) != 303 || !slices.Equal(a, b) {
		t.Errorf("%d texts, the same: %v", len(a), slices.Equal(a, b))
	}
	slices.Sort(a)
	if n := len(slices.Compact(a)); n < 150 {
		t.Errorf("only %d of 303 differ", n)
	}
}

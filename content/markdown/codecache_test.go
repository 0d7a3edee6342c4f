package markdown

import (
	"bytes"
	"testing"

	"deskbell/diag"
)

const someCode = "```go\nfunc main() {}\n```\n"

func convertOnce(c *Converter, text string) string {
	return string(c.Convert(diag.NewSource("a.md", []byte(text)), 0, "en", nil, new(diag.List)).HTML)
}

func TestKeptCodeIsTheSame(t *testing.T) {
	first := New(Options{})
	want := convertOnce(first, someCode)
	cache := first.SaveCode()
	second := New(Options{})
	if !second.UseCode(cache) {
		t.Fatal("the cache was not taken")
	}
	if got := convertOnce(second, someCode); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if !bytes.Equal(second.SaveCode(), cache) {
		t.Error("the same build saves other bytes")
	}
}

func TestWhatWasNotUsedIsForgotten(t *testing.T) {
	first := New(Options{})
	convertOnce(first, someCode)
	second := New(Options{})
	second.UseCode(first.SaveCode())
	convertOnce(second, "nothing")
	if len(second.SaveCode()) >= len(first.SaveCode()) {
		t.Error("an unused entry was kept")
	}
}

func TestDamagedCodeIsNotUsed(t *testing.T) {
	first := New(Options{})
	convertOnce(first, someCode)
	cache := first.SaveCode()
	for i := range cache {
		damaged := bytes.Clone(cache)
		damaged[i] ^= 1
		if New(Options{}).UseCode(damaged) {
			t.Fatalf("taken with byte %d flipped", i)
		}
	}
	for n := range cache {
		if New(Options{}).UseCode(cache[:n]) {
			t.Fatalf("taken when cut to %d bytes", n)
		}
	}
}

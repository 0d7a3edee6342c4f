package markdown

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	gold "github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Runs of backticks are read as by the parser below, whatever stands between them.
func TestCodeSpansAreThoseOfCommonMark(t *testing.T) {
	with, replaced := parser.DefaultInlineParsers(), false
	for i, p := range with {
		if below, ok := p.Value.(parser.InlineParser); ok && below == parser.NewCodeSpanParser() {
			with[i] = util.Prioritized(codeSpanParser{below}, p.Priority)
			replaced = true
		}
	}
	ours := gold.New(gold.WithParser(parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(with...), parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))))
	theirs := gold.New()
	parts := []string{"`", "``", "```", "`", "a", " ", "\\", "*", "[", "](b)", "\n", "\n> ", "\n\n", "<a `", "<b>", "中", "\t", "- ", "    "}
	random := rand.New(rand.NewPCG(1, 2))
	spans := 0
	for range 20_000 {
		var text strings.Builder
		for range random.IntN(24) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		var got, want bytes.Buffer
		if err := ours.Convert([]byte(text.String()), &got); err != nil {
			t.Fatal(err)
		}
		if err := theirs.Convert([]byte(text.String()), &want); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Fatalf("%q\ngives  %s\nwanted %s", text.String(), got.String(), want.String())
		}
		spans += bytes.Count(want.Bytes(), []byte("<code>"))
	}
	if !replaced || spans < 5000 {
		t.Errorf("replaced: %v, with only %d pieces of code", replaced, spans)
	}
}

package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func example() *Table {
	t := &Table{
		Title: Words{"Bytes", "字节"},
		Head:  []Words{{"figure", "指标"}, Same("Deskbell")},
		Notes: []Words{{"one note", "一条说明"}},
	}
	t.Add(Words{"first | query", "首次查询"}, Bytes(41_234))
	t.Add(Words{"nothing", "没有"})
	return t
}

func TestMarkdown(t *testing.T) {
	want := "### 字节\n\n| 指标 | Deskbell |\n| --- | --- |\n| 首次查询 | 41.2 kB |\n| 没有 |  |\n\n- 一条说明\n"
	if got := example().Markdown("zh-CN", 3); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := example().Markdown("en", 2); !strings.Contains(got, `| first \| query | 41.2 kB |`) {
		t.Error(got)
	}
}

func TestText(t *testing.T) {
	want := "\n字节\n  指标      Deskbell\n  首次查询  41.2 kB\n  没有\n  - 一条说明\n"
	if got := Text([]*Table{example()}, "zh-CN"); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestWrite(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", "above\n<!-- measured: x -->\nold\n<!-- end -->\nbelow\n<!-- measured: y -->\nkept\n<!-- end -->\n")
	write("b.md", "no markers\n")
	a := Place{"a.md", "en", 3}
	if err := Write(root, "x", []Place{a, {"b.md", "en", 3}}, []*Table{example()}); err == nil || !strings.Contains(err.Error(), "b.md") {
		t.Errorf("a file without markers: %v", err)
	}
	for range 2 { // the second time changes nothing
		if err := Write(root, "x", []Place{a}, []*Table{example()}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(root, "a.md"))
	want := "above\n<!-- measured: x -->\n\n" + strings.TrimSpace(example().Markdown("en", 3)) + "\n\n<!-- end -->\nbelow\n<!-- measured: y -->\nkept\n<!-- end -->\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}

// The manual's pages have the markers that the measurements write between.
func TestPlacesHaveMarkers(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	for name, page := range Pages {
		for _, p := range Places(page) {
			text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.File)))
			if err != nil {
				t.Error(err)
			} else if _, err := replace(string(text), name, ""); err != nil {
				t.Errorf("%s: %v", p.File, err)
			}
		}
	}
}

func TestFormats(t *testing.T) {
	for got, want := range map[Words]string{
		Bytes(999): "1.0 kB", Bytes(1_250_000): "1.2 MB", Bytes(2_900_000_000): "2.90 GB",
		Duration(1500 * time.Microsecond): "1.5 ms", Duration(150 * time.Millisecond): "150 ms",
		Duration(1234 * time.Millisecond): "1.23 s", Duration(160 * time.Second): "160 s",
		Ratio(1, 4): "0.25", Ratio(1, 0): "–", Mark(Same("≤ 1"), true): "≤ 1 ✓", Mark(Same("≤ 1"), false): "≤ 1, not reached",
	} {
		if got.EN != want {
			t.Errorf("%q, want %q", got.EN, want)
		}
	}
}

package markdown

import (
	"strings"
	"sync"
	"testing"
	"unicode"

	"deskbell/diag"
	"deskbell/diag/bombs"
)

func TestSectionsCutAtTopHeadings(t *testing.T) {
	d, _ := convert("# FAQ\n\nIntro *text*.\n\n## One?\n\nYes, `code`.\n\n> ## Quoted\n\n- ### Listed\n\n### Sub\n\n```sh\nls\n```\n\n## Two?\n", Options{})
	want := []struct {
		heading int
		text    string
	}{{-1, "Intro text."}, {0, "Yes, code.\nQuoted\nListed"}, {1, "ls"}, {2, ""}}
	if len(d.Sections) != len(want) || len(d.Headings) != 3 {
		t.Fatalf("%+v %+v", d.Sections, d.Headings)
	}
	for i, s := range d.Sections {
		if s.Heading != want[i].heading || s.Text != want[i].text {
			t.Errorf("section %d: %d %q", i, s.Heading, s.Text)
		}
	}
	one := string(d.HTML[d.Sections[1].Start:d.Sections[1].End])
	if !strings.HasPrefix(one, "<p>Yes") || strings.Contains(one, `id="sub"`) {
		t.Errorf("the first answer: %s", one)
	}
	if d.Title != "FAQ" || d.TitleID != "faq" || d.Summary != "Intro text." || !d.HasCode {
		t.Errorf("%q %q %q %v", d.Title, d.TitleID, d.Summary, d.HasCode)
	}
}

func TestHeadingHTMLHasNoLinks(t *testing.T) {
	d, _ := convert("## See [the *login*](login.md) `page`[^1]\n\n[^1]: Note.\n", Options{})
	if got := d.Headings[0].HTML; got != "See the <em>login</em> <code>page</code>" {
		t.Error(got)
	}
	if len(d.Links) != 1 || d.Links[0].URL != "/login/" {
		t.Errorf("%+v", d.Links)
	}
}

func TestPositionsSurviveBOMAndCRLF(t *testing.T) {
	list := &diag.List{}
	text := "\xEF\xBB\xBF---\r\ntitle: x\r\n---\r\nOne\r\n\r\n中文 [lost](lost.md)\r\n"
	New(Options{}).Convert(diag.NewSource("p.md", []byte(text)), strings.Index(text, "One"), "en", sample{}, list)
	got := list.Sorted()
	if len(got) != 1 || got[0].Pos.Line != 6 || got[0].Pos.Column != 11 || got[0].Pos.Width != 7 {
		t.Errorf("%+v", got)
	}
}

func TestLabelsFollowTheLanguage(t *testing.T) {
	c := New(Options{Labels: map[string]map[string]string{"zh-CN": {"note": "说明"}, "en": {"note": "Remark"}}})
	for lang, want := range map[string]string{"zh-CN": "说明", "fr": "Remark"} {
		d := c.Convert(diag.NewSource("p.md", []byte("> [!NOTE]\n> x\n")), 0, lang, nil, &diag.List{})
		if !strings.Contains(string(d.HTML), want) {
			t.Errorf("%s: %s", lang, d.HTML)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	c := New(Options{})
	text := "# T\n\n```go\npackage main\n```\n\n**粗体。**中文 [x](login.md)\n"
	var wg sync.WaitGroup
	results := make([]string, 8)
	for i := range results {
		wg.Go(func() {
			results[i] = string(c.Convert(diag.NewSource("p.md", []byte(text)), 0, "en", sample{}, &diag.List{}).HTML)
		})
	}
	wg.Wait()
	for _, r := range results {
		if r != results[0] {
			t.Error("results differ")
		}
	}
}

// TestHostileTextsAreCheap converts small texts that cost others seconds or
// megabytes: each is converted within a second or refused. TestPathological gives
// them to whole builds.
func TestHostileTextsAreCheap(t *testing.T) {
	for _, bomb := range bombs.Markdown() {
		t.Run(bomb.Name, func(t *testing.T) {
			var d *Document
			var list *diag.List
			bombs.Cheap(t, bomb.Name, func() { d, list = convert(bomb.Text, Options{}) })
			if len(d.HTML) > DefaultLimits.Output+1<<20 || len(d.HTML) > 100*len(bomb.Text)+1<<20 {
				t.Errorf("%d bytes from %d; %v", len(d.HTML), len(bomb.Text), list.Sorted())
			}
		})
	}
}

// TestCount counts as the Unicode tables say, block by block.
func TestCount(t *testing.T) {
	for r := rune(0x80); r < 0x20000; r++ {
		s := &state{doc: &Document{}}
		s.count("a" + string(r) + "b")
		words, ideographs := 2, 0
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs = 1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			words = 1
		}
		if s.doc.Words != words || s.doc.Ideographs != ideographs {
			t.Errorf("%U: %d words and %d ideographs, want %d and %d", r, s.doc.Words, s.doc.Ideographs, words, ideographs)
		}
	}
}

package markdown

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/diag"
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

// TestHostileTextsAreCheap holds small texts that cost others seconds or
// megabytes: each is converted within a second or refused.
func TestHostileTextsAreCheap(t *testing.T) {
	nested := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}
	row := strings.Repeat("|a", 1000) + "|\n"
	rep := strings.Repeat
	for name, text := range map[string]string{
		"nested lists":       nested(2000),
		"nested quotes":      rep("> ", 20000) + "a",
		"wide table":         row + rep("|-", 1000) + "|\n" + rep("|x\n", 1000),
		"nested emphasis":    rep("*a **a ", 20000) + "b" + rep(" a** a*", 20000),
		"openers":            rep("a**b", 30000) + rep("c* ", 30000),
		"closers":            rep("a_ ", 50000),
		"mixed":              rep("*_ ", 30000),
		"brackets":           rep("[", 50000) + "a" + rep("]", 50000),
		"links":              rep("[a](b", 20000),
		"link openers":       rep("[a", 50000) + rep("](b)", 50000),
		"pictures":           rep("![", 30000),
		"nested parentheses": "[a](" + rep("(", 30000),
		"backticks": func() string {
			s := ""
			for i := range 600 {
				s += "e" + rep("`", i)
			}
			return s
		}(),
		"entities":     rep("&", 100000) + rep("&a;", 20000),
		"backslashes":  rep(`\\`, 50000),
		"html openers": rep("<a ", 30000) + rep("<!--", 20000) + rep("<?", 20000) + rep("<![CDATA[", 20000),
		"definitions":  rep("[a]: u\n", 20000) + rep("[a] ", 20000),
		"tildes":       rep("~~a ", 30000),
		"keys":         rep("++a", 50000),
		"colons":       rep(":::details\n", 5000),
		"tabs":         rep(":::tabs\n== a\n", 2000),
		"footnotes":    rep("[^a]: ", 3000) + "x\n\n[^a]",
		"many footnotes": func() string {
			s := strings.Builder{}
			for i := range 3000 {
				fmt.Fprintf(&s, "[^%d] ", i)
			}
			s.WriteString("\n\n")
			for i := range 3000 {
				fmt.Fprintf(&s, "[^%d]: x\n", i)
			}
			return s.String()
		}(),
		"same headings":    rep("## a\n", 20000),
		"braces":           "## " + rep("{#a ", 30000),
		"linkify":          rep(" http://a.b/", 20000),
		"spaces in links":  rep("[a](b c", 10000) + ".md)",
		"setext":           rep("a\n", 50000) + "===\n",
		"includes":         "::include bomb.md\n",
		"long line":        rep("中", 1<<20),
		"code":             "```go\n" + rep("func(((((", 7000) + "\n```\n",
		"prose as Java":    "```java\n" + rep("lorem ipsum dolor sit amet\n", 600) + "\n```\n",
		"words as Java":    "```java\n" + rep("a b ", 400) + "\n" + rep("$ a ", 400) + "\n```\n",
		"lines as Java":    "```java\n" + rep("x\n"+rep("\n", 150), 100) + "\n```\n",
		"much Java":        rep("```java\n"+rep("lorem ipsum dolor sit amet\n", 600)+"\n```\n\n", 20),
		"quotes as YAML":   "```yaml\n" + rep(rep(",", 150)+"a\n", 100) + "\n```\n",
		"definition lists": rep("a\n: b\n", 10000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			d, list := convert(text, Options{})
			if took := time.Since(start); took > 10*time.Second { // ten times the limit: the machine may be busy
				t.Errorf("took %v", took)
			} else if took > 300*time.Millisecond {
				t.Logf("took %v", took)
			}
			if len(d.HTML) > DefaultLimits.Output+1<<20 || len(d.HTML) > 100*len(text)+1<<20 {
				t.Errorf("%d bytes from %d; %v", len(d.HTML), len(text), list.Sorted())
			}
		})
	}
}

package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/diag"
)

var update = flag.Bool("update", false, "write the cases' results to their files")

// sample is a resolver with a few files.
type sample struct{}

func (sample) Page(dest string) (string, string, bool) {
	switch strings.TrimSuffix(dest, ".md") {
	case "login", "setup guide", "登录 问题":
		url := "/" + strings.ReplaceAll(strings.Trim(strings.TrimSuffix(dest, ".md"), "/"), " ", "-") + "/"
		return encodeExcept(url, "-._~/"), url, true
	case "file.pdf":
		return "/file.pdf", "", true
	}
	return "", "", false
}

func (sample) Image(dest string) (Image, bool) {
	switch dest {
	case "a.png", "my picture.png":
		return Image{Src: "/" + encode(dest), Width: 640, Height: 480}, true
	case "clip.mp4", "clip.vtt", "silent.webm", "a.svg":
		return Image{Src: "/" + dest}, true
	}
	return Image{}, false
}

func (sample) Include(dest string) (*diag.Source, bool) {
	texts := map[string]string{
		"part.md":  "---\ntitle: Part\n---\n# Part\n\nFrom the part, [login](login.md) and [lost](lost.md).[^1]\n\n[^1]: A note of the part.\n",
		"a.md":     "a\n\n::include b.md\n",
		"b.md":     "b\n\n::include a.md\n",
		"page.md":  "::include page.md\n",
		"bomb.md":  "::include bomb2.md\n\n::include bomb2.md\n",
		"plain.md": "Plain.\n",
	}
	if text, ok := texts[dest]; ok {
		return diag.NewSource(dest, []byte(text)), true
	}
	return nil, false
}

func convert(text string, o Options) (*Document, *diag.List) {
	list := &diag.List{}
	return New(o).Convert(diag.NewSource("page.md", []byte(text)), 0, "en", sample{}, list), list
}

// TestCases holds each extension against its file of cases: Markdown, a line of
// four hyphens, HTML with the problems that were found; cases end in ====.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { runCases(t, name) })
	}
}

func runCases(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{}
	if strings.Contains(name, "sanitize") {
		o.HTML = Sanitize
	}
	var out strings.Builder
	for i, c := range strings.Split(strings.TrimSuffix(string(data), "====\n"), "====\n") {
		in, want, _ := strings.Cut(c, "----\n")
		got := describe(convert(in, o))
		if got != want && !*update {
			t.Errorf("case %d\n%s\ngot\n%s\nwant\n%s", i+1, in, got, want)
		}
		fmt.Fprintf(&out, "%s----\n%s====\n", in, got)
	}
	if *update {
		if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func describe(d *Document, list *diag.List) string {
	var b strings.Builder
	if d.Title != "" {
		fmt.Fprintf(&b, "title: %s #%s\n", d.Title, d.TitleID)
	}
	b.WriteString(d.HTML)
	for _, p := range list.Sorted() {
		fmt.Fprintf(&b, "! %s %v: %s [%s] %s\n", p.Severity, p.Pos, p.Message, p.ID, p.Hint)
	}
	return b.String()
}

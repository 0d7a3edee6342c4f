package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

const (
	perSection = 100 // pages in a folder
	sections   = 20  // folders in a folder
)

// Generated makes a site of n articles, half English and half Chinese, each of
// about 3 kB with headings, prose, a list, a table, coloured code and links to
// other articles. The files of a language lie in its folder.
func Generated(n int) []File {
	files := make([]File, n)
	for i := range files {
		files[i] = generated(i, n)
	}
	return files
}

// generatedLangs are the languages' folders.
var generatedLangs = [2]string{"en", "zh-CN"}

// nameOf is the file of the i-th article; the even ones are English.
func nameOf(i int) string {
	page := i / 2
	section := page / perSection
	return fmt.Sprintf("%s/part-%03d/topic-%02d/article-%06d.md", generatedLangs[i%2], section/sections, section%sections, page)
}

func generated(i, n int) File {
	random := rand.New(rand.NewPCG(uint64(i), 0x6465736b))
	w := writer{random: random, words: english}
	if i%2 == 1 {
		w.words = chinese
	}
	w.printf("---\ntitle: %q\ndescription: %q\nkeywords: [%q, %q]\nupdated: 2026-%02d-%02d\n---\n\n",
		w.title(), w.title(), w.word(), w.word(), 1+random.IntN(9), 1+random.IntN(28))
	w.paragraph(3)
	for section := range 3 + random.IntN(2) {
		w.printf("## %s\n\n", w.title())
		w.paragraph(3 + random.IntN(3))
		switch section {
		case 0:
			w.list(4)
		case 1:
			w.code()
			w.paragraph(2)
			if random.IntN(2) == 0 {
				w.code()
			}
		case 2:
			w.table(5)
		}
	}
	w.printf("## %s\n\n", w.title())
	for range 3 {
		w.printf("- [%s](/%s)\n", w.title(), nameOf(w.neighbour(i, n)))
	}
	return File{nameOf(i), []byte(w.b.String())}
}

// writer writes an article.
type writer struct {
	b      strings.Builder
	random *rand.Rand
	words  *vocabulary
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

// neighbour is another article of the same language, near or far.
func (w *writer) neighbour(i, n int) int {
	same := (n - i%2 + 1) / 2 // articles of the language
	page := w.random.IntN(same)
	if w.random.IntN(2) == 0 {
		page = min(i/2+1+w.random.IntN(20), same-1)
	}
	return 2*page + i%2
}

func (w *writer) word() string { return w.words.draw(w.random) }

// join puts words behind one another as their language does.
func (w *writer) join(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = w.word()
	}
	return strings.Join(list, w.words.space)
}

func (w *writer) title() string {
	return w.words.titleCase(w.join(2 + w.random.IntN(3)))
}

func (w *writer) paragraph(sentences int) {
	for range sentences {
		w.b.WriteString(w.words.titleCase(w.join(6 + w.random.IntN(8))))
		switch w.random.IntN(6) {
		case 0:
			w.printf("%s**%s**", w.words.comma, w.join(2))
		case 1:
			w.printf("%s`%s`", w.words.comma, w.identifier())
		case 2:
			w.printf("%s%s", w.words.comma, w.join(5))
		}
		w.b.WriteString(w.words.stop)
	}
	w.b.WriteString("\n\n")
}

func (w *writer) list(n int) {
	for i := range n {
		w.printf("%d. %s%s\n", i+1, w.words.titleCase(w.join(6+w.random.IntN(6))), strings.TrimSpace(w.words.stop))
	}
	w.b.WriteString("\n")
}

func (w *writer) table(rows int) {
	w.printf("| %s | %s | %s |\n| --- | --- | ---: |\n", w.join(1), w.join(1), w.join(1))
	for range rows {
		w.printf("| `%s` | %s | %d |\n", w.identifier(), w.join(4+w.random.IntN(4)), w.random.IntN(10_000))
	}
	w.b.WriteString("\n")
}

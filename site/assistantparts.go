package site

import "sync"

// articlesInFile is how many articles one file of texts holds; more stand in
// files of the same name with -2, -3 …, to which the one before leads.
const articlesInFile = 500

// articlePart are the articles of an edition that share a file of texts.
type articlePart struct {
	edition  *edition
	articles []*entry
	number   int  // of the part in its edition, from 0
	more     bool // another part follows
}

// shareArticles shares the articles out to the files of texts, in reading order.
func (m *model) shareArticles() {
	if !m.forAssistants() {
		return
	}
	m.parts = nil
	for _, e := range m.editions {
		all := m.listed(e)
		count := max(1, (len(all)+articlesInFile-1)/articlesInFile)
		for i := range count {
			p := articlePart{e, all[i*articlesInFile : min((i+1)*articlesInFile, len(all))], i, i+1 < count}
			for at, x := range p.articles {
				x.listed = int32(len(m.parts)*articlesInFile + at + 1)
			}
			m.parts = append(m.parts, p)
		}
	}
}

// forPrograms is what is made of an article for programs while its page is made; empty
// where it was not made.
type forPrograms struct {
	markdown []byte
	sections []byte // as apiArticle has them
}

// maxGathered is how many bytes for programs wait in memory at most.
const maxGathered = 16 << 20

// gathering collects what is made of articles for programs, until that of a part is
// there, so that it need not be read again. What is too much to wait is let go.
type gathering struct {
	mu    sync.Mutex
	parts []gathered
	size  int      // of all that waits
	free  [][]byte // room of parts that are written
}

// gathered is what is made of a part's articles, in the order in which it was made.
type gathered struct {
	left  int // articles whose pages are still to be made
	texts []byte
	at    []gatheredAt // for each article; nothing for what did not come or wait
	done  bool         // the part's files are there
}

// gatheredAt is where an article's Markdown begins, and its sections, and where these end.
type gatheredAt struct{ markdown, sections, end int }

func newGathering(parts []articlePart) *gathering {
	g := &gathering{parts: make([]gathered, len(parts))}
	for i, p := range parts {
		g.parts[i].left = len(p.articles)
	}
	return g
}

// add takes what was made of a listed article. It returns the number of the part of
// which it was the last, or -1.
func (g *gathering) add(listed int32, made forPrograms) int {
	if listed == 0 {
		return -1
	}
	part, at := int(listed-1)/articlesInFile, int(listed-1)%articlesInFile
	g.mu.Lock()
	defer g.mu.Unlock()
	p := &g.parts[part]
	if size := len(made.markdown) + len(made.sections); size > 0 && g.size+size <= maxGathered {
		if p.at == nil {
			p.at, p.texts = make([]gatheredAt, articlesInFile), g.room()
		}
		p.at[at] = gatheredAt{len(p.texts), len(p.texts) + len(made.markdown), len(p.texts) + size}
		p.texts = append(append(p.texts, made.markdown...), made.sections...)
		g.size += size
	}
	if p.left--; p.left > 0 {
		return -1
	}
	return part
}

// room is memory that is not used any more.
func (g *gathering) room() []byte {
	if n := len(g.free); n > 0 {
		last := g.free[n-1]
		g.free = g.free[:n-1]
		return last[:0]
	}
	return nil
}

// of is what was made of an article of a part, if it waits.
func (p *gathered) of(at int) forPrograms {
	if p.at == nil {
		return forPrograms{}
	}
	x := p.at[at]
	return forPrograms{p.texts[x.markdown:x.sections], p.texts[x.sections:x.end]}
}

// written lets go of a part whose files are there.
func (g *gathering) written(part int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p := &g.parts[part]
	g.size -= len(p.texts)
	if cap(p.texts) > 0 {
		g.free = append(g.free, p.texts)
	}
	*p = gathered{done: true}
}

// partFiles writes the files that join what is made of a part's articles.
func (m *model) partFiles(b *run, out *output, part int, room *partRoom) error {
	p, had := &m.parts[part], &b.gathered.parts[part]
	if err := m.articlesFile(b, out, p, had, room); err != nil {
		return err
	}
	if err := m.fullFile(b, out, p, had, room); err != nil {
		return err
	}
	b.gathered.written(part)
	return nil
}

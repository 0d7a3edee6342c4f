package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
)

// The index for the command line is bleve's, one for each tree, with a document
// for each section: the same analysis, fields and weights as the shards. What
// is shown and the settings are kept beside the terms.

const (
	analyzerType = "deskbell" // in bleve's registry
	analyzerName = "article"  // in a mapping, with its language
)

func init() {
	err := registry.RegisterAnalyzer(analyzerType, func(config map[string]any, _ *registry.Cache) (analysis.Analyzer, error) {
		lang, _ := config["lang"].(string)
		return newAnalyzer(lang)
	})
	if err != nil {
		panic(err) // the name is taken: a fault of the program
	}
}

// analyzer is the analysis of the shards in the shape that bleve takes. It may
// be used from several goroutines.
type analyzer struct {
	stem     *stemmer
	stems    sync.Map // from surface forms: few are new
	scanners sync.Pool
}

func newAnalyzer(lang string) (*analyzer, error) {
	s, err := newStemmer(lang)
	return &analyzer{stem: s, scanners: sync.Pool{New: func() any { return &scanner{han: hanOf(lang)} }}}, err
}

// Analyze returns the stems of text's tokens.
func (a *analyzer) Analyze(text []byte) analysis.TokenStream {
	s := a.scanners.Get().(*scanner)
	defer a.scanners.Put(s)
	tokens := s.scanText(string(text))
	out, list := make(analysis.TokenStream, len(tokens)), make([]analysis.Token, len(tokens))
	for i, t := range tokens {
		list[i] = analysis.Token{Term: a.stemOf(t), Start: t.start, End: t.end, Position: i + 1, Type: analysis.AlphaNumeric}
		out[i] = &list[i]
	}
	return out
}

func (a *analyzer) stemOf(t token) []byte {
	form := string(t.term)
	if stem, ok := a.stems.Load(form); ok {
		return stem.([]byte)
	}
	stem := []byte(a.stem.stem(form, t.class))
	a.stems.Store(form, stem)
	return stem
}

// document is a section as bleve indexes it.
type document struct {
	Title    string `json:"title"`
	Heading  string `json:"heading"`
	Keywords string `json:"keywords"`
	Body     string `json:"body"`
	Hit      string `json:"hit"`
}

// storedHit is what is kept of a section to be shown.
type storedHit struct {
	Hit
	Text string
}

var bleveFields = [fields]string{inTitle: "title", inHeading: "heading", inKeywords: "keywords", inBody: "body"}

func indexMapping(lang string) (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(analyzerName, map[string]any{"type": analyzerType, "lang": lang}); err != nil {
		return nil, err
	}
	m.DefaultAnalyzer = analyzerName
	m.ScoringModel = "bm25"
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range bleveFields {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = analyzerName, false, false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	shown := bleve.NewTextFieldMapping()
	shown.Index, shown.Store, shown.IncludeInAll, shown.DocValues = false, true, false, false
	doc.AddFieldMappingsAt("hit", shown)
	m.DefaultMapping = doc
	return m, nil
}

// WriteIndex writes the index of each tree into dir, in the place of what was
// there. A tree's index is whole or absent.
func WriteIndex(dir string, trees map[string][]Page, s *Settings) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	names := make([]string, 0, len(trees))
	for tree := range trees {
		names = append(names, tree)
	}
	slices.Sort(names)
	for _, tree := range names {
		if err := writeTree(dir, tree, trees[tree], s); err != nil {
			return fmt.Errorf("index of %s: %w", tree, err)
		}
	}
	return dropTrees(dir, trees)
}

// dropTrees removes the indexes of trees that are no more.
func dropTrees(dir string, trees map[string][]Page) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		tree, ok := strings.CutSuffix(e.Name(), treeSuffix)
		if _, keep := trees[tree]; ok && !keep {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

const treeSuffix = ".bleve"

func treePath(dir, tree string) string { return filepath.Join(dir, tree+treeSuffix) }

func writeTree(dir, tree string, pages []Page, s *Settings) error {
	work, err := os.MkdirTemp(dir, ".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	m, err := indexMapping(tree)
	if err != nil {
		return err
	}
	path := filepath.Join(work, "index")
	b, err := bleve.NewBuilder(path, m, map[string]any{"buildPathPrefix": work})
	if err != nil {
		return err
	}
	for i := range pages {
		p := prepared(&pages[i])
		if err = indexPage(b, i, &p); err != nil {
			break
		}
	}
	if err = errors.Join(err, b.Close()); err != nil {
		return err
	}
	r := &root{Version: formatVersion}
	s.root(tree, pages, r)
	if err := os.WriteFile(filepath.Join(path, "settings"), r.encode(), 0o644); err != nil {
		return err
	}
	if err := os.RemoveAll(treePath(dir, tree)); err != nil {
		return err
	}
	return os.Rename(path, treePath(dir, tree))
}

func indexPage(b bleve.Builder, number int, p *Page) error {
	for i := range p.Sections {
		s := newTextSection(&p.Sections[i])
		h := storedHit{Text: s.Text, Hit: Hit{
			URL: p.URL, Title: p.Title, Anchor: s.Anchor, Kind: p.Kind, Products: p.Products,
			Version: p.Version, Lang: p.Lang, Answer: s.Answer == 1, Source: p.Source,
		}}
		if s.Anchor != "" {
			h.URL += "#" + s.Anchor
		}
		if s.Heading != p.Title {
			h.Section = s.Heading
		}
		data, err := json.Marshal(h)
		if err != nil {
			return err
		}
		err = b.Index(documentID(number, i), document{p.Title, s.Heading, strings.Join(p.Keywords, "\n"), p.Sections[i].Text, string(data)})
		if err != nil {
			return err
		}
	}
	return nil
}

// documentID orders as the pages do, so that equal scores come in their order.
func documentID(page, section int) string { return fmt.Sprintf("%08d/%06d", page, section) }

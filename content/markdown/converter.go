package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"sort"
	"sync"
	"unicode/utf8"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Converter turns Markdown into HTML. It is safe for concurrent use.
type Converter struct {
	opts      Options
	limits    Limits
	identity  string
	parser    parser.Parser
	linked    parser.Parser // which sees no bare addresses
	highlight *highlighter
	sanitizer *sanitizer // nil where raw HTML is escaped
	buffers   sync.Pool  // of *buffers
}

// New returns a converter for the texts of a site.
func New(o Options) *Converter {
	c := &Converter{opts: o, limits: o.Limits.orDefault(), highlight: newHighlighter()}
	c.parser, c.linked = newParser(c.limits, extension.NewLinkifyParser()), newParser(c.limits, nil)
	if o.HTML == Sanitize {
		c.sanitizer = newSanitizer()
	}
	opts, err := json.Marshal(o) // maps are written in order
	if err != nil {
		panic(err) // plain values
	}
	sum := sha256.Sum256(opts)
	c.identity = string(sum[:])
	return c
}

// Identity is the hash of the options: with the same ones, and the same
// answers of the resolver, the same program converts a text alike.
func (c *Converter) Identity() string { return c.identity }

// Convert turns the Markdown of src from byte body on into a document in the
// language lang. Problems go on the list with their positions; the document is
// never nil and always safe to show. A nil resolver has no files.
func (c *Converter) Convert(src *diag.Source, body int, lang string, r Resolver, list *diag.List) *Document {
	if r == nil {
		r = noFiles{}
	}
	s := &state{
		c: c, list: list, lang: lang, doc: &Document{},
		ids:      map[string]int{},
		external: map[string]bool{},
	}
	b, ok := c.buffers.Get().(*buffers)
	if !ok {
		b = &buffers{}
	}
	s.out, s.txt = b.out[:0], b.txt[:0]
	s.file = s.open(src, body, r)
	s.document()
	b.out, b.txt = s.out, s.txt
	c.buffers.Put(b)
	return s.doc
}

// newParser joins CommonMark, GFM and the extensions of this package. Where
// two could read the same text, the lower number comes first. Bare may be nil.
func newParser(l Limits, bare parser.InlineParser) parser.Parser {
	inlines := []util.PrioritizedValue{
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(codeSpanParser{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(emphasisParser{}, 500),
		util.Prioritized(keysParser{}, 600),
	}
	if bare != nil {
		inlines = append(inlines, util.Prioritized(bare, 999))
	}
	blocks := func(priority int, p parser.BlockParser) util.PrioritizedValue {
		return util.Prioritized(limitBlocks{p, l.Blocks}, priority)
	}
	return parser.NewParser(
		parser.WithBlockParsers(
			blocks(50, containerParser{l.Depth}),
			blocks(60, tabParser{}),
			blocks(70, includeParser{}),
			blocks(100, setextParser{parser.NewSetextHeadingParser()}),
			blocks(101, extension.NewDefinitionListParser()),
			blocks(102, extension.NewDefinitionDescriptionParser()),
			blocks(200, parser.NewThematicBreakParser()),
			blocks(300, limitDepth{parser.NewListParser(), l.Depth}),
			blocks(400, parser.NewListItemParser()),
			blocks(500, parser.NewCodeBlockParser()),
			blocks(600, atxParser{parser.NewATXHeadingParser()}),
			blocks(700, parser.NewFencedCodeBlockParser()),
			blocks(800, limitDepth{parser.NewBlockquoteParser(), l.Depth}),
			blocks(900, parser.NewHTMLBlockParser()),
			blocks(999, limitDepth{extension.NewFootnoteBlockParser(), l.Depth}),
			blocks(1000, parser.NewParagraphParser()),
		),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(definitionsTransformer{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(admonitionTransformer{}, 150),
			util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer(), l.Cells}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// file is a text while it is converted: the page's own, or one it includes.
type file struct {
	src       *diag.Source
	text      []byte // what was parsed: src.Text from body on
	body      int
	r         Resolver
	root      ast.Node
	parent    *file           // the file that includes it
	at        diag.Position   // where it does
	footnotes int             // how many footnotes stand in files before it
	absent    map[string]bool // names of links that are not there
	places    []place         // of a text that was put together from parts of another
}

// place says where the text from an offset on stands in the file that was parsed.
type place struct{ text, source int }

// open parses a text. What the parser found wrong is reported here.
func (s *state) open(src *diag.Source, body int, r Resolver) *file {
	src, body = tidy(src, body)
	f := &file{src: src, text: src.Text[body:], body: body, r: r, footnotes: s.footnotes}
	s.parse(f)
	return f
}

// parse makes a file's tree of blocks.
func (s *state) parse(f *file) {
	tree := s.c.parseText(f.text, s.opened)
	f.root = tree.root
	s.opened = tree.found.blocks
	for _, p := range tree.found.problems {
		p.add(s.list, f)
	}
}

// pos is where the bytes from start to end of a file's parsed text stand.
func (f *file) pos(start, end int) diag.Position {
	from := f.offset(max(start, 0))
	return f.src.Span(f.body+from, f.body+from+max(end-start, 0))
}

// offset is where a byte of the text stands in the file's text behind its head.
func (f *file) offset(at int) int {
	if len(f.places) == 0 {
		return at
	}
	i := sort.Search(len(f.places), func(i int) bool { return f.places[i].text > at }) - 1
	return f.places[max(i, 0)].source + at - f.places[max(i, 0)].text
}

// tidy makes line ends \n and the text valid UTF-8. Lines and columns stay.
func tidy(src *diag.Source, body int) (*diag.Source, int) {
	text := src.Text
	body = min(max(body, 0), len(text))
	if !utf8.Valid(text) {
		head := bytes.ToValidUTF8(text[:body], []byte("\uFFFD"))
		rest := bytes.ToValidUTF8(text[body:], []byte("\uFFFD"))
		text, body = append(bytes.Clone(head), rest...), len(head)
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		lf := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		body -= bytes.Count(text[:body], []byte("\r\n"))
		text = bytes.ReplaceAll(lf, []byte("\r"), []byte(" "))
	}
	if len(text) == len(src.Text) && (len(text) == 0 || &text[0] == &src.Text[0]) {
		return src, body
	}
	return diag.NewSource(src.Name, text), body
}

// findings collects what the parser's own extensions have to report.
type findings struct {
	problems []problem
	blocks   int  // of the page so far
	full     bool // it has more than it may have
}

// parsed is the tree of a text and what was found wrong in it.
type parsed struct {
	root  ast.Node
	found *findings
}

var findingsKey = parser.NewContextKey()

type problem struct {
	id, message, hint string
	severity          diag.Severity
	start, end        int // in the parsed text
}

func (p problem) add(list *diag.List, f *file) {
	list.Add(diag.Diagnostic{ID: p.id, Severity: p.severity, Pos: f.pos(p.start, p.end), Message: p.message, Hint: p.hint})
}

func report(pc parser.Context, p problem) {
	if f, ok := pc.Get(findingsKey).(*findings); ok {
		f.problems = append(f.problems, p)
	}
}

// noFiles is the resolver of a text that stands alone.
type noFiles struct{}

func (noFiles) Page(string) (string, string, bool)  { return "", "", false }
func (noFiles) Image(string) (Image, bool)          { return Image{}, false }
func (noFiles) Include(string) (*diag.Source, bool) { return nil, false }

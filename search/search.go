package search

// Page is an article as search sees it.
type Page struct {
	URL      string // with the site's base path, percent-encoded: what a hit links to
	Source   string // file of the site it comes from
	Title    string
	Lang     string // of the text, which decides the analysis
	Tree     string // the site language in whose index it stands
	Kind     string // faq guide release notice page incident
	Products []string
	Version  string
	Latest   bool     // of several versions of one article, that of the latest
	Date     int64    // unix seconds of the last change; 0 when unknown
	Keywords []string // keywords and error codes
	Sections []Section
}

// Section is the unit of finding: a heading with its text.
type Section struct {
	Anchor  string // fragment without '#'; empty for the text before the first heading
	Heading string // empty for the text before the first heading
	Text    string // plain; blocks parted by newlines
	Answer  bool   // a question with its answer, to be shown in place
}

// File is a file of the index to be published, under /_deskbell/.
type File struct {
	Name string // slash-separated, below /_deskbell/
	Data []byte // nil for a file that is published already, with this sum
	Sum  Sum
	// Immutable says that the name holds the content's hash.
	Immutable bool
}

// Sum is the SHA-256 of a file's bytes.
type Sum = [32]byte

// Key names what something is made from.
type Key [16]byte

package search

// Results are what a query finds.
type Results struct {
	Total      int    `json:"total"` // pages that match
	Hits       []Hit  `json:"hits"`
	Facets     Facets `json:"facets"`
	Suggestion string `json:"suggestion,omitempty"` // the query in a spelling that finds more
	Incomplete bool   `json:"incomplete,omitempty"` // a part of the index could not be read
}

// Hit is a page, shown by the best of its sections.
type Hit struct {
	URL      string   `json:"url"`     // with the section's fragment
	Title    string   `json:"title"`   // of the page
	Section  string   `json:"section"` // heading of the best section; empty where it has none of its own
	Anchor   string   `json:"anchor,omitempty"`
	Kind     string   `json:"kind"`
	Products []string `json:"products,omitempty"`
	Version  string   `json:"version,omitempty"`
	Lang     string   `json:"lang"` // of the text
	Excerpt  string   `json:"excerpt"`
	// Marks are the ranges of Excerpt that match, in UTF-16 units, as the
	// browser counts; TitleMarks and SectionMarks those of Title and Section.
	Marks        []Mark `json:"marks"`
	TitleMarks   []Mark `json:"titleMarks,omitempty"`
	SectionMarks []Mark `json:"sectionMarks,omitempty"`
	Answer       bool   `json:"answer"` // Excerpt is the answer to the question Section
	Source       string `json:"source"`
	Pinned       bool   `json:"pinned,omitempty"`
	// Score is comparable within one result only.
	Score float64 `json:"score"`

	page int32
}

// Mark is a range, its end not included.
type Mark [2]int

// Facets count the pages that match by what filters can choose. Each list
// disregards its own filter.
type Facets struct {
	Kinds    []Facet `json:"kinds"`
	Products []Facet `json:"products"`
	Versions []Facet `json:"versions"`
	Langs    []Facet `json:"langs"` // of the pages' text
}

// Facet is a value with its number of pages.
type Facet struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

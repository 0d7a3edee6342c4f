package themes

import (
	"html/template"
	"time"
)

// A view is all that a template may show of a page. Views are plain values:
// texts are in the page's language, URLs carry the site's base path and are
// percent-encoded, HTML was made by this program. Every page's view embeds
// Page; templates are named after the view in lower case.

// Site is what all pages of one language share.
type Site struct {
	Title       string
	Description string
	Home        string // URL of this language's home page
	Base        string // the base path: "/" or "/help/"
	Origin      string // "https://help.example.com", empty when the site has no url
	Lang        string // BCP 47
	Languages   []Language
	Menu        []Link // the header's: sections of the first level, or the configured navigation
	Footer      []Link
	Logo        *Image
	Favicon     string
	Accent      bool              // configuration has an accent colour, which theme.css then holds
	Search      string            // URL of the search page; empty when search is off
	SearchIndex string            // URL prefix of this language's search files
	AllPages    string            // URL of the A–Z
	Errors      string            // URL of the list of error codes; empty without any
	Status      string            // URL of the status page; empty without services
	StatusJSON  string            // URL of this language's status.json, which pages ask for news
	StatusNews  time.Time         // the last news of an incident or a maintenance when the page was made
	Contact     string            // URL of the contact page, or empty
	Plans       string            // URL of the plans; empty without any
	Feed        string            // URL of the site-wide feed
	Products    map[string]string // names by id, for search results; an id that is missing is shown as it is
	Assets      map[string]string // logical name → URL: "theme.css", "theme.js", "init.js", "search.js"
	Zone        *time.Location
	Now         time.Time // the build's clock
	Reload      string    // serve only: URL of the script that reloads the page; empty in a build
}

// Language is an entry of the language switch.
type Language struct {
	Tag     string
	Name    string // in the language itself: 简体中文
	URL     string // this page in that language, or its fallback
	Current bool
	Missing bool // there is no translation: URL shows the page in another language
}

// Link is a text with a URL.
type Link struct {
	Text    string
	URL     string
	Lang    string // of the title, where it is not the page's
	Current bool
	Note    string // a short second line, such as a date or a description
	Icon    string
	Count   int
}

// Image is a picture of the site.
type Image struct {
	Src, Alt      string
	Width, Height int
}

// Page is what every page has.
type Page struct {
	*Site
	Kind                                string // home article faq guide release notice section status incident search all notfound
	PageTitle                           string
	Lead                                string // the description, plain
	Description                         string // for search engines: the lead, else the first words of the text; empty where the page has neither
	Image                               string // full address of a picture for links to the site, or empty
	URL                                 string // of this page
	Canonical                           string // absolute where the site has a url, else as URL; another page's for a fallback
	TextLang                            string // lang of the main text where it differs from Site.Lang, else empty
	Dir                                 string // "ltr" or "rtl", of the page's interface
	TextDir                             string // of the main text where TextLang is set
	Switch                              []Language
	Alternates                          []Language    // for hreflang: only real translations, with absolute URLs, this page too
	Fallback                            string        // the name of the language that is shown instead; empty when the page is translated
	Original                            *Link         // what the page is a translation of, where that was changed since; Text is its language
	Breadcrumbs                         []Link        // from the home page to the section; without the page itself
	Nav                                 template.HTML // the section navigation, rendered once for its section
	Contents                            []Heading     // the table of contents
	Prev, Next                          *Link
	Banners                             []Banner  // an open incident first, then the nearest maintenance
	Updated                             time.Time // last change; zero when unknown
	EditURL                             string
	Markdown                            string         // URL of the same as Markdown; empty without
	Support                             *SupportNotice // nil unless the versions that the page is about are past full support
	ManualVersions                      []VersionLink  // of a folder of versions: this page in each, the latest first
	NoIndex                             bool
	Feeds                               []Link    // for <link rel=alternate>
	FormAction                          string    // the address outside the site that a form of the page is sent to
	Feedback                            *Feedback // of articles, where the site says who takes the answers
	Live                                *Live     // of pages that show the status
	JSONLD                              any       // encoded by the template with encoding/json; nil for none
	HasCode, HasTabs, HasVideo, HasFlow bool
	HasVersions                         bool // spans of support that follow the reader's clock, or changes to choose from
}

// VersionLink is a page in a version of its product's articles.
type VersionLink struct {
	Version string
	URL     string // of the page in that version, or where it is missing of the version's first page
	Current bool
	Missing bool
}

// Heading is an entry of the table of contents; depth is at most two.
type Heading struct {
	ID       string
	HTML     template.HTML
	Children []Heading
}

// Banner is what stands over all pages: an open incident, or a maintenance
// before and during its window.
type Banner struct {
	State  string // a status state, see Mark
	Text   string
	URL    string
	Start  time.Time // of a maintenance, else zero
	End    time.Time
	Show   time.Time // when a maintenance's banner begins
	GoesOn bool      // a maintenance that ends with news, not with its window
}

// Home is a language's first page.
type Home struct {
	Page
	Question   string        // the headline over the search field
	Body       template.HTML // the root index page's text, may be empty
	Status     *StatusLine   // nil without services
	Window     *Banner       // the maintenance under way, or the nearest ahead; nil without one
	Parts      []string      // what stands under it, in order: text categories popular notices releases contact, and news for notices and releases side by side
	Categories []Category
	Popular    []Link
	Notices    []NoticeItem
	Releases   []ReleaseItem
}

// StatusLine is one sentence on how things are.
type StatusLine struct {
	State      string
	Text       string
	URL        string
	AsOf       time.Time
	StaleAfter time.Time // when the sentence is no longer to be believed; zero: never
}

// Category is a card: a section with its first links.
type Category struct {
	Title string
	URL   string
	Lang  string // of the title, where it is not the page's
	Icon  string
	Lead  string
	Count int
	Links []Link
}

// Article is a plain page or a guide.
type Article struct {
	Page
	Intro    template.HTML // the text before Plans and Contact, where there are any
	Plans    *Plans        // of the page of plans
	Contact  *Contact      // of the contact page
	Body     template.HTML
	Facts    []Fact   // applies to, product, reading time …
	Symptoms []string // of a guide
	Codes    []Link   // error codes that it explains
	Policy   *Policy  // where the article is a version of a text that people agree to
	Related  []Link
}

// Fact is a label with a value, on the line under the title.
type Fact struct{ Label, Value string }

// FAQ is a file of questions, or one question.
type FAQ struct {
	Page
	Intro   template.HTML // the text before the first question
	Groups  []QuestionGroup
	Single  bool   // the page is one question: Body holds the answer
	Short   string // its short answer, may be empty
	Body    template.HTML
	Facts   []Fact // which versions and platforms it is about; empty for all
	Related []Link
}

// QuestionGroup is a heading with its questions; Title is empty where
// questions stand without one.
type QuestionGroup struct {
	ID, Title string
	Intro     template.HTML
	Questions []Question
}

// Question is a question with its answer.
type Question struct {
	ID     string
	Title  template.HTML
	Answer template.HTML
}

// Notice is a notice's page.
type Notice struct {
	Page
	Category     string // maintenance security platform policy renewal
	CategoryName string
	State        string // scheduled in_progress completed cancelled active closed
	Date         time.Time
	Start, End   time.Time // of the window, else zero
	Services     []ServiceImpact
	Body         template.HTML
	Updates      []Update
	Dates        []NoticeDate // of a window that repeats: the days that are known, in order
	Policy       *Policy      // the text that the notice is about
	Calendar     string       // of a maintenance ahead or under way: URL of its calendar file
}

// NoticeDate is a repetition of a notice's window.
type NoticeDate struct {
	Start, End time.Time
	State      string // as Notice.State
	Note       string // when it was to be before it was moved
}

// NoticeGroup is the notices of a list that stand alike.
type NoticeGroup struct {
	State   string // running upcoming active over
	Notices []NoticeItem
}

// Policy is a text that people agree to, such as terms of use, in its versions.
type Policy struct {
	Versions []PolicyVersion // the newest first
	InForce  *PolicyVersion  // nil before the first holds
	This     *PolicyVersion  // the one that the page is, or is about; nil for none
}

// PolicyVersion is a version of a text, with the days from and to which it holds.
type PolicyVersion struct {
	Title   string
	Version string
	URL     string
	Lang    string // of the title, where it is not the page's
	Lead    string // what changed with it, in a line
	From    time.Time
	Until   time.Time // zero for the newest
	State   string    // coming in_force replaced, at the build's clock
	Current bool
}

// NoticeItem is a notice in a list.
type NoticeItem struct {
	Title        string
	URL          string
	Lang         string // of the title, where it is not the page's
	Category     string
	CategoryName string
	State        string
	Date         time.Time
	Start, End   time.Time
	Lead         string
}

// ServiceImpact is what an event does to a service.
type ServiceImpact struct {
	Name, URL, State string
}

// Update is news on a notice or an incident.
type Update struct {
	At    time.Time
	State string // a phase; empty where none was given
	Text  string
	Lang  string // where it differs from the page's
	Note  string // of a maintenance: which day it is about, and from when to when it moved
}

// Section is a folder's listing.
type Section struct {
	Page
	Body        template.HTML // the index page's text, may be empty
	Categories  []Category    // sub-sections
	Articles    []Link
	Notices     []NoticeGroup     // where the section holds notices, by where they stand
	NoticeKinds []Link            // the section's pages of one category each
	Policy      *Policy           // where it holds the versions of a text that people agree to
	Releases    []ReleaseItem     // where it holds version notes
	Products    []ProductReleases // whose versions these are
	Questions   []Category        // where it holds FAQs: each file with its questions as links
	Answers     []Link            // FAQs of one question, with the short answer as note
}

// Search is the search page.
type Search struct {
	Page
	Index []Letter // the A–Z where the site is small, else empty
}

// All is the A–Z of all articles, one page of it.
type All struct {
	Page
	Letters []Letter
	Pages   []Link // further pages of a long list
}

// Letter is a letter with its articles.
type Letter struct {
	Name  string
	Links []Link
}

// NotFound is the 404 page.
type NotFound struct {
	Page
	Popular []Link
}

// Nav is the navigation of one section, rendered once for all its pages.
type Nav struct {
	*Site
	Title string
	Items []NavItem
}

// NavItem is a line of the navigation.
type NavItem struct {
	Text  string
	URL   string
	Lang  string // of the title, where it is not the page's
	Open  bool   // an ancestor of the section, or the section
	Items []NavItem
	More  int // further pages that the section's own page lists
}

// Redirect is the page at an alias.
type Redirect struct {
	*Site
	To string
}

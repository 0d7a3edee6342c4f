package themes

import "html/template"

// ErrorList is the list of all error codes, one page of it.
type ErrorList struct {
	Page
	Codes []ErrorItem
	Pages []Link // further pages of a long list
}

// ErrorItem is a code in a list.
type ErrorItem struct {
	Code     string
	URL      string
	Meaning  string // what it means, else the title of an article about it
	Lang     string // of the meaning, where it is not the page's
	Products string // their names
}

// ErrorPage is the page of an error code.
type ErrorPage struct {
	Page
	Code        string
	Meaning     string // one line; empty where errors.yaml says nothing
	MeaningLang string // where it is not the page's
	Facts       []Fact // applies to
	Do          template.HTML
	DoLang      string // where it is not the page's
	Symptoms    []string
	Guides      []Link // articles that treat it, the most particular first
}

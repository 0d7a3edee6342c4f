package site

import (
	"cmp"
	"time"

	"deskbell/themes"
)

// Structured data for search engines, in the vocabulary of schema.org. The
// theme encodes it; nothing here is text built by hand.

type ldThing struct {
	Context string `json:"@context,omitempty"`
	Type    string `json:"@type"`
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
	Text    string `json:"text,omitempty"`
	Lang    string `json:"inLanguage,omitempty"`

	Headline     string   `json:"headline,omitempty"`
	Description  string   `json:"description,omitempty"`
	Published    string   `json:"datePublished,omitempty"`
	Modified     string   `json:"dateModified,omitempty"`
	Version      string   `json:"softwareVersion,omitempty"`
	Category     string   `json:"applicationCategory,omitempty"`
	Systems      []string `json:"operatingSystem,omitempty"`
	ReleaseNotes string   `json:"releaseNotes,omitempty"`
	Downloads    []string `json:"downloadUrl,omitempty"`
	Image        string   `json:"image,omitempty"`
	Template     string   `json:"urlTemplate,omitempty"`
	QueryInput   string   `json:"query-input,omitempty"`

	Publisher *ldThing `json:"publisher,omitempty"`
	Action    *ldThing `json:"potentialAction,omitempty"`
	Target    *ldThing `json:"target,omitempty"`

	Answer   *ldThing  `json:"acceptedAnswer,omitempty"`
	Main     []ldThing `json:"mainEntity,omitempty"`
	Elements []ldItem  `json:"itemListElement,omitempty"`
}

// ldItem is a step of the way to a page.
type ldItem struct {
	Type     string `json:"@type"`
	Name     string `json:"name,omitempty"`
	Item     string `json:"item,omitempty"`
	Position int    `json:"position,omitempty"`
}

const schemaOrg = "https://schema.org"

// breadcrumbData is the page's place in the site.
func (m *model) breadcrumbData(p themes.Page) any {
	if m.address.origin == "" {
		return nil
	}
	d := m.breadcrumbs(p)
	d.Context = schemaOrg
	return d
}

func (m *model) breadcrumbs(p themes.Page) ldThing {
	d := ldThing{Type: "BreadcrumbList", Elements: make([]ldItem, 0, len(p.Breadcrumbs)+1)}
	add := func(name, url string) {
		d.Elements = append(d.Elements, ldItem{Type: "ListItem", Name: name, Item: m.address.origin + url, Position: len(d.Elements) + 1})
	}
	for i := range p.Breadcrumbs {
		add(p.Breadcrumbs[i].Text, p.Breadcrumbs[i].URL)
	}
	add(p.PageTitle, p.URL)
	return d
}

// faqData is a page of questions with their answers.
func (m *model) faqData(p themes.Page, questions []ldThing) any {
	if m.address.origin == "" {
		return nil
	}
	lang := p.TextLang
	if lang == "" {
		lang = p.Lang
	}
	faq := ldThing{Type: "FAQPage", Lang: lang, Main: questions}
	return ldGraph{schemaOrg, []ldThing{faq, m.breadcrumbs(p)}}
}

func ldQuestion(question, answer string) ldThing {
	return ldThing{Type: "Question", Name: question, Answer: &ldThing{Type: "Answer", Text: answer}}
}

// articleData is an article of a type: TechArticle for people who use the
// product, Article for news of it.
func (m *model) articleData(p themes.Page, kind string, published time.Time) any {
	if m.address.origin == "" {
		return nil
	}
	article := ldThing{Type: kind, Headline: p.PageTitle, Description: p.Description, URL: p.Canonical, Lang: cmp.Or(p.TextLang, p.Lang), Image: p.Image,
		Publisher: &ldThing{Type: "Organization", Name: p.Title, URL: m.address.origin + p.Home}}
	if !published.IsZero() {
		article.Published = published.Format(time.DateOnly)
	}
	if !p.Updated.IsZero() {
		article.Modified = p.Updated.Format(time.DateOnly)
	}
	return ldGraph{schemaOrg, []ldThing{article, m.breadcrumbs(p)}}
}

// siteData is the site as a whole, for the home page.
func (m *model) siteData(p themes.Page) any {
	if m.address.origin == "" {
		return nil
	}
	site := ldThing{Context: schemaOrg, Type: "WebSite", Name: p.Title, Description: p.Site.Description, URL: p.Canonical, Lang: p.Lang}
	if p.Search != "" {
		site.Action = &ldThing{Type: "SearchAction", QueryInput: "required name=search_term_string",
			Target: &ldThing{Type: "EntryPoint", Template: m.address.origin + p.Search + "?q={search_term_string}"}}
	}
	return site
}

// ldGraph is several things about one page.
type ldGraph struct {
	Context string    `json:"@context"`
	Graph   []ldThing `json:"@graph"`
}

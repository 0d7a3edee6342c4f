package site

import (
	"net/url"
	"slices"
	"strings"

	"deskbell/diag"
	"deskbell/themes"
)

// HomeConfig says what a home page is made of.
type HomeConfig struct {
	Parts   []HomePart `yaml:"parts,list"`   // in order; what is left out is not shown
	Popular []string   `yaml:"popular,list"` // content files, with #ANCHOR for a question in one, before those that say that they are popular
}

// HomePart is a part of the home page under the search field and the line of
// status, which are always there.
type HomePart string

// Values are the parts as configuration writes them, in the order in which they
// stand where it names none.
func (HomePart) Values() []string {
	return []string{"text", "categories", "popular", "notices", "releases", "contact"}
}

// homeParts are the parts in order. Notices and versions that follow one another
// stand side by side, as "news".
func (c *HomeConfig) homeParts() []string {
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, string(p))
	}
	if len(parts) == 0 {
		parts = HomePart("").Values()
	}
	n, r := slices.Index(parts, "notices"), slices.Index(parts, "releases")
	if n >= 0 && r >= 0 && (n-r == 1 || r-n == 1) {
		parts = slices.Replace(slices.Clone(parts), min(n, r), max(n, r)+1, "news")
	}
	return parts
}

// checkHome reports parts that stand twice.
func (c *Config) checkHome(list *diag.List) {
	seen := map[HomePart]bool{}
	for i, p := range c.Home.Parts {
		if seen[p] && p != "" {
			list.Errorf("config-home", c.doc.At("home", "parts", i), "take one out", "the part %s stands twice", p)
		}
		seen[p] = true
	}
}

// popular are the articles and questions that the configuration names, then the
// articles that say that they are popular, in reading order.
func (m *model) popular(e *edition) []themes.Link {
	var links []themes.Link
	for _, to := range m.config.Home.Popular {
		if link := m.question(e, to); link != nil && len(links) < homePopular {
			links = append(links, *link)
		}
	}
	for _, x := range e.entries {
		link := x.link()
		if x.page.Front.Popular && len(links) < homePopular && !slices.ContainsFunc(links, func(l themes.Link) bool { return l.URL == link.URL }) {
			links = append(links, link)
		}
	}
	return links
}

// question is a link to an article, or with #ANCHOR to a heading in one, under
// its own words; nil where there is none.
func (m *model) question(e *edition, to string) *themes.Link {
	file, anchor, _ := strings.Cut(to, "#")
	x := e.entryByPath(file)
	if x == nil {
		return nil
	}
	link := x.link()
	if anchor == "" {
		return &link
	}
	for _, h := range x.page.Doc().Headings {
		if h.ID == anchor {
			link.Text = h.Text
			link.URL += "#" + url.PathEscape(anchor)
			return &link
		}
	}
	return nil
}

// checkPopular reports questions that are not there, in any of the languages.
func (m *model) checkPopular(list *diag.List) {
	for i, to := range m.config.Home.Popular {
		for _, e := range m.editions {
			if m.question(e, to) == nil {
				list.Errorf("config-link", m.config.doc.At("home", "popular", i), "write a content file below the language's folder, such as faq/login.md, and behind # the id of a heading in it", "there is no %s in %s", to, e.lang)
				break
			}
		}
	}
}

package site

import (
	"html/template"
	"slices"
	"strings"

	"deskbell/content/markdown"
	"deskbell/themes"
)

// changeTypes are the types of change, those that readers must know of first.
var changeTypes = []string{"breaking", "security", "deprecated", "removed", "changed", "added", "fixed"}

// changes parts a version note into its changes by type, breaking ones first,
// and the rest of its text. A section of the second level is of a type when its
// id, or its heading in the page's language, is the type's word. cut gives a part
// of the document's HTML.
func changes(d *markdown.Document, word func(string) string, cut func(from, to int) template.HTML) (groups []themes.ChangeGroup, rest template.HTML, kept []markdown.Heading) {
	var b strings.Builder
	group := -1
	for i, s := range d.Sections {
		from := s.Start
		if s.Heading >= 0 {
			from = d.Sections[i-1].End
			h := d.Headings[s.Heading]
			if h.Level <= 2 {
				group = -1
				if t := changeType(h, word); t != "" {
					group = len(groups)
					groups = append(groups, themes.ChangeGroup{Type: t, ID: h.ID, Title: template.HTML(h.HTML)})
					from = s.Start
				}
			}
			if group < 0 {
				kept = append(kept, h)
			}
		}
		if group >= 0 {
			groups[group].Body += cut(from, s.End)
			continue
		}
		b.WriteString(string(cut(from, s.End)))
	}
	slices.SortStableFunc(groups, func(a, b themes.ChangeGroup) int {
		return slices.Index(changeTypes, a.Type) - slices.Index(changeTypes, b.Type)
	})
	return groups, template.HTML(b.String()), kept
}

func changeType(h markdown.Heading, word func(string) string) string {
	for _, t := range changeTypes {
		if h.ID == t || strings.EqualFold(h.Text, word("release.type."+t)) {
			return t
		}
	}
	return ""
}

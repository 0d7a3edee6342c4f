package site

import (
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status"
	"deskbell/themes"
)

func (m *model) noticeView(e *edition, x *entry, v *voice) any {
	f := x.page.Front
	item := m.noticeItem(v, x)
	view := themes.Notice{Page: m.entryBase(e, x, v), Category: item.Category, CategoryName: item.CategoryName, State: item.State,
		Date: item.Date, Start: item.Start, End: item.End}
	view.JSONLD = m.articleData(view.Page, "Article", f.Date.Time)
	if m.board != nil {
		for _, s := range m.board.Services {
			if impact, ok := f.Services[s.ID]; ok {
				view.Services = append(view.Services, m.impact(e, s, status.State(impact)))
			}
		}
	}
	if m.board != nil && f.Category == content.Maintenance && (view.State == "scheduled" || view.State == "in_progress") {
		view.Calendar = m.address.href(x.url + calendarFile)
	}
	for _, u := range newestFirst(f.Updates) {
		text, lang := u.Text.In(x.page.Lang, v.site.Lang)
		view.Updates = append(view.Updates, themes.Update{At: u.At, State: string(u.State), Text: text, Lang: otherLang(lang, v), Note: m.updateNote(v, x.page, updateOf(u))})
	}
	view.Dates = m.noticeDates(v, x.page)
	view.Policy = m.noticePolicy(e, x)
	return view
}

// otherLang is a text's language where it is not the page's.
func otherLang(lang string, v *voice) string {
	if lang == v.site.Lang {
		return ""
	}
	return lang
}

// maintenances makes the status page's planned events of the site's notices.
// Translations of one notice are one maintenance.
func maintenances(tree *content.Tree, zone *time.Location) []status.Maintenance {
	var out []status.Maintenance
	at := map[string]int{}
	for _, lang := range tree.Languages {
		for _, p := range tree.Pages {
			if p.Tree != lang || !isMaintenance(p) {
				continue
			}
			i, known := at[p.Key]
			if !known {
				i = len(out)
				at[p.Key] = i
				out = append(out, newMaintenance(tree, p, zone))
			}
			addTranslation(tree, &out[i], p)
		}
	}
	return out
}

// isMaintenance says whether a page is a notice that the status page shows as a
// maintenance.
func isMaintenance(p *content.Page) bool {
	return p.Kind == content.Notice && p.Front.Category == content.Maintenance && p.Front.Window != nil
}

func newMaintenance(tree *content.Tree, p *content.Page, zone *time.Location) status.Maintenance {
	f := p.Front
	mt := windowOf(p, zone)
	mt.Pos = p.FrontPos("window")
	mt.URL, mt.Services = map[string]string{}, map[string]status.State{}
	for id, impact := range f.Services {
		mt.Services[id] = status.State(impact)
	}
	for _, lang := range tree.Languages {
		mt.URL[lang] = tree.URLFor(p, lang)
	}
	return mt
}

// addTranslation gives a maintenance the texts of one more language.
func addTranslation(tree *content.Tree, mt *status.Maintenance, p *content.Page) {
	if len(tree.Languages) < 2 {
		mt.Title = strictyaml.TextOf(p.Title)
	} else {
		mt.Title = withLanguage(mt.Title, p.Lang, p.Title)
	}
	for _, u := range p.Front.Updates {
		text := u.Text.For(p.Lang)
		i := slices.IndexFunc(mt.Updates, func(x status.Update) bool { return x.At.Equal(u.At) })
		if i < 0 {
			i = len(mt.Updates)
			mt.Updates = append(mt.Updates, updateOf(u))
		}
		mt.Updates[i].Text = withLanguage(mt.Updates[i].Text, p.Lang, text)
	}
	slices.SortStableFunc(mt.Updates, func(a, b status.Update) int { return b.At.Compare(a.At) })
}

func withLanguage(t strictyaml.Text, lang, s string) strictyaml.Text {
	all := map[string]string{lang: s}
	for _, l := range t.Languages() {
		all[l] = t.For(l)
	}
	return strictyaml.TextByLanguage(all)
}

// checkNoticeServices reports services that a notice names and the site has not.
func checkNoticeServices(tree *content.Tree, board *status.Board, list *diag.List) {
	var ids []string
	if board != nil {
		for _, s := range board.Services {
			ids = append(ids, s.ID)
		}
	}
	for _, p := range tree.Pages {
		for id := range p.Front.Services {
			if slices.Contains(ids, id) {
				continue
			}
			hint := "name it in status/services.yaml"
			if len(ids) > 0 {
				hint = diag.DidYouMean(id, ids, "known services: "+strings.Join(ids, ", "))
			}
			list.Errorf("service-unknown", p.FrontKeyPos("services", id), hint, "unknown service %q", id)
		}
	}
}

package site

import (
	"cmp"
	"slices"
	"strings"

	"deskbell/content"
	"deskbell/status"
	"deskbell/themes"
)

// The pages of plans and contact are an article with what the configuration knows
// put behind its first paragraphs, or where there is no article a page by itself.

// extra is a generated part of the site that an article may hold.
type extra struct {
	key  string // of the article; it need not exist
	path string // of the page without one
}

// extras are the pages of an edition that hold more than their article says.
func (m *model) extras(e *edition) (plans, contact *extra) {
	if m.sla() != nil {
		plans = e.extra(cmp.Or(m.config.Plans.Page, "plans.md"), "plans/")
	}
	if m.config.Contact.any() {
		contact = e.extra(cmp.Or(m.config.Contact.Page, "contact.md"), "contact/")
	}
	return plans, contact
}

// extra finds the place of a generated part: where its address is another page's,
// it stands below the status page.
func (e *edition) extra(page, path string) *extra {
	x := &extra{key: content.KeyOf(page), path: path}
	if e.byKey[x.key] != nil {
		return x
	}
	taken := slices.ContainsFunc(e.entries, func(y *entry) bool { return y.url == e.prefix+path })
	for _, n := range e.nodes {
		taken = taken || n.url == e.prefix+path
	}
	if taken {
		x.path = "status/" + path
	}
	return x
}

// href is the link to the page.
func (x *extra) href(m *model, e *edition) string {
	if entry := e.byKey[x.key]; entry != nil {
		return m.address.href(entry.url)
	}
	return e.href(x.path)
}

// extraSheets are the pages of plans and contact that no article holds.
func (m *model) extraSheets(e *edition) []*sheet {
	v := e.voices[e.lang]
	var sheets []*sheet
	plans, contact := e.plans, e.contact
	if plans != nil && e.byKey[plans.key] == nil {
		s := m.generated(e, "plans", v.text.Text("plans.title"), plans.path, func(p themes.Page) any {
			return m.withPlans(e, v, themes.Article{Page: p})
		})
		s.template = "article"
		sheets = append(sheets, s)
	}
	if contact != nil && e.byKey[contact.key] == nil {
		s := m.generated(e, "contact", v.text.Text("site.contact"), contact.path, func(p themes.Page) any {
			return m.withContact(e, v, themes.Article{Page: p})
		})
		s.template = "article"
		sheets = append(sheets, s)
	}
	return sheets
}

// withExtras adds to an article's view what it holds beside its text.
func (m *model) withExtras(e *edition, x *entry, v *voice, view themes.Article) themes.Article {
	if !e.hasExtras(x) {
		return view
	}
	isPlans, isContact := e.plans != nil && e.plans.key == x.page.Key, e.contact != nil && e.contact.key == x.page.Key
	doc := x.page.Doc()
	view.Contents = contents(doc.Headings)
	cut := doc.Sections[0].End
	view.Intro, view.Body = v.linked(doc, 0, cut), v.linked(doc, cut, len(doc.HTML))
	if isContact {
		view = m.withContact(e, v, view)
	}
	if isPlans {
		view = m.withPlans(e, v, view)
	}
	return view
}

// hasExtras says whether an article is that of the plans or of the contact.
func (e *edition) hasExtras(x *entry) bool {
	return e.plans != nil && e.plans.key == x.page.Key || e.contact != nil && e.contact.key == x.page.Key
}

// withPlans adds the plans side by side.
func (m *model) withPlans(e *edition, v *voice, view themes.Article) themes.Article {
	view.Kind = "plans"
	view.Plans = m.plansView(e, v)
	return v.withParts(view, []part{
		{"db-plan-deadlines", "plans.deadlines", len(view.Plans.Severities) > 0}, {"db-plan-scope", "plans.scope", true},
		{"db-plan-credit", "plans.credit", len(view.Plans.Credits) > 0}, {"db-plan-hours", "plans.calendars", len(view.Plans.Calendars) > 0},
	})
}

// part is a block that is put before an article's text.
type part struct {
	id, key string // of the block, and of its heading
	there   bool
}

// withParts puts the headings of parts before those of the text.
func (v *voice) withParts(view themes.Article, parts []part) themes.Article {
	var own []themes.Heading
	for _, p := range parts {
		if p.there {
			own = append(own, themes.Heading{ID: p.id, HTML: themes.Escaped(v.text.Text(p.key))})
		}
	}
	view.Contents = append(own, view.Contents...)
	return view
}

func (m *model) plansView(e *edition, v *voice) *themes.Plans {
	sla := m.sla()
	out := &themes.Plans{Reports: e.href("status/sla/")}
	for _, p := range sla.Plans {
		out.Names = append(out.Names, p.Name.For(v.site.Lang))
	}
	for _, s := range sla.Severities {
		row := themes.SeverityRow{Name: s.Name.For(v.site.Lang), Description: s.Description.For(v.site.Lang), ID: string(s.Severity)}
		for _, p := range sla.Plans {
			row.Promises = append(row.Promises, promiseView(v, p, s.Severity))
		}
		if s.UpdateEvery > 0 {
			row.Updates = v.text.Text("plans.updates", v.text.Duration(int(s.UpdateEvery.Seconds())))
		}
		out.Severities = append(out.Severities, row)
	}
	add := func(key string, cell func(*status.Plan) []string) {
		row := themes.PlanRow{Name: v.text.Text("plans." + key), Kind: key}
		some := false
		for _, p := range sla.Plans {
			texts := cell(p)
			some = some || len(texts) > 0
			row.Cells = append(row.Cells, texts)
		}
		if some {
			out.Rows = append(out.Rows, row)
		}
	}
	lang := v.site.Lang
	add("about", func(p *status.Plan) []string { return words(lang, p.Description) })
	add("price", func(p *status.Plan) []string { return words(lang, p.Price) })
	add("hours", func(p *status.Plan) []string { return []string{m.hoursText(v, p.Hours)} })
	add("channels", func(p *status.Plan) []string { return words(lang, p.Channels...) })
	add("included", func(p *status.Plan) []string { return words(lang, p.Included...) })
	add("charged", func(p *status.Plan) []string { return words(lang, p.Charged...) })
	add("excluded", func(p *status.Plan) []string { return words(lang, p.Excluded...) })
	out.Credits = m.creditRows(v)
	for _, h := range sla.Hours {
		out.Calendars = append(out.Calendars, m.calendarView(v, h))
	}
	return out
}

func promiseView(v *voice, p *status.Plan, s status.Severity) themes.Promise {
	promise, ok := p.Promise(s)
	if !ok {
		return themes.Promise{}
	}
	out := themes.Promise{Response: promiseText(v, promise.Response, promise.Hours), Resolution: promiseText(v, promise.Resolution, promise.Hours)}
	if promise.Hours.ID == allHours {
		out.Hours = v.text.Text("hours.always")
	}
	return out
}

// creditRows are the tiers of all plans, the highest figure first.
func (m *model) creditRows(v *voice) []themes.PlanRow {
	var tiers []string
	for _, p := range m.sla().Plans {
		for _, t := range p.Credits {
			if below := bare(t.Below); !slices.Contains(tiers, below) {
				tiers = append(tiers, below)
			}
		}
	}
	slices.SortFunc(tiers, func(a, b string) int { return status.CompareTargets(b, a) })
	var out []themes.PlanRow
	for _, below := range tiers {
		row := themes.PlanRow{Name: v.text.Text("plans.below", below+"%"), Kind: "credit"}
		for _, p := range m.sla().Plans {
			var cell []string
			if t, ok := status.TierFor(p.Credits, below); ok {
				cell = []string{bare(t.Credit) + "%"}
			}
			row.Cells = append(row.Cells, cell)
		}
		out = append(out, row)
	}
	return out
}

// words are the texts that say something, in a language.
func words[T interface{ For(...string) string }](lang string, texts ...T) []string {
	var out []string
	for _, t := range texts {
		if s := strings.TrimSpace(t.For(lang)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

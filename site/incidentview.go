package site

import (
	"html/template"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status"
	"deskbell/themes"
)

func (m *model) incident(e *edition, v *voice, i *status.Incident) themes.Incident {
	title, lang := i.Title.In(v.site.Lang)
	end := i.Resolved
	if i.Open() {
		end = m.board.AsOf
	}
	out := themes.Incident{ID: i.ID, Title: title, Lang: otherLang(lang, v), URL: e.href(incidentPath(i)), Severity: string(i.Severity), State: string(i.Phase),
		Started: i.Started, Resolved: i.Resolved, Duration: v.text.Duration(int(end.Sub(i.Started) / time.Second)), Services: m.impacts(e, i.Services)}
	if i.Open() && len(i.Now) > 0 { // a reader asks what does not work now
		out.Services = m.impacts(e, i.Now)
	}
	out.UpdateDue = m.board.SLA.UpdateDue(i)
	out.Late = !out.UpdateDue.IsZero() && m.board.AsOf.After(out.UpdateDue)
	for _, u := range i.Updates {
		out.Updates = append(out.Updates, m.update(v, u))
	}
	out.Detected, out.Responded = i.Detected, i.Responded
	for _, name := range i.Articles {
		if link, ok := m.incidentLink(e, name); ok {
			out.Articles = append(out.Articles, link)
		}
	}
	for _, code := range i.Codes {
		link := themes.Link{Text: code}
		if c := e.codes[fold(code)]; c != nil {
			link.URL = e.href(c.path)
		}
		out.Codes = append(out.Codes, link)
	}
	for _, f := range i.FollowUps {
		text, lang := f.Text.In(v.site.Lang)
		out.FollowUps = append(out.FollowUps, themes.FollowUp{Text: text, Lang: otherLang(lang, v), Due: f.Due, Done: f.Done, Late: f.Late(m.board.AsOf)})
	}
	out.Workaround = m.markdown(e, v, i, "workaround", i.Workaround)
	out.RootCause = m.markdown(e, v, i, "root_cause", i.RootCause)
	out.Postmortem = m.markdown(e, v, i, "postmortem", i.Postmortem)
	return out
}

func (m *model) update(v *voice, u status.Update) themes.Update {
	text, lang := u.Text.In(v.site.Lang)
	return themes.Update{At: u.At, State: string(u.Phase), Text: text, Lang: otherLang(lang, v)}
}

// markdown is a text of an incident file in the page's language as HTML.
func (m *model) markdown(e *edition, v *voice, i *status.Incident, field string, t strictyaml.Text) template.HTML {
	text, lang := t.In(v.site.Lang)
	if text == "" {
		return ""
	}
	if lang == "" {
		lang = v.site.Lang
	}
	return m.texts.html(i.Source+" ("+field+")", text, lang, e.lang)
}

func (m *model) impacts(e *edition, effects []status.Effect) []themes.ServiceImpact {
	var out []themes.ServiceImpact
	for _, f := range effects {
		out = append(out, m.impact(e, f.Service, f.State))
	}
	return out
}

func (m *model) impact(e *edition, s *status.Service, state status.State) themes.ServiceImpact {
	return themes.ServiceImpact{Name: s.Name.For(e.lang), URL: e.href(servicePath(s)), State: string(state)}
}

// incidentLink is an article that an incident names, by the article's title.
func (m *model) incidentLink(e *edition, name string) (themes.Link, bool) {
	return m.serviceLink(e, status.Link{URL: name})
}

// checkIncidentTexts converts every Markdown text of the incident files once,
// so that their problems are known before anything is written.
func (m *model) checkIncidentTexts(list *diag.List) {
	if m.board == nil {
		return
	}
	m.texts.list = list
	for _, e := range m.editions {
		for _, i := range m.board.Incidents {
			m.incident(e, e.voices[e.lang], i)
			for n, name := range i.Articles {
				if _, ok := m.incidentLink(e, name); !ok && e == m.editions[0] { // what one edition has not, none has
					list.Errorf("config-link", i.ArticlesAt[n], "write the path of a Markdown file below the language's folder, or a full address", "the incident names the article %q, which is not there", name)
				}
			}
		}
	}
	m.texts.list = new(diag.List)
}

package site

import (
	"strings"
	"time"

	"deskbell/status"
	"deskbell/themes"
)

// workAhead is how far the working time reaches that a contact page holds: beyond
// the longest deadlines, and some way into the time after the build.
const workAhead = 92 * 24 * time.Hour

// contactData is what the script of the contact page reckons with. Times are Unix
// seconds, lengths are seconds of working time.
type contactData struct {
	From      int64                 `json:"from"`
	Until     int64                 `json:"until"`
	Calendars map[string][][2]int64 `json:"calendars"` // worked stretches by id; around the clock has none
	Plans     []contactPlan         `json:"plans"`
	Words     map[string]string     `json:"words"`
}

type contactPlan struct {
	ID       string                    `json:"id"`
	Promises map[string]contactPromise `json:"promises"` // by severity
}

type contactPromise struct {
	Hours      string `json:"hours"`
	Response   int    `json:"response"`
	Resolution int    `json:"resolution"`
}

// withContact adds channels, topics, deadlines and the form.
func (m *model) withContact(e *edition, v *voice, view themes.Article) themes.Article {
	c := m.config.Contact
	view.Kind = "contact"
	out := &themes.Contact{Form: c.Form, AsOf: m.now, PlansURL: v.site.Plans, Lang: e.lang}
	if c.Form == "" {
		out.Email = c.Email
	}
	view.FormAction = formSource(c.Form)
	for _, t := range c.Topics {
		topic := themes.Category{Title: t.Text.For(e.lang)}
		for _, name := range t.Articles {
			if link, ok := m.incidentLink(e, name); ok {
				topic.Links = append(topic.Links, link)
			}
		}
		out.Topics = append(out.Topics, topic)
	}
	for _, ch := range c.Channels {
		out.Channels = append(out.Channels, m.channel(e, v, ch))
	}
	if sla := m.sla(); sla != nil {
		for _, p := range sla.Plans {
			out.Plans = append(out.Plans, themes.Link{Text: p.Name.For(e.lang), URL: p.ID})
		}
		for _, s := range sla.Severities {
			out.Levels = append(out.Levels, themes.Link{Text: s.Name.For(e.lang), URL: string(s.Severity), Note: s.Description.For(e.lang)})
		}
	}
	out.Data = m.contactData(v)
	view.Contact = out
	return v.withParts(view, []part{
		{"db-topics", "contact.topics", len(out.Topics) > 0}, {"db-channels", "contact.channels", len(out.Channels) > 0},
		{"db-deadline", "contact.deadline", len(out.Plans) > 0}, {"db-form", "contact.write", out.Form != "" || out.Email != ""},
	})
}

// formSource is a form's address as a security policy names it: without a query.
func formSource(form string) string {
	form, _, _ = strings.Cut(form, "?")
	return form
}

// unbroken keeps a telephone number on one line.
var unbroken = strings.NewReplacer("-", "\u2011", " ", "\u00a0")

func (m *model) channel(e *edition, v *voice, ch ChannelConfig) themes.Channel {
	out := themes.Channel{Name: ch.Name.For(e.lang), Text: ch.Text.For(e.lang), URL: ch.To, Label: ch.Label.For(e.lang)}
	if out.Label == "" {
		out.Label = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(ch.To, "mailto:"), "tel:"), "sms:"), "https://")
	}
	if number, ok := strings.CutPrefix(ch.To, "tel:"); ok {
		out.URL, out.Tel, out.Label = "", number, unbroken.Replace(out.Label)
	}
	if number, ok := strings.CutPrefix(ch.To, "sms:"); ok {
		out.URL, out.SMS = "", number
	}
	for _, id := range ch.Plans {
		if p := m.planOf(id); p != nil {
			out.Plans = append(out.Plans, p.Name.For(e.lang))
		}
	}
	h := m.hoursOf(ch.Hours)
	if h == nil {
		return out
	}
	out.Calendar, out.Hours = h.ID, m.hoursText(v, h)
	switch next := h.Next(m.now); {
	case h.ID == allHours: // it needs no saying
	case h.Open(m.now):
		if spans := h.Windows(m.now, m.now.Add(workAhead)); len(spans) > 0 {
			out.Now = v.text.Text("contact.open_until", v.text.DateTime(time.Unix(spans[0].End, 0), h.Zone))
		}
	case !next.IsZero():
		out.Now = v.text.Text("contact.opens", v.text.DateTime(next, h.Zone))
	}
	return out
}

// contactData are the working time of all calendars and the promises of all plans.
func (m *model) contactData(v *voice) *contactData {
	d := &contactData{From: m.now.Unix(), Until: m.now.Add(workAhead).Unix(), Calendars: map[string][][2]int64{}, Plans: []contactPlan{}, Words: map[string]string{}}
	for _, key := range []string{"open_now", "opens", "open_until", "respond_by", "resolve_by", "no_promise", "best_effort"} {
		d.Words[key] = v.text.Text("contact." + key)
	}
	sla := m.sla()
	if sla == nil {
		return d
	}
	for _, h := range sla.Hours {
		spans := [][2]int64{}
		for _, s := range h.Windows(m.now, m.now.Add(workAhead)) {
			spans = append(spans, [2]int64{s.Start, s.End})
		}
		d.Calendars[h.ID] = spans
	}
	for _, p := range sla.Plans {
		plan := contactPlan{ID: p.ID, Promises: map[string]contactPromise{}}
		for _, s := range []status.Severity{status.Minor, status.Major, status.Critical} {
			if x, ok := p.Promise(s); ok {
				plan.Promises[string(s)] = contactPromise{x.Hours.ID, int(x.Response / time.Second), int(x.Resolution / time.Second)}
			}
		}
		d.Plans = append(d.Plans, plan)
	}
	return d
}

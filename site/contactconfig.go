package site

import (
	"net/url"
	"slices"
	"strings"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status"
)

// PlansConfig says where the plans of status/sla.yaml are shown.
type PlansConfig struct {
	Page string `yaml:"page"` // a content file below a language's folder; default plans.md
}

// ContactConfig says how to reach a person.
type ContactConfig struct {
	Page     string          `yaml:"page"` // a content file below a language's folder
	Email    string          `yaml:"email"`
	Form     string          `yaml:"form"` // the address that a form is sent to
	Channels []ChannelConfig `yaml:"channels"`
	Topics   []TopicConfig   `yaml:"topics"`
}

// ChannelConfig is a way to reach a person.
type ChannelConfig struct {
	Name  strictyaml.Text `yaml:"name,required"`
	Text  strictyaml.Text `yaml:"text"`  // what it is good for
	To    string          `yaml:"to"`    // an address: https://, mailto:, tel:
	Label strictyaml.Text `yaml:"label"` // the link's text; default the address
	Hours string          `yaml:"hours"` // a calendar of sla.yaml, or 7x24
	Plans []string        `yaml:"plans,list"`
}

// TopicConfig is an answer to 'what is it about?'.
type TopicConfig struct {
	Text     strictyaml.Text `yaml:"text,required"`
	Articles []string        `yaml:"articles,list"` // content files that answer it
}

// any says whether there is more to contact than an address.
func (c ContactConfig) any() bool { return c.Form != "" || len(c.Channels) > 0 || len(c.Topics) > 0 }

// wrongEndpoint says why no policy could allow an address that forms are sent to,
// or "": it must be https, or http on this machine, and without signs that part a
// policy's words.
func wrongEndpoint(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return "is not a full address"
	case u.Scheme != "https" && (u.Scheme != "http" || u.Hostname() != "localhost" && u.Hostname() != "127.0.0.1"):
		return "is not encrypted"
	case u.User != nil || u.Fragment != "":
		return "has a user or a fragment"
	case strings.ContainsAny(address, " ;,'\"*\\\t\r\n"):
		return "has signs that a security policy cannot hold"
	}
	return ""
}

// checkForm reports a form's address that no policy could allow.
func (c *Config) checkForm(list *diag.List) {
	if wrong := wrongEndpoint(c.Contact.Form); c.Contact.Form != "" && wrong != "" {
		list.Errorf("config-form", c.doc.At("contact", "form"), "write the address that takes the form, such as https://desk.example.com/requests", "contact.form %q %s", c.Contact.Form, wrong)
		c.Contact.Form = ""
	}
}

// checkChannels reports channels' addresses that no link may have.
func (c *Config) checkChannels(list *diag.List) {
	for i, ch := range c.Contact.Channels {
		u, err := url.Parse(ch.To)
		if ch.To != "" && (err != nil || !slices.Contains([]string{"https", "http", "mailto", "tel", "sms"}, u.Scheme)) {
			list.Errorf("config-link", c.doc.At("contact", "channels", i, "to"), "write an address such as https://…, mailto:help@example.com or tel:+86-400-000-0000", "the channel leads to %q, which is no address", ch.To)
			c.Contact.Channels[i].To = ""
		}
	}
}

// checkContact reports what channels and topics name and nobody has: calendars
// and plans of sla.yaml, and articles.
func (m *model) checkContact(list *diag.List) {
	c := m.config
	for i, ch := range c.Contact.Channels {
		if ch.Hours != "" && m.hoursOf(ch.Hours) == nil {
			list.Errorf("config-hours", c.doc.At("contact", "channels", i, "hours"), "name a calendar of status/sla.yaml, or 7x24", "unknown calendar %q", ch.Hours)
		}
		for j, id := range ch.Plans {
			if m.planOf(id) == nil {
				list.Errorf("config-plan", c.doc.At("contact", "channels", i, "plans", j), "name a plan of status/sla.yaml by its id", "unknown plan %q", id)
			}
		}
	}
	for i, t := range c.Contact.Topics {
		for j, name := range t.Articles {
			if _, ok := m.incidentLink(m.editions[0], name); !ok {
				list.Errorf("config-link", c.doc.At("contact", "topics", i, "articles", j), "write the path of a Markdown file below the language's folder", "the topic names the article %q, which is not there", name)
			}
		}
	}
	if name := c.Plans.Page; name != "" {
		if m.editions[0].byKey[content.KeyOf(name)] == nil {
			list.Errorf("config-link", c.doc.At("plans", "page"), "write the path of a Markdown file below the language's folder", "plans.page is %q, which is not there", name)
		}
		if m.sla() == nil {
			list.Errorf("config-plan", c.doc.At("plans", "page"), "write status/sla.yaml beside status/services.yaml, or remove the line", "there are no plans to show: the site has no status/sla.yaml")
		}
	}
}

// sla is what is promised; nil where nothing is.
func (m *model) sla() *status.SLA {
	if m.board == nil || m.board.SLA == nil || len(m.board.SLA.Plans) == 0 {
		return nil
	}
	return m.board.SLA
}

// hoursOf is the calendar with an id, or nil.
func (m *model) hoursOf(id string) *status.Hours {
	if id == allHours {
		return status.Always(allHours, m.config.zone)
	}
	if s := m.sla(); s != nil {
		for _, h := range s.Hours {
			if h.ID == id {
				return h
			}
		}
	}
	return nil
}

// planOf is the plan with an id, or nil.
func (m *model) planOf(id string) *status.Plan {
	if s := m.sla(); s != nil {
		for _, p := range s.Plans {
			if p.ID == id {
				return p
			}
		}
	}
	return nil
}

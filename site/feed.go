package site

import (
	"cmp"
	"encoding/xml"
	"html"
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/status"
)

// Atom, RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomAuthor  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title      string         `xml:"title"`
	ID         string         `xml:"id"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
	Content    *atomContent   `xml:"content"`

	at time.Time
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Base string `xml:"xml:base,attr,omitempty"`
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

// feedLimit is how many entries a feed holds.
const feedLimit = 50

// feeds are an edition's: everything, each kind by itself, and both as a weekly
// digest.
func (m *model) feeds(e *edition) ([]file, error) {
	v := e.voices[e.lang]
	notices, releases, incidents := m.pageEntries(e, content.Notice), m.pageEntries(e, content.Release), m.incidentEntries(e, v)
	all, planned := slices.Concat(notices, releases, incidents), m.maintenanceEntries(e)
	reported := slices.Concat(incidents, planned)
	slices.SortStableFunc(all, byNewest)
	slices.SortStableFunc(reported, byNewest)
	list := []struct {
		folder, name, title string
		entries             []atomEntry
		wanted              bool
	}{
		{"", "feed", v.site.Title, all, m.hasNews(e)},
		{"", "weekly", v.text.Text("feed.weekly", v.site.Title), m.digest(e, v, "", all), m.hasNews(e)},
		{"notices/", "feed", v.text.Text("home.notices"), notices, len(notices) > 0},
		{"releases/", "feed", v.text.Text("home.releases"), releases, len(releases) > 0},
		{"status/", "feed", v.text.Text("status.title"), reported, m.board != nil},
		{"status/", "weekly", v.text.Text("feed.weekly", v.text.Text("status.title")), m.digest(e, v, "status/", reported), m.board != nil},
		{"status/maintenance/", "feed", v.text.Text("status.coming"), planned, m.board != nil},
	}
	var files []file
	for _, f := range list {
		if !f.wanted {
			continue
		}
		made, err := m.feed(e, v, f.folder, f.name, f.title, f.entries, m.now)
		if err != nil {
			return nil, err
		}
		files = append(files, made...)
	}
	return files, nil
}

// hasNews says whether there is anything that a feed could tell of. Without, a
// site has no feed: an empty one would change with every build.
func (m *model) hasNews(e *edition) bool {
	return m.board != nil || slices.ContainsFunc(e.entries, func(x *entry) bool {
		return !x.fallback && !x.page.Front.Date.IsZero() && (x.page.Kind == content.Notice || x.page.Kind == content.Release)
	})
}

// feed is a feed in all formats. Its time is that of its newest entry, or without
// any the one that is given. folder is where it stands, name what it is called.
func (m *model) feed(e *edition, v *voice, folder, name, title string, entries []atomEntry, since time.Time) ([]file, error) {
	slices.SortStableFunc(entries, byNewest)
	entries = entries[:min(len(entries), feedLimit)]
	path, home := folder+feedFile(name, "atom"), folder
	if folder == "status/maintenance/" {
		home = "status/" // it has no page of its own
	}
	self := m.address.absolute(e.prefix + path)
	f := atomFeed{Lang: e.lang, Title: title, ID: m.identity(e.prefix + path), Updated: utc(since), Author: atomAuthor{v.site.Title}, Entries: entries,
		Links: []atomLink{{"self", "application/atom+xml", self}, {"alternate", "text/html", m.address.absolute(e.prefix + home)}}}
	if folder != "" {
		f.Title = v.site.Title + " – " + title
	}
	if len(entries) > 0 {
		f.Updated = entries[0].Updated // the same entries are the same feed, whenever it is built
	}
	files, err := one(strings.TrimPrefix(e.prefix+path, "/"), f)
	if err != nil {
		return nil, err
	}
	path = folder + feedFile(name, "rss")
	rss, err := one(strings.TrimPrefix(e.prefix+path, "/"), m.rss(f, m.address.absolute(e.prefix+path)))
	if err != nil {
		return nil, err
	}
	path = folder + feedFile(name, "json")
	text, err := encodeJSON(m.jsonFeed(f, m.address.absolute(e.prefix+path)))
	return slices.Concat(files, rss, []file{{fileOf(e.prefix + path), text}}), err
}

// identity is an entry's id, which must never change: the address, or where the
// site has none a name that holds the path.
func (m *model) identity(siteURL string) string {
	if m.address.origin == "" {
		return "urn:deskbell:site:" + content.EscapePath(strings.TrimPrefix(siteURL, "/"))
	}
	return m.address.absolute(siteURL)
}

func (m *model) pageEntries(e *edition, kind content.Kind) []atomEntry {
	var out []atomEntry
	for _, x := range e.entries {
		p := x.page
		if p.Kind != kind || p.IsIndex || x.fallback || p.Front.Date.IsZero() {
			continue
		}
		at := p.Front.Date.Time
		changed := at
		for _, u := range p.Front.Updates {
			if u.At.After(changed) && !u.At.After(m.now) {
				changed = u.At
			}
		}
		a := m.atomEntry(p.Title, x.url, at, changed)
		a.Summary = cmp.Or(p.Front.Description, p.Summary)
		a.Content = &atomContent{Type: "html", Base: m.address.absolute(x.url), Lang: p.Lang, Text: string(p.Doc().HTML)}
		a.Categories = []atomCategory{{string(kind)}}
		if p.Front.Category != "" {
			a.Categories = append(a.Categories, atomCategory{string(p.Front.Category)})
		}
		for _, id := range p.Front.Products {
			a.Categories = append(a.Categories, atomCategory{id})
		}
		out = append(out, a)
	}
	return out
}

func (m *model) atomEntry(title, siteURL string, published, updated time.Time) atomEntry {
	return atomEntry{Title: title, ID: m.identity(siteURL), Published: utc(published), Updated: utc(updated), at: updated,
		Links: []atomLink{{"alternate", "text/html", m.address.absolute(siteURL)}}}
}

func (m *model) incidentEntries(e *edition, v *voice) []atomEntry {
	if m.board == nil {
		return nil
	}
	var out []atomEntry
	for _, i := range m.board.Incidents[:min(len(m.board.Incidents), feedLimit)] {
		out = append(out, m.incidentEntry(e, v, i))
	}
	return out
}

func (m *model) incidentEntry(e *edition, v *voice, i *status.Incident) atomEntry {
	a := m.atomEntry(i.Title.For(e.lang), e.prefix+incidentPath(i), i.Started, lastUpdate(i))
	var b strings.Builder
	for _, u := range i.Updates {
		b.WriteString("<p><strong>" + html.EscapeString(v.text.Text("phase."+string(u.Phase))) + "</strong> ")
		b.WriteString(html.EscapeString(v.text.DateTime(u.At, m.config.zone)) + "<br>" + html.EscapeString(u.Text.For(e.lang)) + "</p>")
	}
	a.Content = &atomContent{Type: "html", Text: b.String()}
	a.Categories = []atomCategory{{"incident"}, {string(i.Severity)}}
	for _, f := range i.Services {
		a.Categories = append(a.Categories, atomCategory{f.Service.ID})
	}
	return a
}

// maintenanceEntries are the maintenance notices, for those who follow the
// status alone.
func (m *model) maintenanceEntries(e *edition) []atomEntry {
	var out []atomEntry
	for _, a := range m.pageEntries(e, content.Notice) {
		if slices.Contains(a.Categories, atomCategory{string(content.Maintenance)}) {
			out = append(out, a)
		}
	}
	return out
}

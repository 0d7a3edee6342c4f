package site

import (
	"cmp"
	"encoding/xml"
	"regexp"
	"strings"
	"time"
)

// A feed is written three times: as Atom, as RSS for readers that know nothing
// else, and as JSON Feed for programs. Entries have the same ids in all of them.

// feedFile is the name of a feed's file in a format. name is "feed" or "weekly".
func feedFile(name, format string) string {
	switch {
	case format == "rss" && name == "feed":
		return "rss.xml"
	case format == "rss":
		return name + "-rss.xml"
	case format == "json":
		return name + ".json"
	}
	return name + ".xml"
}

// RSS 2.0, https://www.rssboard.org/rss-specification.
type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Built       string    `xml:"lastBuildDate"`
	Self        atomLink  `xml:"atom:link"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description"`
}

type rssGUID struct {
	PermaLink bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

// JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	HomePage string       `json:"home_page_url"`
	FeedURL  string       `json:"feed_url"`
	Language string       `json:"language"`
	Authors  []jsonAuthor `json:"authors"`
	Items    []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	HTML      string   `json:"content_html"`
	Summary   string   `json:"summary,omitempty"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified"`
	Tags      []string `json:"tags,omitempty"`
}

func (m *model) rss(f atomFeed, self string) rssFeed {
	out := rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Channel: rssChannel{Title: f.Title, Link: f.Links[1].Href, Description: f.Title,
		Language: strings.ToLower(f.Lang), Built: rssTime(f.Updated), Self: atomLink{"self", "application/rss+xml", self}}}
	for _, e := range f.Entries {
		out.Channel.Items = append(out.Channel.Items, rssItem{Title: e.Title, Link: e.Links[0].Href, GUID: rssGUID{ID: e.ID}, Published: rssTime(e.Published),
			Categories: e.terms(), Description: m.absoluteLinks(e.html())})
	}
	return out
}

func (m *model) jsonFeed(f atomFeed, self string) jsonFeed {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, HomePage: f.Links[1].Href, FeedURL: self, Language: f.Lang,
		Authors: []jsonAuthor{{f.Author.Name}}, Items: []jsonItem{}}
	for _, e := range f.Entries {
		out.Items = append(out.Items, jsonItem{ID: e.ID, URL: e.Links[0].Href, Title: e.Title, HTML: m.absoluteLinks(e.html()), Summary: e.Summary,
			Published: e.Published, Modified: e.Updated, Tags: e.terms()})
	}
	return out
}

func (a atomEntry) html() string {
	if a.Content == nil {
		return ""
	}
	return a.Content.Text
}

func (a atomEntry) terms() []string {
	var out []string
	for _, c := range a.Categories {
		out = append(out, c.Term)
	}
	return out
}

// rssTime writes an RFC 3339 time as RSS does.
func rssTime(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s // made by this program
	}
	return t.Format(time.RFC1123Z)
}

var rootLink = regexp.MustCompile(` (href|src)="/`)

// absoluteLinks completes the links of a page's text, for feeds that cannot say
// what they are relative to.
func (m *model) absoluteLinks(html string) string {
	if m.address.origin == "" {
		return html
	}
	return rootLink.ReplaceAllString(html, ` $1="`+m.address.origin+"/")
}

// digest gathers entries by the week in which they were published, Monday to
// Sunday in the site's zone: one entry for each week that is over and had any.
// Its id is the week's, so that it stays what it is.
func (m *model) digest(e *edition, v *voice, path string, entries []atomEntry) []atomEntry {
	var out []atomEntry
	at := map[string]int{}
	for _, a := range entries {
		published, err := time.Parse(time.RFC3339, a.Published)
		if err != nil {
			continue // made by this program
		}
		start, end := week(published.In(m.config.zone))
		if end.After(m.now) {
			continue
		}
		year, number := start.ISOWeek()
		name := itoa(year) + "-W" + pad(number)
		i, known := at[name]
		if !known {
			i = len(out)
			at[name] = i
			title := v.text.Text("feed.week", v.text.Date(start), v.text.Date(end.Add(-time.Second)))
			d := m.atomEntry(title, e.prefix+path, end, end)
			d.ID = m.identity(e.prefix + path + "weekly/" + name)
			d.Links[0].Href = m.address.absolute(e.prefix + path)
			d.Content = &atomContent{Type: "html"}
			out = append(out, d)
		}
		out[i].Content.Text += "<p><a href=\"" + xmlText(a.Links[0].Href) + "\">" + xmlText(a.Title) + "</a></p>"
		if a.Summary != "" {
			out[i].Content.Text += "<p>" + xmlText(a.Summary) + "</p>"
		}
	}
	return out
}

// week is the week of a day, from Monday to Monday, in the day's zone.
func week(t time.Time) (start, end time.Time) {
	back := (int(t.Weekday()) + 6) % 7
	start = dayStart(t.AddDate(0, 0, -back))
	return start, dayStart(start.Add(7*24*time.Hour + 12*time.Hour))
}

func pad(n int) string {
	if n < 10 {
		return "0" + itoa(n)
	}
	return itoa(n)
}

func xmlText(s string) string {
	var b strings.Builder
	if xml.EscapeText(&b, []byte(s)) != nil {
		return "" // a Builder takes everything
	}
	return b.String()
}

// byNewest orders entries, and those of one instant by id.
func byNewest(a, b atomEntry) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(a.ID, b.ID)) }

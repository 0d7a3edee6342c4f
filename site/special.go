package site

import (
	"cmp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"deskbell/search/pinyin"
	"deskbell/themes"
)

// reserved are the first segments below a language's root that articles cannot
// take: what Deskbell makes stands there.
var reserved = []string{"_deskbell", "a-z", "api", "errors", "search", "status", "404.html", "feed.json", "feed.xml", "robots.txt", "rss.xml", "sitemap.xml", "weekly-rss.xml", "weekly.json", "weekly.xml"}

const (
	letterPage  = 1000 // articles on one page of the A–Z
	letterEmbed = 300  // with at most as many, the search page holds them too
)

// specialSheets are search, the A–Z and the page for what is not there.
func (m *model) specialSheets(e *edition) []*sheet {
	v := e.voices[e.lang]
	pages := sync.OnceValue(func() [][]themes.Letter { return letterPages(e) })
	sheets := m.letterSheets(e, v, pages)
	if !m.config.Search.Off {
		s := m.generated(e, "search", v.text.Text("search.title"), "search/", func(p themes.Page) any { return searchView(p, e, pages) })
		sheets = append(sheets, s)
	}
	lost := m.generated(e, "notfound", v.text.Text("notfound.title"), "404.html", func(p themes.Page) any {
		p.NoIndex = true
		return themes.NotFound{Page: p, Popular: m.popular(e)}
	})
	lost.unlisted = true
	return append(sheets, lost)
}

func searchView(p themes.Page, e *edition, letters func() [][]themes.Letter) any {
	view := themes.Search{Page: p}
	if e.listed() <= letterEmbed {
		view.Index = letters()[0]
	}
	return view
}

// listed is how many articles the A–Z lists.
func (e *edition) listed() int {
	if e.root.index != nil {
		return len(e.entries) - 1
	}
	return len(e.entries)
}

// letterSheets are the A–Z of all articles, in pages of bounded length. Sorting is
// left to the one that is made first.
func (m *model) letterSheets(e *edition, v *voice, letters func() [][]themes.Letter) []*sheet {
	path := func(i int) string {
		if i == 0 {
			return "a-z/"
		}
		return "a-z/" + itoa(i+1) + "/"
	}
	var sheets []*sheet
	for i := range max(1, (e.listed()+letterPage-1)/letterPage) {
		s := m.generated(e, "all", v.text.Text("all.title"), path(i), func(p themes.Page) any {
			pages := letters()
			view := themes.All{Page: p, Letters: pages[i]}
			if i > 0 {
				view.Switch, view.Alternates = nil, nil // other languages have other pages
			}
			for j, l := range pages {
				if len(pages) > 1 {
					view.Pages = append(view.Pages, themes.Link{Text: l[0].Name + "–" + l[len(l)-1].Name, URL: e.href(path(j)), Current: j == i})
				}
			}
			return view
		})
		if i > 0 {
			s.alternates = nil
		}
		s.headsOnly = true
		sheets = append(sheets, s)
	}
	return sheets
}

// letterPages are all articles by their first letter, Chinese by its pinyin, cut
// into pages.
func letterPages(e *edition) [][]themes.Letter {
	type item struct {
		letter, key string
		x           *entry
	}
	items := make([]item, 0, len(e.entries))
	for _, x := range e.entries {
		if x != e.root.index {
			letter, key := sortKey(x.page.Title)
			items = append(items, item{letter, key, x})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Or(cmp.Compare(a.letter, b.letter), cmp.Compare(a.key, b.key)) })
	pages := [][]themes.Letter{nil}
	for i, it := range items {
		last := &pages[len(pages)-1]
		if i > 0 && i%letterPage == 0 {
			pages = append(pages, nil)
			last = &pages[len(pages)-1]
		}
		if n := len(*last); n == 0 || (*last)[n-1].Name != it.letter {
			*last = append(*last, themes.Letter{Name: it.letter})
		}
		l := &(*last)[len(*last)-1]
		link := it.x.link()
		if alike := func(j int) bool { return j >= 0 && j < len(items) && items[j].x.page.Title == it.x.page.Title }; (alike(i-1) || alike(i+1)) && it.x.node != nil {
			link.Note = it.x.node.title // which of them it is
		}
		l.Links = append(l.Links, link)
	}
	return pages
}

// sortKey is where a title stands in the A–Z: under its first letter, under the
// first letter of its pinyin, or under #.
func sortKey(title string) (letter, key string) {
	b := make([]byte, 0, 4*len(title))
	for _, r := range title {
		if unicode.Is(unicode.Han, r) {
			if sounds := pinyin.Of(r); len(sounds) > 0 {
				b = append(append(b, sounds[0]...), ' ')
				continue
			}
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || len(b) > 0 {
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	key = string(b)
	if r, _ := utf8.DecodeRuneInString(key); unicode.IsLetter(r) {
		return string(unicode.ToUpper(r)), key
	}
	return "#", key
}

// aliasSheets are the pages at former addresses, which lead to the new ones.
func (m *model) aliasSheets(e *edition) []*sheet {
	var out []*sheet
	v := e.voices[e.lang]
	for _, x := range e.entries {
		for _, alias := range x.page.Aliases {
			if x.fallback {
				continue
			}
			out = append(out, &sheet{url: alias, kind: "redirect", lang: e.lang, title: x.page.Title, template: "redirect", voice: v, unlisted: true, headsOnly: true,
				view: func() any { return themes.Redirect{Site: v.site, To: m.address.href(x.url)} }})
		}
	}
	return out
}

// robots lets all crawlers in and names the sitemap.
func (m *model) robots() file {
	text := "User-agent: *\nAllow: /\n"
	if m.address.origin != "" {
		text += "Sitemap: " + m.address.absolute("/sitemap.xml") + "\n"
	}
	return file{"robots.txt", []byte(text)}
}

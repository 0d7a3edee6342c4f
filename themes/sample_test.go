package themes

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"testing"
	"time"

	"deskbell/diag"
)

// sample makes every view as a site would, rich in content, in one language.
type sample struct {
	lang string
	l    *Localized
	site *Site
}

var (
	beijing   = time.FixedZone("CST", 8*3600)
	sampleNow = time.Date(2026, 10, 14, 10, 30, 0, 0, beijing)
)

// say is the text in the sample's language.
func (s *sample) say(zh, en string) string {
	if s.lang == "zh-CN" {
		return zh
	}
	return en
}

func (s *sample) url(path string) string {
	if s.lang == "zh-CN" {
		return "/" + path
	}
	return "/" + s.lang + "/" + path
}

func loadSample(t testing.TB, cfg Config) *Theme {
	t.Helper()
	cfg.Zone = beijing
	var list diag.List
	theme := Load(cfg, &list)
	for _, d := range list.Sorted() {
		t.Error(d.Pos, d.Message, d.Hint)
	}
	return theme
}

func newSample(theme *Theme, lang string) *sample {
	s := &sample{lang: lang, l: theme.In(lang)}
	assets := map[string]string{"search.js": "/_deskbell/search.js"}
	for _, a := range theme.Assets() {
		assets[a.Logical] = "/_deskbell/" + a.Name
	}
	s.site = &Site{
		Title: s.say("云信帮助中心", "Acme Messaging Help"), Home: s.url(""), Base: "/", Origin: "https://help.example.com",
		Lang: lang, Search: s.url("search/"), SearchIndex: "/_deskbell/search/" + lang + "/", AllPages: s.url("a-z/"),
		Status: s.url("status/"), StatusJSON: s.url("status/status.json"), StatusNews: sampleNow, Contact: s.url("contact/"), Feed: s.url("feed.xml"),
		Assets: assets, Zone: beijing, Now: sampleNow,
		Menu: []Link{
			{Text: s.say("快速开始", "Getting started"), URL: s.url("start/")},
			{Text: s.say("常见问题", "Questions"), URL: s.url("faq/"), Current: true},
			{Text: s.say("故障排查", "Troubleshooting"), URL: s.url("guides/")},
			{Text: s.say("版本说明", "Versions"), URL: s.url("releases/")},
			{Text: s.say("公告", "Notices"), URL: s.url("notices/")},
		},
		Footer: []Link{{Text: s.say("服务等级", "Service plans"), URL: s.url("plans/")}},
	}
	for _, tag := range []string{"zh-CN", "en"} {
		s.site.Languages = append(s.site.Languages, Language{Tag: tag, Name: LanguageName(tag), URL: "/", Current: tag == lang})
	}
	return s
}

func (s *sample) page(kind, title, lead, path string) Page {
	p := Page{
		Site: s.site, Kind: kind, PageTitle: title, Lead: lead, URL: s.url(path), Canonical: s.site.Origin + s.url(path),
		Dir: LanguageOf(s.lang).Dir, Feeds: []Link{{Text: s.site.Title, URL: s.site.Feed}},
	}
	for _, tag := range []string{"zh-CN", "en"} {
		u := (&sample{lang: tag}).url(path)
		p.Switch = append(p.Switch, Language{Tag: tag, Name: LanguageName(tag), URL: u, Current: tag == s.lang})
		p.Alternates = append(p.Alternates, Language{Tag: tag, Name: LanguageName(tag), URL: s.site.Origin + u})
	}
	return p
}

func (s *sample) articlePage(kind, title, lead, path string, headings ...Heading) Page {
	p := s.page(kind, title, lead, path)
	p.Breadcrumbs = []Link{{Text: s.l.Text("nav.home"), URL: s.url("")}, {Text: s.say("故障排查", "Troubleshooting"), URL: s.url("guides/")}, {Text: s.say("连接与登录", "Connecting"), URL: s.url("guides/connect/")}}
	p.Nav = s.nav()
	p.Contents = headings
	p.Updated = sampleNow.AddDate(0, 0, -12)
	p.EditURL = "https://example.com/edit/" + path
	p.Prev = &Link{Text: s.say("登录时提示“令牌已过期”", "“Token expired” when logging in"), URL: s.url("guides/connect/token/")}
	p.Next = &Link{Text: s.say("断线后没有自动重连", "No reconnect after the connection drops"), URL: s.url("guides/connect/reconnect/")}
	p.JSONLD = map[string]any{"@context": "https://schema.org", "@type": "TechArticle", "headline": title + " </script><b>"}
	return p
}

func (s *sample) nav() template.HTML {
	item := func(zh, en, path string, items ...NavItem) NavItem {
		return NavItem{Text: s.say(zh, en), URL: s.url(path), Items: items, Open: len(items) > 0}
	}
	return template.HTML(render(s.l, "nav", Nav{Site: s.site, Title: s.say("故障排查", "Troubleshooting"), Items: []NavItem{
		item("连接与登录", "Connecting", "guides/connect/",
			item("登录时提示“令牌已过期”", "“Token expired” when logging in", "guides/connect/token/"),
			item("移动网络下频繁掉线", "The connection drops on mobile networks", "guides/connect/drops/"),
			item("断线后没有自动重连", "No reconnect after the connection drops", "guides/connect/reconnect/"),
		),
		item("消息收发", "Messages", "guides/messages/"),
		item("推送通知", "Push notifications", "guides/push/"),
		{Text: s.say("音视频通话", "Calls"), URL: s.url("guides/calls/"), More: 14},
	}}))
}

func (s *sample) views() map[string]any {
	return map[string]any{
		"home": s.home(), "article": s.guide(), "faq": s.faq(), "question": s.question(), "release": s.release(), "notice": s.notice(),
		"section": s.section(), "notices": s.notices(), "status": s.status(20), "status-calm": s.calm(), "incident": s.incidentPage(), "search": s.search(), "all": s.all(), "notfound": s.notFound(), "service": s.service(), "sla": s.report(), "slaindex": s.reports(),
	}
}

// templateOf is the template of a sample page: some views have two samples.
func templateOf(name string) string {
	switch name {
	case "question":
		return "faq"
	case "notices":
		return "section"
	case "status-calm":
		return "status"
	}
	return name
}

// TestWriteSamples writes all sample pages below the folder that
// THEME_SAMPLES names, for looking at them in a browser.
func TestWriteSamples(t *testing.T) {
	dir := os.Getenv("THEME_SAMPLES")
	if dir == "" {
		t.Skip("skipped: THEME_SAMPLES names no folder")
	}
	theme := loadSample(t, Config{})
	for _, lang := range []string{"zh-CN", "en"} {
		s := newSample(theme, lang)
		for name, view := range s.views() {
			write(t, filepath.Join(dir, lang, name+".html"), []byte(render(s.l, templateOf(name), view)))
		}
	}
	for _, a := range theme.Assets() {
		write(t, filepath.Join(dir, "_deskbell", a.Name), a.Data)
	}
	reload := theme.ReloadScript()
	write(t, filepath.Join(dir, "_deskbell", "reload.js"), reload.Data)
	write(t, filepath.Join(dir, "_deskbell", "search.js"), []byte(fakeSearch))
}

// fakeSearch answers any query with the same hits, in the shape of search/client.
const fakeSearch = `const hit = (title, section, kind, excerpt, marks, answer) => ({url: '/guides/connect/drops/#x', title, section, kind, products: ['IM SDK'], product: 'IM SDK', version: '', lang: 'zh-CN', excerpt, marks, titleMarks: [], sectionMarks: [], answer, source: '', pinned: false, score: 1});
export const warm = async () => {};
export const search = async (q, o) => ({total: 23, suggestion: q.length > 8 ? '令牌 过期' : '', incomplete: false, facets: {kinds: [], products: [], versions: []}, hits: [
  hit('登录时提示“令牌已过期”', '令牌多久过期？', 'faq', '默认 24 小时。过期后服务端返回错误码 10102，客户端需要重新获取令牌再登录。', [[16, 21], [30, 32]], true),
  hit('移动网络下频繁掉线', '检查心跳间隔', 'guide', '…运营商的 NAT 会在 4 分钟左右回收空闲连接，心跳间隔超过 240 秒时会掉线。', [[19, 23]], false),
  hit('IM SDK 5.12.0', '修复', 'release', '修复了弱网下令牌刷新两次的问题。', [[7, 9]], false)].slice(0, o.limit || 10)});
`

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func day(n int) time.Time {
	return time.Date(2026, 7, 17, 0, 0, 0, 0, beijing).AddDate(0, 0, n)
}

func (s *sample) days(seed int) []Day {
	states := map[int]string{}
	for i := range 90 {
		switch (i*7 + seed*13) % 97 {
		case 3, 50:
			states[i] = "major_outage"
		case 20:
			states[i] = "partial_outage"
		case 31, 77:
			states[i] = "degraded_performance"
		case 64:
			states[i] = "under_maintenance"
		case 90:
			states[i] = "no_data"
		}
	}
	var out []Day
	for i := range 90 {
		d := Day{Date: day(i), State: "operational"}
		if seed%7 == 3 && i < 20 {
			d.State = "no_data"
		}
		if st, ok := states[i]; ok {
			d.State = st
		}
		d.Text = s.l.Text("status.days.text", s.l.Date(d.Date), s.l.Text("status.days.operational"))
		if d.State != "operational" {
			d.Text = s.l.Text("status.days.text", s.l.Date(d.Date), fmt.Sprintf("%s, %s", s.l.Text("status.state."+d.State), s.l.Duration(1260+i*60)))
		}
		out = append(out, d)
	}
	return out
}

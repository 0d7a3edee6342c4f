package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/bench/internal/web"
	"deskbell/site"
)

func TestChoose(t *testing.T) {
	page := func(kind, lang, source, url string) site.PageInfo {
		return site.PageInfo{Kind: kind, Lang: lang, Source: source, URL: url}
	}
	pages := []site.PageInfo{
		page("home", "zh-CN", "content/zh-CN/index.md", "/"), page("home", "en", "content/en/index.md", "/en/"),
		page("guide", "en", "content/en/guides/index.md", "/long-list/"), page("guide", "en", "a.md", "/a/"), page("guide", "en", "b.md", "/bb/"),
		page("faq", "en", "f.md", "/f/"), page("release", "en", "r.md", "/r/"), page("status", "en", "", "/s/"), page("page", "en", "p.md", "/p/"),
	}
	got, err := choose(pages, func(p site.PageInfo) int64 { return int64(len(p.URL)) })
	if err != nil {
		t.Fatal(err)
	}
	var urls []string
	for _, c := range got {
		urls = append(urls, c.URL)
	}
	if want := []string{"/en/", "/", "/bb/", "/f/", "/r/", "/s/"}; !slices.Equal(urls, want) {
		t.Error(urls)
	}
	if _, err := choose(pages[:3], func(site.PageInfo) int64 { return 0 }); err == nil || !strings.Contains(err.Error(), `"guide"`) {
		t.Error(err)
	}
}

func TestSum(t *testing.T) {
	request := func(path, kind string, bytes int64) web.Request {
		return web.Request{Path: path, Type: kind, Bytes: bytes, Status: 200}
	}
	requests := []web.Request{
		request("/", "text/html; charset=utf-8", 1), request("/a.js", "text/javascript; charset=utf-8", 20), request("/a.css", "text/css; charset=utf-8", 300),
		request("/a.png", "image/png", 4000), request("/status/status.json", "application/json", 50_000),
	}
	if w, err := sum(requests); err != nil || w != (weight{all: 50_321, script: 20, style: 300, pictures: 4000, data: 50_000, requests: 5}) {
		t.Error(w, err)
	}
	requests[1].Status = 404
	if _, err := sum(requests); err == nil {
		t.Error("a file that is missing weighs nothing")
	}
}

const reportText = `{"categories": {
	"performance": {"score": 0.985, "auditRefs": [{"id": "slow", "weight": 10}, {"id": "hint", "weight": 0}, {"id": "good", "weight": 5}]},
	"accessibility": {"score": 1, "auditRefs": [{"id": "slow", "weight": 1}]}, "best-practices": {"score": 1}, "seo": {"score": 1}},
	"audits": {"slow": {"title": "Is slow", "score": 0.5}, "hint": {"title": "A hint", "score": 0}, "good": {"title": "Good", "score": 1}}}`

func TestLighthouseReport(t *testing.T) {
	s, err := parse([]byte(reportText))
	if err != nil || s.of != [4]int{99, 100, 100, 100} || !slices.Equal(s.faults, []string{"Is slow"}) {
		t.Error(s, err)
	}
	for _, bad := range []string{`{}`, `x`, `{"runtimeError": {"message": "no page"}}`, strings.Replace(reportText, "0.985", "null", 1)} {
		if _, err := parse([]byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
	m := middle([]*scores{{of: [4]int{90, 100, 100, 100}, faults: []string{"a"}}, s, {of: [4]int{100, 100, 100, 100}}})
	if m.of != [4]int{99, 100, 100, 100} || !slices.Equal(m.faults, []string{"Is slow", "a"}) {
		t.Error(m)
	}
}

func TestTable(t *testing.T) {
	good := scores{of: [4]int{100, 100, 100, 100}}
	pages := []*chosen{
		{PageInfo: site.PageInfo{Lang: "en"}, kind: 0, weight: weight{all: 29_000, script: 12_000}, scores: &good},
		{PageInfo: site.PageInfo{Lang: "en"}, kind: 1, weight: weight{all: 31_000}, scores: &good},
		{PageInfo: site.PageInfo{Lang: "en"}, kind: 4, weight: weight{all: 39_000, data: 5001}, scores: &good},
		{PageInfo: site.PageInfo{Lang: "en"}, kind: 2, scores: &scores{of: [4]int{100, 99, 100, 100}, faults: []string{"low contrast"}}},
	}
	text := table(pages, true).Markdown("en", 2)
	for _, want := range []string{"script ≤ 12 kB ✓", "≤ 30 kB, not reached", "≤ 40 kB, not reached", "100 / 99 / 100 / 100", "FAQ (en): low contrast", "status.json (en): 5.0 kB"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Count(text, "not reached") != 3 {
		t.Error(text)
	}
}

func TestClock(t *testing.T) {
	a, err := clock("@1795226400")
	b, other := clock("2026-11-21T10:00:00+08:00")
	if err != nil || other != nil || !a.Equal(b) || a.Before(time.Unix(0, 0)) {
		t.Error(a, b, err, other)
	}
}

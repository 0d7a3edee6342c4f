package browser

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// harmlessOutput reads each file of a site as its readers do: pages have no
// script, handler, style or frame of their own and no link that runs; feeds and
// the sitemap are XML of known elements, data is JSON, calendars have whole lines.
func harmlessOutput(t *testing.T, dir string) {
	t.Helper()
	checks := map[string]func(text []byte) string{".html": badPage, ".xml": badXML, ".json": badJSON, ".ics": badCalendar, ".svg": badXML}
	seen := map[string]int{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		check := checks[filepath.Ext(name)]
		if err != nil || d.IsDir() || check == nil || d.Name() == "shelf.html" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		seen[filepath.Ext(name)]++
		if bad := check(text); bad != "" {
			t.Errorf("%s: %s", strings.TrimPrefix(name, dir), bad)
		}
		return nil
	})
	if err != nil || seen[".html"] < 100 || seen[".xml"] < 3 || seen[".json"] < 3 || seen[".ics"] == 0 {
		t.Errorf("looked at %v, %v", seen, err)
	}
}

// badPage says what a page has that could run, or "".
func badPage(text []byte) string {
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			if bad := badTag(tag); bad != "" {
				return bad
			}
			if tag.Data == "script" && isData(tag) {
				if z.Next() != html.TextToken || !json.Valid(z.Raw()) {
					return "data that is no JSON: " + string(z.Raw())
				}
			} else if tag.Data == "script" && z.Next() == html.TextToken {
				return "a script in the page: " + string(z.Raw())
			}
		}
	}
}

// isData says whether a script is a block of JSON, which no browser runs.
func isData(tag html.Token) bool {
	for _, a := range tag.Attr {
		if a.Key == "type" {
			return a.Val == "application/ld+json" || a.Val == "application/json"
		}
	}
	return false
}

func badTag(tag html.Token) string {
	switch tag.Data {
	case "style", "iframe", "frame", "object", "embed", "base", "applet", "math", "portal", "xmp", "plaintext":
		return "<" + tag.Data + ">"
	}
	for _, a := range tag.Attr {
		value := strings.ToLower(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, a.Val))
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "formaction", a.Key == "http-equiv" && value == "refresh" && strings.Contains(value, "script"):
			return "<" + tag.Data + " " + a.Key + ">"
		case a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "poster":
			scheme, _, _ := strings.Cut(value, ":")
			if scheme == "javascript" || scheme == "vbscript" || scheme == "data" && !strings.HasPrefix(value, "data:image/") && !strings.HasPrefix(value, "data:,") || scheme == "blob" {
				return a.Key + "=" + a.Val
			}
			if tag.Data == "script" && (!strings.HasPrefix(value, "/") || strings.HasPrefix(value, "//")) && !strings.HasPrefix(value, ".") {
				return "a script from elsewhere: " + a.Val
			}
		}
	}
	return ""
}

// badXML says what is wrong with a feed, a sitemap or a picture.
func badXML(text []byte) string {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		if e, ok := token.(xml.StartElement); ok && (strings.EqualFold(e.Name.Local, "script") || strings.EqualFold(e.Name.Local, "img") || strings.EqualFold(e.Name.Local, "foreignObject")) {
			return "<" + e.Name.Local + ">"
		}
	}
}

func badJSON(text []byte) string {
	if !json.Valid(text) {
		return "no JSON"
	}
	return ""
}

var calendarLine = regexp.MustCompile(`^([A-Z-]+[;:]| )`)

// badCalendar says which line text has broken into.
func badCalendar(text []byte) string {
	for line := range strings.SplitSeq(strings.TrimSuffix(string(text), "\r\n"), "\r\n") {
		if !calendarLine.MatchString(line) || strings.ContainsAny(line, "\r\n") {
			return "the line " + line
		}
	}
	return ""
}

// TestHarmlessOutputCanFail plants what the check of files must see.
func TestHarmlessOutputCanFail(t *testing.T) {
	for text, check := range map[string]func([]byte) string{
		`<p onclick=x>`: badPage, `<script>x</script>`: badPage, `<a href="java&Tab;script:x">`: badPage, `<iframe>`: badPage, `<p style=x>`: badPage,
		`<script type="application/ld+json">{</script>`: badPage, `<script src=https://evil.example/x.js></script>`: badPage,
		`<script src=//evil.example/x.js></script>`: badPage, `<feed><title><script/></title></feed>`: badXML, `<feed>&bad;</feed>`: badXML, `{"a":}`: badJSON, "SUMMARY:a\nATTACH:x\r\n": badCalendar, "SUMMARY:a\r\nx y:z\r\n": badCalendar,
	} {
		if check([]byte(text)) == "" {
			t.Errorf("%s is taken for harmless", text)
		}
	}
}

package browser

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// answer is what the vendor's endpoint was sent.
type answer struct {
	header http.Header
	fields url.Values
}

// endpoint takes answers as the manual tells vendors to, on a host of its own.
func endpoint(t *testing.T) (address string, answers chan answer) {
	t.Helper()
	answers = make(chan answer, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil || r.Method != http.MethodPost || r.URL.Path != "/take" {
			t.Errorf("the endpoint is asked %s %s: %v", r.Method, r.URL, err)
		}
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		if r.Header.Get("Sec-Fetch-Dest") == "document" {
			http.Redirect(w, r, r.PostForm.Get("page")+"#db-thanks", http.StatusSeeOther)
		}
		answers <- answer{r.Header, r.PostForm}
	}))
	t.Cleanup(server.Close)
	return server.URL, answers
}

// passes says what of the fields the published schema has against them.
func passes(t *testing.T, fields url.Values) error {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "docs", "content", "en", "reference", "schemas", "feedback-1.json"))
	if err != nil {
		t.Fatal(err)
	}
	object := map[string]any{}
	for name, values := range fields {
		object[name] = strings.Join(values, " and ")
	}
	return schema.Validate(object)
}

// TestFeedback answers both ways, by keyboard alone, with scripts and without,
// on a desktop and on a phone.
func TestFeedback(t *testing.T) {
	to, answers := endpoint(t)
	e := build(t, "help/", map[string]string{
		"deskbell.yaml":    "title: Help\nlanguages: [en]\nfeedback: {to: " + to + "/take}\n",
		"content/sound.md": "# No sound\n\nTurn it up.\n",
	}, nil)
	for _, c := range []struct {
		name    string
		look    look
		scripts bool
	}{{"desktop", desktop, true}, {"phone", phone, true}, {"without scripts", desktop, false}, {"phone without scripts", phone, false}} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, e.base, c.look)
			b.allow(to)
			if !c.scripts {
				must(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			}
			thanked := `document.querySelector(".feedback-said").textContent.includes("Thank you") && document.activeElement.matches(".feedback-said[role=status]")`
			if !c.scripts {
				thanked = `location.hash === "#db-thanks" && document.querySelector("#db-thanks").checkVisibility()`
			}
			thanked += ` && !document.querySelector(".feedback button").checkVisibility()`
			received := func(want url.Values) {
				t.Helper()
				b.until("thanks", thanked)
				a := <-answers
				want.Set("page", e.base+"sound/")
				want.Set("language", "en")
				if got := a.fields.Encode(); got != want.Encode() {
					t.Errorf("the endpoint is sent %s, want %s", got, want.Encode())
				}
				if err := passes(t, a.fields); err != nil {
					t.Error(err)
				}
				if c.scripts && (a.header.Get("Cookie") != "" || a.header.Get("Referer") != "") {
					t.Errorf("sent along: %v", a.header)
				}
			}
			b.visit("sound/")
			b.reach(`.feedback form > .choice`)
			b.press(kb.Enter)
			received(url.Values{"helpful": {"yes"}})

			b.visit("sound/?again")
			b.reach(`.feedback summary`)
			b.press(kb.Enter)
			b.reach(`.feedback [type=radio]`)
			b.press(" ")
			b.press(kb.ArrowDown)
			b.reach(`.feedback textarea`)
			b.press("No menu")
			b.reach(`.feedback .button`)
			b.press(kb.Enter)
			received(url.Values{"helpful": {"no"}, "reason": {"unclear"}, "comment": {"No menu"}})
		})
	}
}

// TestFeedbackThatCannotBeSent has nobody listen.
func TestFeedbackThatCannotBeSent(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	e := build(t, "", map[string]string{
		"deskbell.yaml":    "title: Help\nlanguages: [en]\nfeedback: {to: " + server.URL + "}\n",
		"content/sound.md": "# No sound\n\nTurn it up.\n",
	}, nil)
	b := open(t, e.base, phone)
	b.allow(server.URL)
	b.visit("sound/")
	b.reach(`.feedback form > .choice`)
	b.press(kb.Enter)
	b.until("the failure to be said", `document.querySelector(".feedback-said").textContent.includes("could not be sent") && document.querySelector(".feedback .choice").checkVisibility()`)
	b.forgive("ERR_CONNECTION_REFUSED")
}

package preview

import (
	"context"
	"testing"

	"deskbell/site"
)

// A saved style sheet is given to the pages as they stand; anything else loads
// them again, and nothing new leaves them alone.
func TestWhatBrowsersAreTold(t *testing.T) {
	css := site.Changes{Changed: []site.ChangedFile{{File: "_deskbell/theme-0a1b.css"}, {File: "index.html"}}}
	for _, c := range []struct {
		name       string
		changed    []string
		hash       string
		changes    site.Changes
		want, data string
	}{
		{"styles", []string{"themes/styles/theme.css"}, "b", css, "styles", "/_deskbell/theme-0a1b.css"},
		{"styles and a text", []string{"content/a.md", "themes/styles/theme.css"}, "b", css, "reload", "{}"},
		{"a text", []string{"content/a.md"}, "b", site.Changes{}, "reload", "{}"},
		{"styles that change nothing", []string{"themes/styles/theme.css"}, "a", site.Changes{}, "ok", "{}"},
		{"the clock", nil, "b", css, "reload", "{}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &session{hub: newHub(), last: &site.Result{Hash: "a"}, Config: Config{
				Log: func(Event) {},
				Build: func(context.Context, site.Options) (*site.Result, error) {
					return &site.Result{Written: true, Hash: c.hash, Changes: c.changes}, nil
				},
			}}
			s.hub.succeed(true)
			heard := s.hub.join("")
			<-heard // how things are
			if err := s.build(t.Context(), c.changed, nil, nil); err != nil {
				t.Fatal(err)
			}
			if m := <-heard; m.name != c.want || m.data != c.data {
				t.Errorf("%s %q, want %s %q", m.name, m.data, c.want, c.data)
			}
		})
	}
}

package site

import (
	"net/url"
	"strings"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/themes"
)

// FeedbackConfig says where readers' answers to 'did this help?' are sent.
// Without To the question is not asked.
type FeedbackConfig struct {
	To      string         `yaml:"to"`
	Comment *bool          `yaml:"comment"` // whether readers may add words of their own; they may unless this is false
	Reasons []ReasonConfig `yaml:"reasons"` // in place of the theme's
}

// ReasonConfig is a reason why an article did not help.
type ReasonConfig struct {
	ID   string          `yaml:"id,required"`
	Text strictyaml.Text `yaml:"text,required"`
}

// reasons are the theme's, by their ids; their texts are "feedback.reason.ID".
var reasons = []string{"unsolved", "unclear", "outdated", "wrong", "other"}

// checkFeedback reports an endpoint that no policy could allow, and reasons that
// cannot be told apart.
func (c *Config) checkFeedback(list *diag.List) {
	f := &c.Feedback
	if c.doc.Has("feedback") && f.To == "" {
		list.Errorf("config-form", c.doc.At("feedback"), "write 'to:' with the address that takes the answers, or remove feedback", "feedback has no address to be sent to")
	}
	if wrong := wrongEndpoint(f.To); f.To != "" && !isOwnPath(f.To) && wrong != "" {
		list.Errorf("config-form", c.doc.At("feedback", "to"), "write the address that takes the answers, such as https://desk.example.com/feedback, or a path of the site's own host", "feedback.to %q %s", f.To, wrong)
		f.To = ""
	}
	seen := map[string]bool{}
	for i, r := range f.Reasons {
		switch {
		case r.ID == "": // reported already
		case !identifier.MatchString(r.ID):
			list.Errorf("config-id", c.doc.At("feedback", "reasons", i, "id"), "use lower-case letters, digits, - and _", "%q is not an id", r.ID)
		case seen[r.ID]:
			list.Errorf("id-duplicate", c.doc.At("feedback", "reasons", i, "id"), "give each reason its own id", "reason %s stands twice", r.ID)
		}
		seen[r.ID] = true
	}
}

// isOwnPath says whether an endpoint is a path of the host that the site is on.
func isOwnPath(to string) bool {
	return strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.ContainsAny(to, "\\?#") && !strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' })
}

// endpointOrigin is what a security policy names to let an endpoint through;
// empty where the site's own host takes it.
func (m *model) endpointOrigin(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Host == "" {
		return ""
	}
	if origin := u.Scheme + "://" + u.Host; origin != m.address.origin {
		return origin
	}
	return ""
}

// feedback is the question under an entry's text; nil where no answer is wanted:
// under what announces, and where readers go whom nothing has helped.
func (m *model) feedback(x *entry, v *voice) *themes.Feedback {
	c := &m.config.Feedback
	announces := x.page.Kind == content.Notice || x.page.Kind == content.Release
	if c.To == "" || announces || x.page.IsIndex || v.site.Contact == m.address.href(x.url) {
		return nil
	}
	f := &themes.Feedback{To: c.To, Source: m.endpointOrigin(c.To), About: m.address.absolute(x.page.URL), Lang: x.page.Lang, Comment: c.Comment == nil || *c.Comment}
	for _, r := range c.Reasons {
		f.Reasons = append(f.Reasons, themes.Reason{ID: r.ID, Text: r.Text.For(v.site.Lang)})
	}
	if len(f.Reasons) == 0 {
		for _, id := range reasons {
			f.Reasons = append(f.Reasons, themes.Reason{ID: id, Text: v.text.Text("feedback.reason." + id)})
		}
	}
	return f
}

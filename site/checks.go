package site

import (
	"slices"

	"deskbell/diag"
)

// ChecksConfig says which checks a site does without.
type ChecksConfig struct {
	Off []string `yaml:"off,list"` // ids of warnings and notes
}

// switchable are the ids of all warnings and notes: what a site may switch off.
var switchable = []string{
	"article-duplicate", "check-unknown", "code-plain", "container-empty", "container-unclosed", "container-unknown", "figure-corrected", "file-case", "flow-empty",
	"flow-unreachable", "frontmatter-typo", "heading-order", "history-shallow", "history-unread", "image-alt", "image-remote", "lang-invalid",
	"lifecycle-state", "link-broken", "link-folder", "link-fragment", "link-scheme", "maintenance-overdue",
	"monitor-unknown", "monitor-unused", "notice-overdue", "off-unused", "orphan", "picture-large", "question-id", "review-due", "theme-accent", "theme-color", "theme-font",
	"theme-script", "theme-style", "time-future", "title-duplicate", "translation-missing", "translation-older", "translation-original",
	"uptime-badge", "uptime-partial", "versions-unclear", "video-captions",
}

// Switchable are the ids of all warnings and notes, sorted.
func Switchable() []string { return slices.Clone(switchable) }

// checkChecks switches off what the site does without.
func (c *Config) checkChecks(list *diag.List) {
	for i, id := range c.Checks.Off {
		if !slices.Contains(switchable, id) {
			list.Warnf("check-unknown", c.doc.At("checks", "off", i), diag.DidYouMean(id, switchable, "ids stand in brackets behind messages; errors cannot be switched off"), "no warning has the id %q", id)
		}
	}
	list.Mute(c.Checks.Off)
}

// lint looks at what does not stop a build but should not stay: only a check
// asks for it.
func lint(b *run, in *input, m *model) {
	if !b.o.DryRun {
		return
	}
	linked := map[string]bool{}
	for _, e := range m.editions {
		for _, l := range slices.Concat(in.config.Navigation, in.config.Footer, []MenuLink{{To: in.config.Contact.Page}}) {
			if x := e.entryByPath(l.To); x != nil {
				linked[x.page.URL] = true
			}
		}
	}
	in.tree.Lint(in.content, in.converter, linked, &b.list)
}

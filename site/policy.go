package site

import (
	"slices"
	"time"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/themes"
)

// A text that people agreed to, such as terms of use, stays readable as it was:
// each of its versions is an article of one folder and says from which day on it
// holds. A notice of a change names the text.

// policyTexts are the versions of a text in a section, the newest first.
func (n *node) policyTexts() []*entry {
	var texts []*entry
	for _, x := range n.pages {
		if !x.page.Front.Effective.IsZero() {
			texts = append(texts, x)
		}
	}
	slices.SortStableFunc(texts, func(a, b *entry) int { return b.page.Front.Effective.Compare(a.page.Front.Effective.Time) })
	return texts
}

// policyText is the text that a section holds, with its versions as of the
// build; nil for other sections. x is the version that is looked at, or nil.
func (m *model) policyText(n *node, x *entry) *themes.Policy {
	texts := n.policyTexts()
	if len(texts) == 0 {
		return nil
	}
	out := &themes.Policy{Versions: make([]themes.PolicyVersion, len(texts))}
	for i, t := range texts {
		f := t.page.Front
		link := t.link()
		v := &out.Versions[i]
		*v = themes.PolicyVersion{Title: t.page.Title, Version: f.Version, URL: link.URL, Lang: link.Lang, Lead: f.Description, From: f.Effective.Time, State: "replaced", Current: t == x}
		if i > 0 {
			v.Until = texts[i-1].page.Front.Effective.AddDate(0, 0, -1)
		}
		switch {
		case v.From.After(m.now):
			v.State = "coming"
		case out.InForce == nil:
			v.State, out.InForce = "in_force", v
		}
		if v.Current {
			out.This = v
		}
	}
	return out
}

// noticePolicy is the text that a notice is about.
func (m *model) noticePolicy(e *edition, x *entry) *themes.Policy {
	if x.page.Front.Policy == "" {
		return nil
	}
	target := e.entryByPath(x.page.Front.Policy)
	if target == nil {
		return nil // reported by checkPolicies
	}
	text := m.policyText(target.node, target)
	if text != nil && text.This != nil {
		text.This.Current = false // the notice is no version itself
	}
	return text
}

// checkPolicies reports notices about a text that is not there, and versions of
// one text that begin on the same day.
func checkPolicies(tree *content.Tree, list *diag.List) {
	days := map[*content.Section]map[time.Time]*content.Page{}
	for _, p := range tree.Pages {
		if day := p.Front.Effective; !day.IsZero() {
			if days[p.Section] == nil {
				days[p.Section] = map[time.Time]*content.Page{}
			}
			if first := days[p.Section][day.Time]; first != nil {
				list.Add(diag.Diagnostic{ID: "policy-day", Severity: diag.Error, Pos: p.FrontPos("effective"), Message: "another version of the text holds from the same day", Hint: "write the day from which each holds",
					Related: []diag.Related{{Pos: first.FrontPos("effective"), Message: "the other version is here"}}})
				continue
			}
			days[p.Section][day.Time] = p
		}
	}
	for _, p := range tree.Pages {
		if p.Front.Policy == "" {
			continue
		}
		target := tree.ByPath(p.Tree, p.Front.Policy)
		if target == nil || days[target.Section] == nil {
			list.Errorf("policy-unknown", p.FrontPos("policy"), "write the file of the version that is new, below the language's folder, such as privacy/3.0.md; it has 'effective:'", "%s is no text with the day from which it holds", p.Front.Policy)
		}
	}
}

// nextPolicy is when a text begins to hold, the nearest from now; zero for none.
func nextPolicy(tree *content.Tree, now time.Time) time.Time {
	var next time.Time
	for _, p := range tree.Pages {
		if day := p.Front.Effective.Time; day.After(now) && (next.IsZero() || day.Before(next)) {
			next = day
		}
	}
	return next
}

// policyOf is the text of which an article is a version, or nil.
func (m *model) policyOf(x *entry) *themes.Policy {
	if x.page.Front.Effective.IsZero() || x == x.node.index {
		return nil
	}
	return m.policyText(x.node, x)
}

package site

import (
	"slices"
	"strings"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/themes"
)

// An article that is about versions past their end says so: none of them gets
// fixes, or none of them gets any but for security.

// support is what to say of the support of the versions that an article is
// about; nil where one of them is fully supported, or nothing is known.
func (m *model) support(e *edition, applies []content.Applies) *themes.SupportNotice {
	if len(m.releases) == 0 || len(applies) == 0 {
		return nil
	}
	var out *themes.SupportNotice
	for _, a := range applies {
		rows := m.releases[a.Product].about(a.Versions)
		if len(rows) == 0 {
			return nil
		}
		if out == nil {
			out = &themes.SupportNotice{State: string(Ended)}
		}
		for _, l := range rows {
			switch state, _ := l.at(m.now); state {
			case Supported:
				return nil
			case SecurityOnly:
				out.State = string(SecurityOnly)
			}
			if last := endOf(l.SecurityUntil); last.After(out.SecurityEnd) {
				out.SecurityEnd, out.Until = last, l.SecurityUntil.Time
			}
			if last := endOf(l.SupportedUntil); last.After(out.SecurityEnd) {
				out.SecurityEnd, out.Until = last, l.SupportedUntil.Time
			}
		}
		out.Versions = append(out.Versions, m.config.productName(a.Product, e.lang)+" "+comparisons.Replace(a.Versions))
	}
	if latest := e.latest(applies[0].Product); latest != nil {
		link := latest.link()
		link.Text = latest.page.Front.Version
		out.Latest = &link
	}
	return out
}

// about are the lifecycles of the versions that a text names; nil where the
// text cannot be read or names none that is known.
func (p *ProductReleases) about(versions string) []*Lifecycle {
	if p == nil {
		return nil
	}
	spans, ok := versionSpans(versions)
	if !ok {
		return nil
	}
	var out []*Lifecycle
	for i := range p.Lifecycle {
		own := func(name string) bool {
			rows, ok := versionSpans(strings.TrimSuffix(name, ".x"))
			return ok && slices.ContainsFunc(spans, func(s versionSpan) bool {
				return slices.ContainsFunc(rows, s.overlaps)
			})
		}
		if slices.ContainsFunc(p.Lifecycle[i].Versions, own) {
			out = append(out, &p.Lifecycle[i])
		}
	}
	return out
}

// latest is a product's newest version that an edition has a note of, or nil.
func (e *edition) latest(product string) *entry {
	var found *entry
	e.root.each(func(n *node) error {
		for _, p := range n.products {
			if p.id == product && found == nil {
				found = p.releases[0]
			}
		}
		return nil
	})
	return found
}

// checkApplies reports versions that cannot be read, where it would matter: of
// products whose support is known.
func (m *model) checkApplies(list *diag.List) {
	for _, p := range m.tree.Pages {
		for i, a := range p.Front.AppliesTo {
			if f := m.releases[a.Product]; f == nil || len(f.Lifecycle) == 0 || a.Versions == "" {
				continue
			}
			if _, ok := versionSpans(a.Versions); !ok {
				list.Warnf("versions-unclear", p.FrontPos("applies_to", i, "versions"), `write ">= 4.2", "< 5", "4.0 – 4.3" or "4.2, 4.3"`, "%q names no versions, so it cannot be said whether they are supported", a.Versions)
			}
		}
	}
}

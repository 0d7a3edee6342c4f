package site

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// ReleaseFile is the name of the file that says how long versions are
// supported, what comes next, and what versions work with.
const ReleaseFile = "releases.yaml"

// ProductReleases is what releases.yaml says of a product.
type ProductReleases struct {
	Lifecycle     []Lifecycle    `yaml:"lifecycle"`
	Planned       []Planned      `yaml:"planned"`
	Compatibility *Compatibility `yaml:"compatibility"`
}

// Lifecycle is how long some versions are supported: until the end of the days.
type Lifecycle struct {
	Versions       []string        `yaml:"versions,list"` // "4.9" is every 4.9.x
	Released       strictyaml.Date `yaml:"released"`
	SupportedUntil strictyaml.Date `yaml:"supported_until"`
	SecurityUntil  strictyaml.Date `yaml:"security_until"`
	State          SupportState    `yaml:"state"` // what the vendor says; checked against the days

	pos diag.Position
}

// SupportState is how a version is supported.
type SupportState string

// The states of support.
const (
	Supported    SupportState = "supported"
	SecurityOnly SupportState = "security"
	Ended        SupportState = "ended"
)

// Values are the states as YAML writes them.
func (SupportState) Values() []string { return []string{"supported", "security", "ended"} }

// Planned is a version that is not there yet.
type Planned struct {
	Version string          `yaml:"version,required"`
	When    strictyaml.Text `yaml:"when"` // in words: "January 2027"
	Text    strictyaml.Text `yaml:"text"` // Markdown

	pos diag.Position // of the text
}

// Compatibility is a table of what versions work with.
type Compatibility struct {
	Versions []string           `yaml:"versions,list"` // the columns
	Rows     []CompatibilityRow `yaml:"rows"`
	Problems strictyaml.Text    `yaml:"problems"` // known ones; Markdown

	pos diag.Position // of the problems
}

// CompatibilityRow is a system, a device or a platform.
type CompatibilityRow struct {
	Name   strictyaml.Text   `yaml:"name,required"`
	Values []strictyaml.Text `yaml:"values"` // one for each version
}

// releaseFacts is releases.yaml.
type releaseFacts map[string]*ProductReleases

// readReleases reads releases.yaml, which a site may have.
func readReleases(site fs.FS, c *Config, now time.Time, list *diag.List) releaseFacts {
	facts := releaseFacts{}
	doc := strictyaml.ReadFile(site, ReleaseFile, &facts, strictyaml.Options{Zone: c.zone, Limits: c.Limits.yaml()}, list)
	if doc == nil {
		return nil
	}
	for id, p := range facts {
		c.checkProduct(id, doc.KeyAt(id), list)
		if p == nil {
			delete(facts, id)
			continue
		}
		for i := range p.Lifecycle {
			l := &p.Lifecycle[i]
			l.pos = doc.At(id, "lifecycle", i)
			l.check(doc, now, list, id, "lifecycle", i)
		}
		for i := range p.Planned {
			p.Planned[i].pos = doc.At(id, "planned", i, "text")
		}
		p.checkTable(doc, list, id)
	}
	return facts
}

// check reports days out of order, and a state that the days contradict.
func (l *Lifecycle) check(doc *strictyaml.Doc, now time.Time, list *diag.List, at ...any) {
	here := func(key string) diag.Position { return doc.At(append(slices.Clone(at), key)...) }
	if len(l.Versions) == 0 {
		list.Errorf("yaml-required", l.pos, "write 'versions: \"4.9\"'", `"versions" is missing`)
	}
	if !l.SecurityUntil.IsZero() && l.SecurityUntil.Before(l.SupportedUntil.Time) {
		list.Errorf("lifecycle-order", here("security_until"), "security fixes last at least as long as full support", "security fixes end before full support does")
	}
	if !l.Released.IsZero() && !l.SupportedUntil.IsZero() && l.SupportedUntil.Before(l.Released.Time) {
		list.Errorf("lifecycle-order", here("supported_until"), "mend one of the days", "support ends before the release")
	}
	if state, _ := l.at(now); l.State != "" && l.State != state {
		list.Warnf("lifecycle-state", here("state"), "write '"+string(state)+"', or mend the days; without 'state' it follows from them",
			"the version is called %q, but by its days it is %q", l.State, state)
	}
}

// at is the state at a moment, and when the state ends; zero for one without end.
func (l *Lifecycle) at(now time.Time) (SupportState, time.Time) {
	full, security := endOf(l.SupportedUntil), endOf(l.SecurityUntil)
	switch {
	case full.IsZero() && security.IsZero():
		return cmp.Or(l.State, Supported), time.Time{}
	case now.Before(full):
		return Supported, full
	case now.Before(security):
		return SecurityOnly, security
	}
	return Ended, cmp.Or(security, full)
}

// endOf is when a day is over.
func endOf(d strictyaml.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.AddDate(0, 0, 1)
}

func (p *ProductReleases) checkTable(doc *strictyaml.Doc, list *diag.List, id string) {
	if p.Compatibility == nil {
		return
	}
	p.Compatibility.pos = doc.At(id, "compatibility", "problems")
	for i, row := range p.Compatibility.Rows {
		if n, want := len(row.Values), len(p.Compatibility.Versions); n != want {
			list.Errorf("compatibility-columns", doc.At(id, "compatibility", "rows", i), "write one value for each of 'versions'", "the row has %d values, the table %d versions", n, want)
		}
	}
}

// of is the lifecycle of a version: that of the longest of the versions it
// belongs to, or nil.
func (p *ProductReleases) of(version string) *Lifecycle {
	var best *Lifecycle
	length := 0
	if p == nil {
		return nil
	}
	for i := range p.Lifecycle {
		for _, v := range p.Lifecycle[i].Versions {
			if len(v) > length && belongs(version, v) {
				best, length = &p.Lifecycle[i], len(v)
			}
		}
	}
	return best
}

// belongs says whether a version is one of those that a shorter name stands
// for: 4.9.1 belongs to 4.9 and to 4.9.x.
func belongs(version, to string) bool {
	version, to = strings.TrimLeft(version, "vV"), strings.TrimSuffix(strings.TrimLeft(to, "vV"), ".x")
	return version == to || strings.HasPrefix(version, to+".") || strings.HasPrefix(version, to+"-")
}

// checkReleaseTexts converts the Markdown of releases.yaml, for its problems.
func (m *model) checkReleaseTexts(list *diag.List) {
	for _, p := range m.releases {
		for _, next := range p.Planned {
			m.checkText(ReleaseFile, next.Text, next.pos, list)
		}
		if p.Compatibility != nil {
			m.checkText(ReleaseFile, p.Compatibility.Problems, p.Compatibility.pos, list)
		}
	}
}

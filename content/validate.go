package content

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// validate checks what a page's front matter says against its kind and the
// site. All that is wrong is reported.
func (p *Page) validate(cfg Config, list *diag.List) {
	if !p.hasHead() {
		if !p.IsIndex {
			p.validateKind(cfg, list)
		}
		return
	}
	f := &p.Front
	if f.Lang != "" && !strictyaml.IsLanguageTag(f.Lang) {
		list.Warnf("lang-invalid", p.FrontPos("lang"), "write a language tag such as zh-CN or en", "%q is no language tag", f.Lang)
	}
	p.validateWindows(list)
	p.validateProducts(cfg, list)
	if !p.IsIndex {
		p.validateKind(cfg, list)
	}
}

// validateWindows reports windows that end before they start, and a zone that is
// none.
func (p *Page) validateWindows(list *diag.List) {
	order := func(start, end time.Time, path ...any) {
		if start.IsZero() || end.IsZero() || end.After(start) {
			return
		}
		at := func(key string) diag.Position { return p.FrontPos(append(slices.Clone(path), key)...) }
		list.Add(diag.Diagnostic{ID: "window-order", Severity: diag.Error, Pos: at("end"),
			Message: "the window ends before it starts", Hint: "swap start and end, or mend the date",
			Related: []diag.Related{{Pos: at("start"), Message: "the start is here"}}})
	}
	if w := p.Front.Window; w != nil {
		order(w.Start, w.End, "window")
		if _, err := time.LoadLocation(w.Zone); err != nil || w.Zone == "Local" {
			list.Errorf("zone-unknown", p.FrontPos("window", "time_zone"), "write a name such as Europe/Berlin", "unknown time zone %q", w.Zone)
		}
	}
	for i, u := range p.Front.Updates {
		if u.Window != nil {
			order(u.Window.Start, u.Window.End, "updates", i, "window")
		}
	}
}

// validateKind asks for what the kind's page cannot do without.
func (p *Page) validateKind(cfg Config, list *diag.List) {
	severity := diag.Error
	if cfg.Lenient {
		severity = diag.Warning
	}
	missing := func(id, key, hint string) {
		list.Add(diag.Diagnostic{ID: id, Severity: severity, Pos: p.FrontPos(), Message: fmt.Sprintf("a %s needs %q", p.Kind, key), Hint: hint})
	}
	switch p.Kind {
	case Notice:
		if p.Front.Category == "" && !p.has("category") {
			missing("notice-category", "category", "write 'category: maintenance', security, platform, policy or renewal")
		}
		if p.Front.Category == Maintenance && p.Front.Window == nil && !p.has("window") {
			list.Add(diag.Diagnostic{ID: "notice-window", Severity: severity, Pos: p.FrontPos("category"), Message: `a maintenance needs "window"`,
				Hint: "write 'window: {start: 2026-11-02T01:00:00+08:00, end: 2026-11-02T03:00:00+08:00}'"})
		}
	case Release:
		if p.Front.Version == "" && !p.has("version") {
			missing("release-version", "version", "write 'version: 4.2.0'")
		}
	}
}

func (p *Page) validateProducts(cfg Config, list *diag.List) {
	if cfg.Products == nil {
		return
	}
	check := func(id string, path ...any) {
		if id == "" || slices.Contains(cfg.Products, id) {
			return
		}
		hint := "add it to 'products:' in deskbell.yaml"
		if len(cfg.Products) > 0 {
			hint = diag.DidYouMean(id, cfg.Products, "known products: "+strings.Join(cfg.Products, ", "))
		}
		list.Errorf("product-unknown", p.FrontPos(path...), hint, "unknown product %q", id)
	}
	check(p.Front.Product, "product")
	for i, id := range p.Front.Products {
		check(id, "products", i)
	}
	for i, a := range p.Front.AppliesTo {
		check(a.Product, "applies_to", i, "product")
	}
}

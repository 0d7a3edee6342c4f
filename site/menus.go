package site

import "deskbell/diag"

// checkMenus reports what the configuration links to and the site has not.
func (m *model) checkMenus(list *diag.List) {
	c := m.config
	if !c.exists {
		return
	}
	check := func(to string, at ...any) {
		for _, e := range m.editions {
			if _, ok := m.target(e, to); !ok {
				list.Errorf("config-link", c.doc.At(at...), "write a content file below the language's folder such as faq/index.md, a path such as /status/, or a full address", "nothing at %q", to)
				return
			}
		}
	}
	for i, l := range c.Navigation {
		check(l.To, "navigation", i, "to")
	}
	for i, l := range c.Footer {
		check(l.To, "footer", i, "to")
	}
	if c.Contact.Page != "" {
		check(c.Contact.Page, "contact", "page")
	}
}

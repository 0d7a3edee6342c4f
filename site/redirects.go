package site

import (
	"encoding/json"
	"strings"
)

// redirects tell of former addresses: one file in the form that several hosts
// look for, and one as a map in JSON for those that want another. Each former
// address is also a page that leads on.
func (m *model) redirects() []file {
	var b strings.Builder
	to := map[string]string{}
	for _, e := range m.editions {
		for _, x := range e.entries {
			for _, alias := range x.page.Aliases {
				if x.fallback {
					continue
				}
				from, target := m.address.href(alias), m.address.href(x.url)
				to[from] = target
				b.WriteString(from + " " + target + " 301\n")
			}
		}
	}
	if len(to) == 0 {
		return nil
	}
	data, err := json.MarshalIndent(to, "", "  ") // keys are sorted
	if err != nil {
		panic(err) // strings are always encoded
	}
	return []file{{"_redirects", []byte(b.String())}, {"redirects.json", append(data, '\n')}}
}

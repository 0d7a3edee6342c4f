package content

import "path"

// indexURLs makes pages findable by alias and sections by URL.
func (t *Tree) indexURLs() {
	t.byAlias = map[string]*Page{}
	for _, p := range t.Pages {
		for _, a := range p.Aliases {
			t.byAlias[a] = p
		}
	}
	t.bySection = map[string]*Section{}
	for _, lang := range t.Languages {
		t.indexSections(t.Roots[lang])
	}
}

func (t *Tree) indexSections(s *Section) {
	if t.bySection[s.URL] == nil {
		t.bySection[s.URL] = s
	}
	for _, c := range s.Sections {
		t.indexSections(c)
	}
}

// indexNames makes files findable by name and folder, once a link misses.
func (t *Tree) indexNames() {
	t.namesOnce.Do(func() {
		t.byName = make(map[string][]string, len(t.Pages)+len(t.Files))
		t.inFolder = map[string][]string{}
		add := func(source string) {
			dir, name := path.Dir(source), path.Base(source)
			t.byName[name] = append(t.byName[name], source)
			t.inFolder[dir] = append(t.inFolder[dir], name)
		}
		for _, p := range t.Pages {
			add(p.Source)
		}
		for _, f := range t.Files {
			add(f.Source)
		}
	})
}

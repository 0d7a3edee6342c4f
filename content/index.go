package content

import "path"

// indexNames makes pages findable by alias and sections by URL, and files by
// name and folder for links that miss.
func (t *Tree) indexNames() {
	t.byName = make(map[string][]string, len(t.Pages)+len(t.Files))
	t.inFolder = map[string][]string{}
	t.byAlias = map[string]*Page{}
	t.bySection = map[string]*Section{}
	add := func(source string) {
		dir, name := path.Dir(source), path.Base(source)
		t.byName[name] = append(t.byName[name], source)
		t.inFolder[dir] = append(t.inFolder[dir], name)
	}
	for _, p := range t.Pages {
		add(p.Source)
		for _, a := range p.Aliases {
			t.byAlias[a] = p
		}
	}
	for _, f := range t.Files {
		add(f.Source)
	}
	for _, root := range t.Roots {
		t.indexSections(root)
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

func (t *Tree) sectionURL(url string) *Section { return t.bySection[url] }

// folderNames are the names of the files in a folder, in order.
func (t *Tree) folderNames(dir string) []string { return t.inFolder[dir] }

func folderOf(source string) string { return path.Dir(source) }

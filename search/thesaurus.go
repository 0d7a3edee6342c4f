package search

import (
	"embed"
	"sync"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// The thesaurus is what any help desk knows and no owner should have to write:
// the words that people in trouble type, beside those that articles use. A file
// for each language holds groups that find one another and, under 'expand',
// narrow words that also find wide ones.

//go:embed thesaurus/*.yaml
var thesaurusFiles embed.FS

// thesaurusLanguages have a file.
var thesaurusLanguages = []string{"en", "zh"}

// thesaurus returns the built-in synonyms of a language by its BCP 47 tag, in
// Groups and Expand, to be weighed less than the owner's. It is nil, which
// every method takes, for a language that has none. Callers share the result
// and must not change it.
func thesaurus(lang string) *Settings {
	return thesauri()[baseLanguage(lang)]
}

var thesauri = sync.OnceValue(func() map[string]*Settings {
	all := map[string]*Settings{}
	for _, lang := range thesaurusLanguages {
		var list diag.List
		all[lang] = readThesaurus(lang, &list)
		for _, d := range list.Sorted() {
			panic(d.Pos.String() + ": " + d.Message) // a file of the program's own
		}
	}
	return all
})

func readThesaurus(lang string, list *diag.List) *Settings {
	name := "thesaurus/" + lang + ".yaml"
	data, err := thesaurusFiles.ReadFile(name)
	if err != nil {
		panic(err) // embedded
	}
	var file struct {
		Groups [][]string `yaml:"groups,required"`
		Expand []struct {
			From string   `yaml:"from,required"`
			To   []string `yaml:"to,required"`
		} `yaml:"expand,required"`
	}
	strictyaml.Decode(diag.NewSource(name, data), &file, strictyaml.Options{}, list)
	s := &Settings{Groups: file.Groups}
	for _, e := range file.Expand {
		s.Expand = append(s.Expand, Expansion{e.From, e.To})
	}
	return s
}

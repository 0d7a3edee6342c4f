package search

import (
	"embed"
	"strings"
	"sync"
)

// The thesaurus is what any help desk knows and no owner should have to write:
// the words that people in trouble type, beside those that articles use. A file
// for each language has a line for each group of words that find one another,
// with commas between them, and for each narrow word that also finds wide ones,
// which stand behind '>'.

//go:embed thesaurus/*.txt
var thesaurusFiles embed.FS

// thesaurusLanguages have a file.
var thesaurusLanguages = []string{"en", "zh"}

// thesaurus returns the built-in synonyms of a language by its BCP 47 tag, in
// Groups and Expand, to be weighed less than the owner's. It is nil, which
// every method takes, for a language that has none. Callers share the result
// and must not change it.
func thesaurus(lang string) *Settings {
	if read := thesauri[baseLanguage(lang)]; read != nil {
		return read()
	}
	return nil
}

// thesauri are read when they are asked for: a site has one language or two.
var thesauri = func() map[string]func() *Settings {
	all := map[string]func() *Settings{}
	for _, lang := range thesaurusLanguages {
		all[lang] = sync.OnceValue(func() *Settings { return readThesaurus(lang) })
	}
	return all
}()

func readThesaurus(lang string) *Settings {
	data, err := thesaurusFiles.ReadFile("thesaurus/" + lang + ".txt")
	if err != nil {
		panic(err) // embedded
	}
	var s Settings
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if from, to, narrow := strings.Cut(line, " > "); narrow {
			s.Expand = append(s.Expand, Expansion{from, strings.Split(to, ", ")})
		} else {
			s.Groups = append(s.Groups, strings.Split(line, ", "))
		}
	}
	return &s
}

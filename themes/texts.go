package themes

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"deskbell/diag"
)

// The built-in theme's words lie in the program as lines, for reading eleven
// languages of YAML took as long as making a few hundred pages:
//
//	#de
//	nav.next	Weiter
//	days.one:one	{1} Tag
const textsFile = "texts.txt"

var (
	intoLine = strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\t", "\\t")
	fromLine = strings.NewReplacer("\\\\", "\\", "\\n", "\n", "\\t", "\t")
)

// bundleTexts makes the lines from the catalogs' sources.
func bundleTexts(list *diag.List) []byte {
	var out strings.Builder
	own := builtinFiles()
	for _, name := range own.in("i18n", ".yaml") {
		fmt.Fprintf(&out, "#%s\n", langOf(name))
		cat := readCatalog(own[name].src, nil, list)
		for _, key := range slices.Sorted(maps.Keys(cat)) {
			m := cat[key]
			if m.forms == nil {
				fmt.Fprintf(&out, "%s\t%s\n", key, intoLine.Replace(m.text))
			}
			for _, form := range slices.Sorted(maps.Keys(m.forms)) {
				fmt.Fprintf(&out, "%s:%s\t%s\n", key, form, intoLine.Replace(m.forms[form]))
			}
		}
	}
	return []byte(out.String())
}

// builtinTexts are the built-in theme's words. They are not to be changed.
var builtinTexts = sync.OnceValue(func() catalogs {
	text, err := built.ReadFile("built/" + textsFile)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return readTexts(string(text))
})

func readTexts(text string) catalogs {
	out := catalogs{}
	var cat catalog
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if lang, ok := strings.CutPrefix(line, "#"); ok {
			cat = catalog{}
			out[lang] = cat
			continue
		}
		key, value, _ := strings.Cut(line, "\t")
		if strings.Contains(value, "\\") {
			value = fromLine.Replace(value)
		}
		key, form, plural := strings.Cut(key, ":")
		if !plural {
			cat[key] = message{text: value}
			continue
		}
		m := cat[key]
		if m.forms == nil {
			m.forms = map[string]string{}
		}
		if m.forms[form] = value; form == "other" {
			m.text = value
		}
		cat[key] = m
	}
	return out
}

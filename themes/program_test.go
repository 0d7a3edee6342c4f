package themes

import (
	"bytes"
	"maps"
	"slices"
	"testing"
)

// TestProgramsWriteWhatTemplatesWrite holds every built-in template, in three
// languages, against html/template, which takes its time.
func TestProgramsWriteWhatTemplatesWrite(t *testing.T) {
	theme := loadSample(t, Config{})
	for _, lang := range []string{"en", "zh-CN", "ar"} {
		l := theme.In(lang)
		for _, name := range slices.Sorted(maps.Keys(views)) {
			p := l.program(name)
			if p == nil {
				t.Errorf("%s: %s is not compiled", lang, name)
				continue
			}
			for i, view := range []any{emptyView(name), fullView(name)} {
				var want bytes.Buffer
				err := l.templates().ExecuteTemplate(&want, name, view)
				got, ok := p.Append(nil, view)
				switch {
				case err != nil && ok:
					t.Errorf("%s: %s %d: html/template says %v, the program nothing", lang, name, i, err)
				case err == nil && !ok:
					t.Errorf("%s: %s %d: the program has no answer", lang, name, i)
				case err == nil && !bytes.Equal(got, want.Bytes()):
					t.Errorf("%s: %s %d: %s", lang, name, i, firstDifference(got, want.Bytes()))
				}
			}
		}
	}
}

// firstDifference shows where two pages part.
func firstDifference(got, want []byte) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	show := func(b []byte) string { return string(b[max(0, i-40):min(len(b), i+80)]) }
	return "got …" + show(got) + "…\nwant …" + show(want) + "…"
}

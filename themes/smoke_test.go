package themes

import (
	"bytes"
	"testing"

	"deskbell/diag"
)

func TestEveryViewRenders(t *testing.T) {
	var list diag.List
	theme := Load(Config{}, &list)
	for _, d := range list.Sorted() {
		t.Error(d.Pos, d.Message, d.Hint)
	}
	for _, lang := range []string{"en", "zh-CN"} {
		l := theme.In(lang)
		for name := range views {
			for _, v := range []any{emptyView(name), fullView(name)} {
				var b bytes.Buffer
				if err := l.Render(&b, name, v); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

package themes

import "bytes"

// render is the page as text; an error stands in the page, where tests see it.
func render(l *Localized, name string, view any) string {
	var b bytes.Buffer
	if err := l.Render(&b, name, view); err != nil {
		return "render: " + err.Error()
	}
	return b.String()
}

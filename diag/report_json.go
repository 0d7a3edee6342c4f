package diag

import (
	"encoding/json"
	"io"
)

// placeJSON is a position in JSON. Line and column are left out when unknown.
type placeJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Width   int    `json:"width,omitempty"`
	Text    string `json:"text,omitempty"`
	Cut     int    `json:"cut,omitempty"`
	Message string `json:"message,omitempty"` // of related places
}

func placeOf(p Position) placeJSON {
	return placeJSON{File: p.File, Line: p.Line, Column: p.Column, Width: p.Width, Text: p.Text, Cut: p.Cut}
}

// MarshalJSON gives {id, severity, file, line, column, width, text, message,
// hint, related: [{file, line, column, width, text, message}]}. Files are paths
// from the site's folder; lines and columns count from 1, columns in characters.
// Of a line of more than 16 kB text is what stands around the place, and cut says
// how many characters of the line stand before it.
func (d Diagnostic) MarshalJSON() ([]byte, error) {
	related := make([]placeJSON, len(d.Related))
	for i, r := range d.Related {
		related[i] = placeOf(r.Pos)
		related[i].Message = r.Message
	}
	place := placeOf(d.Pos)
	return json.Marshal(struct {
		ID       string `json:"id"`
		Severity string `json:"severity"`
		placeJSON
		Message string      `json:"message"`
		Hint    string      `json:"hint"`
		Related []placeJSON `json:"related"`
	}{d.ID, d.Severity.String(), place, d.Message, d.Hint, related})
}

func (r Report) json(w io.Writer, ds []Diagnostic) error {
	if ds == nil {
		ds = []Diagnostic{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Errors      int          `json:"errors"`
		Warnings    int          `json:"warnings"`
		Diagnostics []Diagnostic `json:"diagnostics"`
	}{count(ds, Error), count(ds, Warning), ds})
}

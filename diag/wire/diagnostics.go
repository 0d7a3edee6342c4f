package wire

import "deskbell/diag"

// Diagnostics writes a list of problems. What is said again costs a byte: the problems
// of a file share its name and often the line, those of a site their advice.
func (w *Writer) Diagnostics(list []diag.Diagnostic) {
	w.Int(len(list))
	last := &diag.Diagnostic{}
	for i := range list {
		d := &list[i]
		w.Again(d.ID, last.ID)
		w.Int(int(d.Severity))
		w.Position(d.Pos, last.Pos)
		w.Again(d.Message, last.Message)
		w.Again(d.Hint, last.Hint)
		w.Int(len(d.Related))
		for _, r := range d.Related {
			w.Position(r.Pos, d.Pos)
			w.String(r.Message)
		}
		last = d
	}
}

// Diagnostics reads what Writer.Diagnostics wrote.
func (r *Reader) Diagnostics() []diag.Diagnostic {
	list := make([]diag.Diagnostic, r.Len())
	last := &diag.Diagnostic{}
	for i := range list {
		d := &list[i]
		d.ID, d.Severity, d.Pos = r.Again(last.ID), diag.Severity(r.Int()), r.Position(last.Pos)
		d.Message, d.Hint = r.Again(last.Message), r.Again(last.Hint)
		for range r.Len() {
			d.Related = append(d.Related, diag.Related{Pos: r.Position(d.Pos), Message: r.String()})
		}
		last = d
	}
	return list
}

// Position writes a position that is likely to be of the file and the line of the last.
func (w *Writer) Position(p, last diag.Position) {
	w.Again(p.File, last.File)
	w.Int(p.Line)
	w.Int(p.Column)
	w.Int(p.Width)
	w.Again(p.Text, last.Text)
	w.Int(p.Cut)
}

// Position reads what Writer.Position wrote behind the same last one.
func (r *Reader) Position(last diag.Position) diag.Position {
	return diag.Position{File: r.Again(last.File), Line: r.Int(), Column: r.Int(), Width: r.Int(), Text: r.Again(last.Text), Cut: r.Int()}
}

package wire

import "deskbell/diag"

// Diagnostics writes a list of problems.
func (w *Writer) Diagnostics(list []diag.Diagnostic) {
	w.Int(len(list))
	for _, d := range list {
		w.String(d.ID)
		w.Int(int(d.Severity))
		w.Position(d.Pos)
		w.String(d.Message)
		w.String(d.Hint)
		w.Int(len(d.Related))
		for _, r := range d.Related {
			w.Position(r.Pos)
			w.String(r.Message)
		}
	}
}

// Diagnostics reads what Writer.Diagnostics wrote.
func (r *Reader) Diagnostics() []diag.Diagnostic {
	list := make([]diag.Diagnostic, r.Len())
	for i := range list {
		d := &list[i]
		d.ID, d.Severity, d.Pos = r.String(), diag.Severity(r.Int()), r.Position()
		d.Message, d.Hint = r.String(), r.String()
		for range r.Len() {
			d.Related = append(d.Related, diag.Related{Pos: r.Position(), Message: r.String()})
		}
	}
	return list
}

// Position writes a position.
func (w *Writer) Position(p diag.Position) {
	w.String(p.File)
	w.Int(p.Line)
	w.Int(p.Column)
	w.Int(p.Width)
	w.String(p.Text)
	w.Int(p.Cut)
}

// Position reads what Writer.Position wrote.
func (r *Reader) Position() diag.Position {
	return diag.Position{File: r.String(), Line: r.Int(), Column: r.Int(), Width: r.Int(), Text: r.String(), Cut: r.Int()}
}

package status

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// frozenFile is a month that is over, kept as it was published: frozen/2026-10.yaml.
type frozenFile struct {
	Month    string        `yaml:"month,required"`
	AsOf     time.Time     `yaml:"as_of,required"`
	Services []frozenEntry `yaml:"services,required"`
}

type frozenEntry struct {
	ID       string `yaml:"id,required"`
	Span     int    `yaml:"span"`
	Excluded int    `yaml:"excluded"`
	Unknown  int    `yaml:"unknown"`
	Lost     int    `yaml:"lost"`
}

// Correction is a figure that was published and is another now, because files
// were changed after the month was frozen. Both are shown.
type Correction struct {
	Service *Service
	Month   Period
	Was, Is Figure
	Frozen  time.Time // when the figure was published
}

// Freeze writes the figures of a month as the text of frozen/<month>.yaml. It is
// an error to freeze a month that is not over.
func (b *Board) Freeze(month Period) ([]byte, error) {
	if b.AsOf.Before(month.End) {
		return nil, fmt.Errorf("%s is not over: it ends at %s", month.Name, stamp(month.End))
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# The figures of %s as they were published. Do not edit: what differs from them is shown as a correction.\n", month.Name)
	fmt.Fprintf(&out, "# span, excluded and unknown are seconds; lost is thousandths of seconds, weighted.\n")
	fmt.Fprintf(&out, "month: %s\nas_of: %s\nservices:\n", month.Name, stamp(b.AsOf))
	for _, s := range b.Services {
		f := s.Timeline.Figure(month.Start, month.End)
		fmt.Fprintf(&out, "  - {id: %s, span: %d, excluded: %d, unknown: %d, lost: %d} # %s\n", s.ID, f.Span, f.Excluded, f.Unknown, f.Lost, or(f.Percent(), "no data"))
	}
	return []byte(out.String()), nil
}

// readFrozen compares what was published with what the files say now. The
// corrections are in the order of services.yaml, and each service's by month.
func readFrozen(cfg Config, known *catalogue, list *diag.List) []Correction {
	dir := path.Join(cfg.Dir, "frozen")
	entries, err := fs.ReadDir(cfg.FS, dir)
	if err != nil {
		return nil // nothing was frozen
	}
	var out []Correction
	for _, e := range entries {
		if path.Ext(e.Name()) != ".yaml" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		name := path.Join(dir, e.Name())
		text, err := fs.ReadFile(cfg.FS, name)
		if err != nil {
			list.Errorf("file-unreadable", diag.Position{File: name}, "", "cannot read the frozen figures: %v", err)
			continue
		}
		out = append(out, compareFrozen(cfg, diag.NewSource(name, text), known, list)...)
	}
	return out
}

func compareFrozen(cfg Config, src *diag.Source, known *catalogue, list *diag.List) []Correction {
	var file frozenFile
	doc := strictyaml.Decode(src, &file, strictyaml.Options{Zone: cfg.Zone}, list)
	start, err := time.ParseInLocation("2006-01", file.Month, cfg.Zone)
	if err != nil {
		if file.Month != "" {
			list.Errorf("yaml-type", doc.At("month"), "write a month such as 2026-10", "expected a month, found %q", file.Month)
		}
		return nil
	}
	month := MonthOf(start.Add(36*time.Hour), cfg.Zone)
	var out []Correction
	for i, e := range file.Services {
		s := known.byID[e.ID]
		if s == nil {
			list.Warnf("service-unknown", doc.At("services", i, "id"), "keep a service whose figures were published, or remove its line", "the frozen service %q is not in services.yaml any more", e.ID)
			continue
		}
		is := s.Timeline.Figure(month.Start, month.End)
		was := Figure{Start: is.Start, End: is.End, Span: e.Span, Excluded: e.Excluded, Unknown: e.Unknown, Lost: e.Lost}
		was.Known = was.enough()
		if was.Span != is.Span || was.Excluded != is.Excluded || was.Unknown != is.Unknown || was.Lost != is.Lost {
			out = append(out, Correction{s, month, was, is, file.AsOf})
			list.Add(diag.Diagnostic{
				ID: "figure-corrected", Severity: diag.Note, Pos: doc.At("services", i),
				Message: fmt.Sprintf("%s of %s was published as %s and is %s now", e.ID, month.Name, or(was.Percent(), "no data"), or(is.Percent(), "no data")),
				Hint:    "the page shows both; to publish the new one alone, remove this file and freeze the month again",
			})
		}
	}
	slices.SortStableFunc(out, func(x, y Correction) int { return known.order[x.Service] - known.order[y.Service] })
	return out
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

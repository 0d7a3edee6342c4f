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
	Plans    []frozenPlan  `yaml:"plans"`
}

type frozenEntry struct {
	ID       string `yaml:"id,required"`
	Span     int    `yaml:"span"`
	Excluded int    `yaml:"excluded"`
	Unknown  int    `yaml:"unknown"`
	Lost     int    `yaml:"lost"`
	Target   string `yaml:"target"` // empty: none, or from before targets were kept
}

type frozenPlan struct {
	ID         string      `yaml:"id,required"`
	Response   frozenTally `yaml:"response"`
	Resolution frozenTally `yaml:"resolution"`
}

type frozenTally struct {
	Met     int `yaml:"met"`
	Missed  int `yaml:"missed"`
	Running int `yaml:"running"`
}

// Correction is a figure or a target that was published and is another now,
// because files were changed after the month was frozen. Both are shown.
type Correction struct {
	Service             *Service
	Month               Period
	Was, Is             Figure
	WasTarget, IsTarget string    // the same where the target did not change
	Frozen              time.Time // when the figure was published
}

// Retarget says whether the service was promised something else.
func (c Correction) Retarget() bool { return c.WasTarget != c.IsTarget }

// PlanCorrection is how many deadlines of a plan were met, as it was published
// and as it is now.
type PlanCorrection struct {
	Plan                       *Plan
	Month                      Period
	WasResponse, WasResolution Tally
	Response, Resolution       Tally
	Frozen                     time.Time
}

// MonthNamed is the month with a name that a report has: "2026-10", or where the
// contract has months of its own, "2026-09-17" for the one that begins then.
func (b *Board) MonthNamed(name string) (Period, bool) {
	zone := b.AsOf.Location()
	if at, err := time.ParseInLocation("2006-01 15", name+" 12", zone); err == nil {
		return MonthOf(at, zone), true
	}
	at, err := time.ParseInLocation("2006-01-02 15", name+" 12", zone)
	if err != nil || b.SLA == nil || b.SLA.ContractDay == 1 {
		return Period{}, false
	}
	month := ContractMonthOf(at, zone, b.SLA.ContractDay)
	return month, month.Name == name
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
		target := ""
		if s.Target != "" {
			target = ", target: " + s.Target
		}
		fmt.Fprintf(&out, "  - {id: %s, span: %d, excluded: %d, unknown: %d, lost: %d%s} # %s\n", s.ID, f.Span, f.Excluded, f.Unknown, f.Lost, target, or(f.Percent(), "no data"))
	}
	if b.SLA != nil && len(b.SLA.Plans) > 0 {
		out.WriteString("# How many deadlines of the incidents that began in the month were met.\nplans:\n")
		for _, p := range b.SLA.Plans {
			_, response, resolution := b.Records(p, month)
			fmt.Fprintf(&out, "  - {id: %s, response: %s, resolution: %s}\n", p.ID, tallyText(response), tallyText(resolution))
		}
	}
	return []byte(out.String()), nil
}

func tallyText(t Tally) string {
	text := fmt.Sprintf("{met: %d, missed: %d", t.Met, t.Missed)
	if t.Running > 0 {
		text += fmt.Sprintf(", running: %d", t.Running)
	}
	return text + "}"
}

// readFrozen compares what was published with what the files say now. The
// corrections are in the order of services.yaml, and each service's by month.
func (b *Board) readFrozen(cfg Config, known *catalogue, list *diag.List) {
	dir := path.Join(cfg.Dir, "frozen")
	entries, err := fs.ReadDir(cfg.FS, dir)
	if err != nil {
		reportUnreadable(dir, err, list)
		return // nothing was frozen
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".yaml" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		name := path.Join(dir, e.Name())
		b.compareFrozen(cfg, name, known, list)
	}
	slices.SortStableFunc(b.Corrections, func(x, y Correction) int { return known.order[x.Service] - known.order[y.Service] })
}

func (b *Board) compareFrozen(cfg Config, name string, known *catalogue, list *diag.List) {
	var file frozenFile
	doc := strictyaml.ReadFile(cfg.FS, name, &file, cfg.yaml(), list)
	if doc == nil {
		return
	}
	month, ok := b.MonthNamed(file.Month)
	if !ok {
		if file.Month != "" {
			list.Errorf("yaml-type", doc.At("month"), "write a month such as 2026-10, or the day on which the contract's month begins", "expected a month, found %q", file.Month)
		}
		return
	}
	corrected := func(pos diag.Position, format string, args ...any) {
		list.Add(diag.Diagnostic{ID: "figure-corrected", Severity: diag.Note, Pos: pos, Message: fmt.Sprintf(format, args...),
			Hint: "the page shows both; to publish the new one alone, remove this file and freeze the month again"})
	}
	for i, e := range file.Services {
		s := known.byID[e.ID]
		if s == nil {
			list.Warnf("service-unknown", doc.At("services", i, "id"), "keep a service whose figures were published, or remove its line", "the frozen service %q is not in services.yaml any more", e.ID)
			continue
		}
		is := s.Timeline.Figure(month.Start, month.End)
		was := Figure{Start: is.Start, End: is.End, Span: e.Span, Excluded: e.Excluded, Unknown: e.Unknown, Lost: e.Lost}
		was.Known = was.enough()
		c := Correction{Service: s, Month: month, Was: was, Is: is, WasTarget: or(e.Target, s.Target), IsTarget: s.Target, Frozen: file.AsOf}
		moved := was.Span != is.Span || was.Excluded != is.Excluded || was.Unknown != is.Unknown || was.Lost != is.Lost
		if moved {
			corrected(doc.At("services", i), "%s of %s was published as %s and is %s now", e.ID, month.Name, or(was.Percent(), "no data"), or(is.Percent(), "no data"))
		}
		if c.Retarget() {
			corrected(doc.At("services", i), "the target of %s in %s was published as %s%% and is %s now", e.ID, month.Name, c.WasTarget, or(percentSign(c.IsTarget), "none"))
		}
		if moved || c.Retarget() {
			b.Corrections = append(b.Corrections, c)
		}
	}
	for i, e := range file.Plans {
		if c, ok := b.planCorrection(e, month, file.AsOf); ok {
			b.PlanCorrections = append(b.PlanCorrections, c)
			corrected(doc.At("plans", i), "deadlines of %s in %s were published as: response %s, resolution %s; they are now: response %s, resolution %s",
				e.ID, month.Name, c.WasResponse, c.WasResolution, c.Response, c.Resolution)
		}
	}
}

func percentSign(target string) string {
	if target == "" {
		return ""
	}
	return target + "%"
}

// planCorrection compares a plan's deadlines with what was published. One that
// ran then may be decided now.
func (b *Board) planCorrection(e frozenPlan, month Period, frozen time.Time) (c PlanCorrection, differs bool) {
	if b.SLA == nil {
		return c, false
	}
	i := slices.IndexFunc(b.SLA.Plans, func(p *Plan) bool { return p.ID == e.ID })
	if i < 0 {
		return c, false
	}
	c = PlanCorrection{Plan: b.SLA.Plans[i], Month: month, WasResponse: Tally(e.Response), WasResolution: Tally(e.Resolution), Frozen: frozen}
	_, c.Response, c.Resolution = b.Records(c.Plan, month)
	follows := func(is, was Tally) bool {
		return is.Met >= was.Met && is.Missed >= was.Missed && is.Met+is.Missed+is.Running == was.Met+was.Missed+was.Running
	}
	return c, !follows(c.Response, c.WasResponse) || !follows(c.Resolution, c.WasResolution)
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

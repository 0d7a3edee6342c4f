package status

import (
	"fmt"
	"time"

	"deskbell/diag/strictyaml"
)

// SLA is what the vendor promises: sla.yaml.
type SLA struct {
	Plans      []*Plan
	Severities []SeverityText // in the order of the file
	Hours      []*Hours
	// ContractDay is the day of the month on which service months begin; 1 for
	// calendar months.
	ContractDay int
	Credits     []Tier // where a plan has none of its own
}

// SeverityText says what a severity means to customers.
type SeverityText struct {
	Severity    Severity
	Name        strictyaml.Text
	Description strictyaml.Text
	// FirstUpdate is how soon the page says something, and UpdateEvery how often
	// while an incident is open; 0 promises nothing.
	FirstUpdate time.Duration
	UpdateEvery time.Duration
}

// Plan is a level of support.
type Plan struct {
	ID          string
	Name        strictyaml.Text
	Description strictyaml.Text
	Price       strictyaml.Text
	Hours       *Hours // when support works
	Channels    []strictyaml.Text
	Included    []strictyaml.Text
	Charged     []strictyaml.Text
	Excluded    []strictyaml.Text
	Promises    []Promise // by the order of severities
	Credits     []Tier
}

// Promise is two deadlines for one severity: one to answer, one to resolve. They
// are never one. A zero length promises nothing.
type Promise struct {
	Severity   Severity
	Response   time.Duration
	Resolution time.Duration
	Hours      *Hours // in which both run
}

// Promise is the plan's for a severity; ok is false where it makes none.
func (p *Plan) Promise(s Severity) (promise Promise, ok bool) {
	for _, promise := range p.Promises {
		if promise.Severity == s {
			return promise, true
		}
	}
	return Promise{}, false
}

// UpdateDue is when the next update on an open incident is due by what its
// newest update promises, else by what its severity does; zero when nothing is
// promised or the incident is over. The update is late once that is past. It may
// be asked of no agreement.
func (s *SLA) UpdateDue(i *Incident) time.Time {
	if !i.Open() {
		return time.Time{}
	}
	if len(i.Updates) > 0 && !i.Updates[0].Next.IsZero() {
		return i.Updates[0].Next
	}
	if s == nil {
		return time.Time{}
	}
	for _, v := range s.Severities {
		switch {
		case v.Severity != i.Severity:
		case len(i.Updates) == 0 && v.FirstUpdate > 0:
			return i.clockStart().Add(v.FirstUpdate)
		case len(i.Updates) > 0 && v.UpdateEvery > 0:
			return i.Updates[0].At.Add(v.UpdateEvery)
		}
	}
	return time.Time{}
}

// Deadline is how an incident does against one promise.
type Deadline struct {
	Due    time.Time
	Done   time.Time // when it was answered or resolved; zero while it is not
	Result Result
	Margin time.Duration // working time left, or over: always positive
}

// Result is how a deadline stands.
type Result string

// A deadline runs until it is met or missed. One that is past and not done is
// missed.
const (
	Met     Result = "met"
	Missed  Result = "missed"
	Running Result = "running"
)

// Record is an incident's two deadlines. A deadline that is not promised is nil.
type Record struct {
	Incident   *Incident
	Plan       *Plan
	Response   *Deadline
	Resolution *Deadline
}

// clockStart is when the clocks of promises start.
func (i *Incident) clockStart() time.Time {
	if i.Detected.IsZero() {
		return i.Started
	}
	return i.Detected
}

// Record is how an incident does against a plan at an instant. Both clocks start
// when the incident was detected, or, where the file does not say, when it
// started. The answer is when the file says that customers were answered, or else
// the first update.
func (p *Plan) Record(i *Incident, now time.Time) Record {
	r := Record{Incident: i, Plan: p}
	promise, ok := p.Promise(i.Severity)
	if !ok {
		return r
	}
	start, answered := i.clockStart(), i.Responded
	if n := len(i.Updates); n > 0 && answered.IsZero() {
		answered = i.Updates[n-1].At
	}
	if answered.IsZero() && !i.Resolved.IsZero() {
		answered = i.Resolved
	}
	r.Response = promise.Hours.deadline(start, promise.Response, answered, now)
	r.Resolution = promise.Hours.deadline(start, promise.Resolution, i.Resolved, now)
	return r
}

func (h *Hours) deadline(start time.Time, length time.Duration, done, now time.Time) *Deadline {
	if length <= 0 {
		return nil
	}
	d := &Deadline{Due: h.Add(start, length), Done: done}
	at := now
	if !done.IsZero() {
		at = done
	}
	switch {
	case at.After(d.Due):
		d.Result, d.Margin = Missed, h.Between(d.Due, at)
	case done.IsZero():
		d.Result, d.Margin = Running, h.Between(at, d.Due)
	default:
		d.Result, d.Margin = Met, h.Between(at, d.Due)
	}
	return d
}

// Tally counts the deadlines of records.
type Tally struct{ Met, Missed, Running int }

// String is "3 of 4 met".
func (t Tally) String() string { return fmt.Sprintf("%d of %d met", t.Met, t.Met+t.Missed) }

func (t *Tally) add(d *Deadline) {
	switch {
	case d == nil:
	case d.Result == Met:
		t.Met++
	case d.Result == Missed:
		t.Missed++
	default:
		t.Running++
	}
}

// Kept is how many of the deadlines that are decided were met, in percent,
// rounded down to one decimal; empty when none is decided.
func (t Tally) Kept() string {
	if t.Met+t.Missed == 0 {
		return ""
	}
	return percent(int64(t.Met), int64(t.Met+t.Missed), 1)
}

// Records are those of the incidents that started in a period, the latest first,
// with the tallies of response and resolution apart.
func (b *Board) Records(p *Plan, period Period) (records []Record, response, resolution Tally) {
	for _, i := range b.Incidents {
		if i.Started.Before(period.Start) || !i.Started.Before(period.End) {
			continue
		}
		r := p.Record(i, b.AsOf)
		response.add(r.Response)
		resolution.add(r.Resolution)
		records = append(records, r)
	}
	return records, response, resolution
}

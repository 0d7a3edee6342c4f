// Package status reads services, incidents and uptime exports and says how the
// services do and did: the state now, the state on each day, and availability
// as exact seconds of intervals.
//
// All spans are half-open [start, end) in UTC instants of whole seconds.
// Nothing is divided before the end, and nothing depends on the wall clock: Now
// is part of the configuration.
//
// # How a figure is made
//
// Each service has three lanes of intervals: what incidents say, what monitors
// measured, and announced maintenance inside its window. One sweep over their
// edges gives its [Timeline], in which every second is in one condition:
//
//  1. Announced maintenance is left out. Maintenance that was not announced in
//     time, or that goes beyond its window, counts as what the notice says, in
//     the lane of incidents.
//  2. Else the policy decides. Incidents: what they say, or operational. Probes:
//     what was measured, or no data. Union: the worse of the two; where nothing
//     was measured and no incident speaks, no data. A service without monitors
//     has the policy incidents.
//  3. Of several states at once the one with the greatest weight counts.
//
// A [Figure] adds up the seconds of a period. Time without data and time left
// out are in neither part of the fraction.
package status

import (
	"io/fs"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status/importer"
)

// Config is what status must know of a site.
type Config struct {
	FS    fs.FS          // the site's folder
	Dir   string         // where services.yaml, incidents and uptime are: "status"
	Zone  *time.Location // in which days and months are cut
	Now   time.Time
	Rules Rules
	// Written says whether a rule stands in the configuration, where a length of 0
	// is one, and RuleAt where. Both may be nil.
	Written func(key string) bool
	RuleAt  func(path ...any) diag.Position
	// Cache keeps what uptime exports say; nil to read them each time.
	Cache importer.Cache
	// Maintenances come from the site's notices.
	Maintenances []Maintenance
	Limits       Limits
}

// Rules are the choices that figures rest on; they are printed beside them.
type Rules struct {
	Policy Policy `yaml:"policy"` // what downtime is taken from
	// Weights are how much of a second of a state counts as lost, in thousandths.
	// Default: major_outage 1000, partial_outage 300, degraded_performance 0, and
	// under_maintenance 1000, which is maintenance that was not announced in time
	// or that goes beyond its window.
	Weights map[State]int `yaml:"weights"`
	// Announce is how long before its window a maintenance must be announced to
	// be taken out of the figures; default 24h, 0 for any time before it.
	Announce time.Duration `yaml:"announce"`
	// StaleAfter is how long after the build the status may still be shown as
	// current; default 15m.
	StaleAfter time.Duration `yaml:"stale_after"`
	// BannerLead is how long before its window a maintenance is shown over all
	// pages; default 24h, 0 for not before.
	BannerLead time.Duration `yaml:"banner_lead"`
}

// Policy is where downtime is taken from.
type Policy string

// Incidents takes incident files alone, Probes uptime alone, Union what either
// of them says is down; Union is the default.
const (
	Incidents Policy = "incidents"
	Probes    Policy = "probes"
	Union     Policy = "union"
)

// Values are the policies as configuration writes them.
func (Policy) Values() []string { return []string{"incidents", "probes", "union"} }

// Board is everything there is to say about a site's services at an instant.
type Board struct {
	AsOf         time.Time
	Rules        Rules // with defaults filled in
	Groups       []*Group
	Services     []*Service // in the order of services.yaml
	Incidents    []*Incident
	Maintenances []*Maintenance // by start, the latest first
	State        State          // the worst of the services' states now
	NewestSample time.Time      // of all uptime; zero without any
	SLA          *SLA           // what is promised; nil without sla.yaml
	Corrections  []Correction   // figures that differ from those published in frozen/
	// PlanCorrections are records of deadlines that differ from those.
	PlanCorrections []PlanCorrection
	NextEdge        time.Time // the next instant at which a window opens or closes; zero without any
}

// Group is a group of services. Every service stands in one; those without a
// group in the file are in a last one whose ID is empty.
type Group struct {
	ID          string
	Name        strictyaml.Text
	Description strictyaml.Text
	Parent      *Group // the group that it stands in; nil for one of the first level
	Services    []*Service
	State       State // the worst of its services' and of the groups in it
}

// Service is one service with its record.
type Service struct {
	ID          string
	Name        strictyaml.Text
	Description strictyaml.Text
	Group       *Group
	Links       []Link
	Weight      int        // in the availability of its group and of the whole; default 1
	DependsOn   []*Service // what it rests on
	Because     []*Service // of DependsOn, those that do not work now
	// OnlyIfDegraded asks to list the service only while it does not work.
	OnlyIfDegraded bool
	Policy         Policy    // what its record rests on: the board's, or incidents where it has no monitors
	Monitors       []string  // whose uptime is the service's
	Since          time.Time // zero: since the first data
	Target         string    // the promised percentage as written, "99.95"; empty without one
	State          State     // now
	Days           []Day     // the last 90, oldest first, the last one today
	Last90         Figure
	Months         []Month // the last 12 with data, newest first
	// Latency is by day over Days, without days that have no measurement.
	Latency []Latency
	// Timeline is the whole record, for figures of other periods.
	Timeline *Timeline
}

// Link is an article or another page about a service.
type Link struct {
	Text strictyaml.Text
	URL  string // as written: a path to a Markdown file, or a URL
}

// Day is a day of a service in the site's zone.
type Day struct {
	Start     time.Time // local midnight
	State     State     // the worst of the day that counts; NoData without any data
	Down      int       // seconds of major outage
	Partial   int       // seconds of partial outage
	Degraded  int       // seconds of degraded performance
	Planned   int       // seconds of maintenance
	Unknown   int       // seconds without data
	Incidents []*Incident
}

// Latency is how long answers took on a day, in milliseconds. It is gathered by
// the hour; where the zone's midnight is not on the hour, the hour counts for
// the day in which it begins.
type Latency struct {
	Start     time.Time // as Day.Start
	Mean, Max int
	Count     int // measurements
}

// Month is a calendar month of a service in the site's zone.
type Month struct {
	Start  time.Time
	Figure Figure
}

// Figure is an availability with what it rests on. Seconds are whole.
type Figure struct {
	Start, End time.Time // the period, ending at the latest with AsOf
	Span       int       // seconds of the period
	Excluded   int       // seconds of announced maintenance
	Unknown    int       // seconds without data
	Lost       int       // thousandths of seconds lost, weighted
	Known      bool      // whether there is a figure: see Figure.enough
}

// Incident is an unplanned event.
type Incident struct {
	ID         string // the file's name without extension
	Source     string
	Title      strictyaml.Text
	Severity   Severity
	Started    time.Time
	Detected   time.Time // zero where the file does not say
	Responded  time.Time // when customers were first answered; zero: with the first update
	Resolved   time.Time // zero while it is open
	Phase      Phase
	Services   []Effect // by order of services.yaml, the worst state of each
	Now        []Effect // while it is open: what it does to services at AsOf, in the same order
	Updates    []Update // newest first
	Workaround strictyaml.Text
	RootCause  strictyaml.Text
	Postmortem strictyaml.Text
	Articles   []string // paths to Markdown files, as written
	ArticlesAt []diag.Position
	Codes      []string   // error codes that it makes users see
	FollowUps  []FollowUp // what is done so that it does not happen again

	effects []effect
}

// FollowUp is something that is done after an incident.
type FollowUp struct {
	Text strictyaml.Text
	Due  time.Time // zero where none is promised
	Done time.Time // zero while it is not done
}

// Late says whether the follow-up was to be done by now and is not.
func (f FollowUp) Late(now time.Time) bool {
	return f.Done.IsZero() && !f.Due.IsZero() && !now.Before(f.Due.AddDate(0, 0, 1))
}

// Open says whether the incident goes on.
func (i *Incident) Open() bool { return i.Resolved.IsZero() }

// Effect is what an incident or a maintenance does to a service.
type Effect struct {
	Service *Service
	State   State
}

// Update is news on an incident or a maintenance.
type Update struct {
	At       time.Time
	Phase    Phase
	Services map[string]State // by service id, what changes with this update
	Text     strictyaml.Text
	Next     time.Time // until when the next update is promised; zero where it is not

	// Of a maintenance alone.
	On         string    // the repetition that it is about: the local day, 2026-12-06, on which that was to begin
	Start, End time.Time // the window from this update on; zero where it does not move
}

// Maintenance is a planned event. Site makes it from a notice.
type Maintenance struct {
	ID        string // the notice's key; of a repetition with its day behind it, key@2026-12-06
	Series    string // the notice's key
	Title     strictyaml.Text
	URL       map[string]string // by language, as content's Page.URL
	Start     time.Time
	End       time.Time
	Announced time.Time        // of the window as it is now
	Services  map[string]State // by service id
	Cancelled bool
	// Repeat is how the window repeats by the clock of Zone, nil for once: see
	// Occurrences.
	Repeat  *Recurrence
	Zone    *time.Location // nil: the site's
	Was     []Window       // the windows that it was moved from, oldest first
	Phase   Phase          // at AsOf; Read derives it from the window where it is empty
	Updates []Update       // newest first
	Effects []Effect       // Services in order; set by Read
	Pos     diag.Position  // where the notice stands, for diagnostics; may be left out
}

// Window is when a maintenance takes place: [Start, End).
type Window struct{ Start, End time.Time }

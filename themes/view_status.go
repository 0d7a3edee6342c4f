package themes

import (
	"html/template"
	"time"
)

// The views of the status page and of all that stands below it.

// Status is the status page.
type Status struct {
	Page
	State        string
	Sentence     string // "All services work", "Messaging is partly down since 09:12"
	AsOf         time.Time
	StaleAfter   time.Time
	NewestSample time.Time
	Open         []Incident
	Active       []Maintenance // under way
	Coming       []Maintenance // by start, the nearest first
	Groups       []ServiceGroup
	History      []HistoryDay // the last 14 days, newest first
	Past         []Link       // further incidents, newest first
	Rules        []Fact       // what the figures rest on: policy, weights, exclusion
	APIs         []Link       // feeds and JSON
	Reports      string       // URL of the SLA reports; empty without any
}

// ServiceGroup is a group of services.
type ServiceGroup struct {
	ID, Name, State string
	Description     string
	Sub             bool   // it stands in the group before it
	Availability    string // of its services by weight; empty without data, or with one service
	Services        []Service
}

// Service is a row of the status page.
type Service struct {
	ID, Name, Description string
	State                 string
	Days                  []Day           // 90, oldest first
	Availability          string          // "99.987%", "100%", empty without data
	Coverage              string          // "97.3%", empty when all of the period is known
	Target                string          // "99.95%", empty without one
	Weight                string          // "×2"; empty where all services weigh the same
	Because               []ServiceImpact // services that it rests on and that do not work now
	Met                   bool            // whether the target is met by the exact figure
	URL                   string          // of its own page; empty without one
}

// Day is one bar.
type Day struct {
	Date  time.Time
	State string
	Text  string // "14 October 2026: 52 min down, Message delays"
}

// HistoryDay is a day of the history with its incidents; days without are one
// entry with a Count of days.
type HistoryDay struct {
	Date      time.Time // the newest day of the run
	From      time.Time // the oldest
	Count     int       // days without incidents folded together, 0 for a day with some
	Incidents []Incident
}

// Incident is an incident, on the status page or on its own.
type Incident struct {
	ID         string
	Title      string
	URL        string
	Severity   string // minor major critical
	State      string // its phase
	Started    time.Time
	Resolved   time.Time // zero while it is open
	Duration   string    // "53 min", so far where it is open
	Services   []ServiceImpact
	Updates    []Update // newest first
	Workaround template.HTML
	RootCause  template.HTML
	Postmortem template.HTML
	Lang       string    // of the text where it differs from the page's
	UpdateDue  time.Time // of an open incident: when news is promised; zero without a promise
	Detected   time.Time // zero where nobody said
	Responded  time.Time
	Articles   []Link // that help
	Codes      []Link // error codes that users see; without a URL where the site has no page on them
	FollowUps  []FollowUp
	Late       bool // that is past
}

// FollowUp is what is done so that an incident does not come back.
type FollowUp struct {
	Text string
	Lang string    // where it differs from the page's
	Due  time.Time // zero where none is promised
	Done time.Time // zero while it is not done
	Late bool      // it was to be done by now and is not
}

// History lists the months with their incidents.
type History struct {
	Page
	Years []HistoryYear // newest first
	Count int           // incidents in all
}

// HistoryYear is a year's months, newest first.
type HistoryYear struct {
	Name   string
	Months []MonthItem
}

// MonthItem is a month in a list.
type MonthItem struct {
	Name, URL    string
	Count        int    // incidents
	Availability string // of all services together; empty without data
	Days         []Day  // up to today
}

// HistoryMonth is a month as a calendar, with its incidents and maintenances.
type HistoryMonth struct {
	Page
	Name         string
	AsOf         time.Time
	Running      bool
	Availability string // of all services together; empty without data
	Coverage     string
	Weekdays     []string // Monday first
	Weeks        [][]CalendarDay
	Incidents    []Incident    // newest first, without their updates
	Maintenances []Maintenance // that have begun, or were cancelled
	Report       string        // URL of the month's availability report; empty without one
}

// CalendarDay is a place in a calendar. Without a Number it is empty, without a
// State it is still to come.
type CalendarDay struct {
	Number int
	State  string
	Count  int // incidents
	Text   string
}

// IncidentPage is an incident's own page.
type IncidentPage struct {
	Page
	Incident Incident
}

// Maintenance is a planned event.
type Maintenance struct {
	ID         string
	Title      string
	URL        string
	Start, End time.Time
	State      string // scheduled in_progress verifying completed cancelled
	Services   []ServiceImpact
	Latest     *Update
	Calendar   string // URL of its calendar file; empty once it is over
}

// ServicePage is a service's own page.
type ServicePage struct {
	Page
	Service    Service
	Sentence   string // how it is now, and since when
	AsOf       time.Time
	StaleAfter time.Time
	Because    []ServiceImpact // services that it rests on and that do not work now
	DependsOn  []ServiceImpact // all that it rests on, with their states
	Open       []Incident
	Active     []Maintenance // under way
	Coming     []Maintenance // by start
	Months     []FigureRow   // newest first
	Latency    []LatencyDay  // oldest first, without days that have no measurement
	Incidents  []Link        // newest first; Note holds the date
	Effects    []string      // states, one for each of Incidents
	More       *Link         // to all incidents, where the page does not list them all
	Links      []Link        // articles and other pages about it
	APIs       []Link        // feed, badge and data
	Badge      *Image
}

// FigureRow is an availability with what it is held against: a line of a table
// of services, of months or of periods.
type FigureRow struct {
	Name         string
	URL          string // empty for a name without a page
	Target       string // "99.95%", empty without one
	Availability string // empty without data
	Coverage     string // empty when all is known
	Verdict      string // "met", "missed", or empty without a target or a figure
	Lost         string // "13.4 min", weighted; empty without a figure
	Left         string // of the budget; empty without a target or a figure
	Over         bool   // more than the budget is lost
	Credits      []string
	Lines        []Fact // the arithmetic, line by line
	Correction   string // what was published before, where it was another figure
}

// LatencyDay is how long answers took on a day, in milliseconds.
type LatencyDay struct {
	Date      time.Time
	Index     int // the day's place among Service.Days
	Mean, Max int
	Count     int // measurements
}

// SLAReport is the report on a month, a quarter or a year.
type SLAReport struct {
	Page
	Period     string // "October 2026"
	Start, End time.Time
	Over       bool // the period is over; else the figures are those of AsOf
	AsOf       time.Time
	Groups     []FigureGroup
	Whole      FigureRow // all services together, by weight
	Credit     bool      // whether any plan gives credit
	Incidents  []Incident
	Plans      []PlanRecord
	Rules      []Fact
	Downloads  []Link
}

// FigureGroup is the rows of a group of services with that of the group.
type FigureGroup struct {
	Figure FigureRow // its name is empty for services without a group
	Rows   []FigureRow
}

// PlanRecord is how incidents did against the deadlines of a plan.
type PlanRecord struct {
	Name                 string
	Response, Resolution string // "3 of 4 met", empty when none is decided
	Correction           string // what was published before, where it was something else
	Records              []DeadlineRow
}

// DeadlineRow is an incident's two deadlines; one that is not promised is nil.
type DeadlineRow struct {
	Title, URL, Severity string
	Started              time.Time
	Response, Resolution *Deadline
}

// Deadline is a promise and what became of it.
type Deadline struct {
	Result string // met missed running
	Margin string // "met with 12 min left"
	Due    time.Time
}

// SLAIndex lists the reports.
type SLAIndex struct {
	Page
	AsOf  time.Time
	Kinds []PeriodList
}

// PeriodList is the months, the quarters or the years, newest first.
type PeriodList struct {
	Title string
	Rows  []PeriodRow
}

// PeriodRow is a report in a list.
type PeriodRow struct {
	Name, URL    string
	Running      bool
	Availability string // of all services together; empty without data
	Coverage     string
	Met, Missed  int // services with a figure and a target
	Of           int // both
}

// Live is what a page of the status holds for scripts: the state as it was when
// the page was made, which is also published as status.json, and the words to go
// on with. It is encoded as JSON.
type Live struct {
	Title  string `json:"-"` // the state in the page's title; empty to leave that as it is
	State  string `json:"-"` // whose icon the page has, where it has a Title
	Status any    `json:"status"`
	Words  any    `json:"words"`
	Icons  string `json:"icons"` // URL prefix of the icons of the states
}

package themes

import "time"

// The parts of the pages of plans and contact that are made from configuration.

// Plans are what the vendor promises, side by side: each row has a cell for each
// of Names.
type Plans struct {
	Names      []string
	Severities []SeverityRow
	Rows       []PlanRow // price, hours, channels, what is included, charged for and excluded
	Credits    []PlanRow // what is given back, by availability
	Calendars  []WorkCalendar
	Reports    string // URL of the availability reports
}

// SeverityRow is what a severity means, and what each plan promises for it.
type SeverityRow struct {
	ID, Name, Description string
	Updates               string // how often the status page has news; empty without a promise
	Promises              []Promise
}

// Promise is two deadlines; one that is not promised is empty.
type Promise struct {
	Response, Resolution string
	Hours                string // where it runs around the clock
}

// PlanRow is a property of all plans. A cell without texts has none.
type PlanRow struct {
	Kind, Name string
	Cells      [][]string
}

// WorkCalendar is working time with its exceptions.
type WorkCalendar struct {
	Hours string // "Monday–Friday 09:00–18:00 (UTC+8)"
	Days  []SpecialDay
}

// SpecialDay is a holiday, or a day that is worked though its weekday is not.
type SpecialDay struct {
	Date, Name string
	Worked     bool
}

// Contact is how to reach a person.
type Contact struct {
	AsOf     time.Time
	Topics   []Category // what it is about, with the articles that answer it
	Channels []Channel
	Plans    []Link // names by id, for choices; URL is the id
	Levels   []Link // severities likewise
	Form     string // the address that takes the form; empty for none
	Email    string // where there is no form
	PlansURL string // where all deadlines stand
	Lang     string // sent with the form
	Data     any    // working time and promises for the script, encoded as JSON; nil without plans
}

// Channel is a way to reach a person.
type Channel struct {
	Name, Text string
	URL        string // of a page or for a mail
	Tel, SMS   string // in its place, a number; addresses of these kinds stand in templates alone
	Label      string
	Hours      string   // when it is open, in words; empty where nobody said
	Calendar   string   // its id in Contact.Data
	Now        string   // open, or when it opens, as of the build
	Plans      []string // for whom; empty for all
}

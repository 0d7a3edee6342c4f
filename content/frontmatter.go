package content

import (
	"time"

	"deskbell/diag/strictyaml"
)

// FrontMatter is the YAML between two lines of --- at a page's head. Keys that
// Deskbell does not know are kept in Extra.
type FrontMatter struct {
	Title       string          `yaml:"title"`
	Description string          `yaml:"description"`
	Kind        Kind            `yaml:"kind"`
	Lang        string          `yaml:"lang"`
	Slug        string          `yaml:"slug"`
	Aliases     []string        `yaml:"aliases,list"`
	Translation string          `yaml:"translation"` // joins translations whose file names differ
	SourceHash  string          `yaml:"source_hash"` // of the original that the page was translated from
	Weight      int             `yaml:"weight"`
	Draft       bool            `yaml:"draft"`
	Date        strictyaml.Date `yaml:"date"`
	Updated     strictyaml.Date `yaml:"updated"`
	ReviewBy    strictyaml.Date `yaml:"review_by"`     // the last day to look it through
	Products    []string        `yaml:"products,list"` // after Read with Product, which comes first
	Product     string          `yaml:"product"`
	Tags        []string        `yaml:"tags,list"`
	Keywords    []string        `yaml:"keywords,list"`
	Popular     bool            `yaml:"popular"`       // listed on the home page
	Pinned      bool            `yaml:"pinned"`        // first in its listing
	Icon        string          `yaml:"icon"`          // a section's, by name
	Short       string          `yaml:"answer"`        // a one-question FAQ's short answer
	Versions    []string        `yaml:"versions,list"` // of a folder's index: its folders that are versions, the latest first

	// Guides.
	Symptoms  []string  `yaml:"symptoms,list"`
	Codes     []string  `yaml:"codes,list"` // error codes the page explains
	AppliesTo []Applies `yaml:"applies_to,list"`

	// Texts that people agree to.
	Effective strictyaml.Date `yaml:"effective"` // the day from which the text holds

	// Releases.
	Version   string     `yaml:"version"`
	Downloads []Download `yaml:"downloads"`

	// Notices.
	Category Category          `yaml:"category"`
	Window   *Window           `yaml:"window"`
	Repeat   string            `yaml:"repeat"` // an RRULE by which the window repeats
	Services map[string]Impact `yaml:"services"`
	Status   NoticeStatus      `yaml:"status"`
	Updates  []NoticeUpdate    `yaml:"updates"`
	Policy   string            `yaml:"policy"` // the article of the text that the notice is about, below the language's folder

	Extra map[string]any `yaml:",extra"`
}

// Applies says what a page is about: a product with its versions and platforms.
type Applies struct {
	Product   string   `yaml:"product"`
	Versions  string   `yaml:"versions"` // as written, such as ">= 4.2"
	Platforms []string `yaml:"platforms,list"`
}

// Category is a notice's.
type Category string

// The categories of notice.
const (
	Maintenance Category = "maintenance"
	Security    Category = "security"
	Platform    Category = "platform"
	Policy      Category = "policy"
	Renewal     Category = "renewal"
)

// Values are the categories as front matter writes them.
func (Category) Values() []string {
	return []string{"maintenance", "security", "platform", "policy", "renewal"}
}

// Window is when a maintenance takes place: [Start, End).
type Window struct {
	Start time.Time `yaml:"start,required"`
	End   time.Time `yaml:"end,required"`
	Zone  string    `yaml:"time_zone"` // by whose clock it repeats; empty: the site's
}

// Impact is what a maintenance does to a service.
type Impact string

// Values are the states that a maintenance can put a service in.
func (Impact) Values() []string {
	return []string{"operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"}
}

// NoticeStatus is where a notice stands. A maintenance's is derived from its
// window where it is empty.
type NoticeStatus string

// Values are the states of a notice.
func (NoticeStatus) Values() []string {
	return []string{"scheduled", "in_progress", "completed", "cancelled", "active", "closed"}
}

// NoticeUpdate is news on a notice.
type NoticeUpdate struct {
	At    time.Time       `yaml:"at,required"`
	State NoticeStatus    `yaml:"state"`
	Text  strictyaml.Text `yaml:"text,required"`
	// On is the day of the repetition that the update is about, and Window is when
	// it takes place instead. Without a day they are about the maintenance itself.
	On     Day           `yaml:"on"`
	Window *UpdateWindow `yaml:"window"`
}

// UpdateWindow is the window that an update moves a maintenance to.
type UpdateWindow struct {
	Start time.Time `yaml:"start,required"`
	End   time.Time `yaml:"end,required"`
}

// Day is a day of the calendar, 2026-12-06.
type Day string

// UnmarshalStrict reads a day.
func (d *Day) UnmarshalStrict(v *strictyaml.Value) {
	text, _ := v.Scalar()
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		v.Errorf("yaml-type", "write a day such as 2026-12-06", "expected a day, found %q", text)
		return
	}
	*d = Day(text)
}

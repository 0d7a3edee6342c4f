package themes

import (
	"html/template"
	"time"
)

// Release is a version's page.
type Release struct {
	Page
	Product   string // name
	Version   string
	Date      time.Time
	Changes   []ChangeGroup // by type, breaking ones first
	Body      template.HTML // the rest of the text
	Ways      []Link        // to how one upgrades and goes back, within the page
	Downloads []Download
	Support   *LifecycleRow // nil where releases.yaml says nothing of the version
	Latest    *ReleaseItem  // the product's newest version where this is an older one
	Before    *ReleaseItem  // the version before this one
	Compare   string        // URL of the page of all changes
	Versions  []ReleaseItem // of the same product, newest first, this one too
}

// ReleaseItem is a version in a list.
type ReleaseItem struct {
	Product string
	Version string
	Title   string
	URL     string
	Lang    string // of the title, where it is not the page's
	Date    time.Time
	Lead    string
	Current bool
}

// ChangeGroup is the changes of one type in a version.
type ChangeGroup struct {
	Type  string // breaking security deprecated removed changed added fixed
	ID    string // of its heading
	Title template.HTML
	Body  template.HTML
}

// Download is a file that a version is had as.
type Download struct {
	Platform string
	Name     string
	URL      string // empty where nobody said where the file lies
	Size     int64  // bytes; 0 when unknown
	SHA256   string // hexadecimal, may be empty
}

// ProductReleases is a product's part of the list of its versions.
type ProductReleases struct {
	ID, Name      string
	Latest        *ReleaseItem
	Changes       string // URL of the page of all changes; empty where there is none
	Feed          string
	Lifecycle     []LifecycleRow
	Planned       []PlannedVersion
	Compatibility *Compatibility
}

// LifecycleRow is how long some versions are supported.
type LifecycleRow struct {
	Versions            string
	URL                 string    // of the newest of them; empty where it has no page
	Released            time.Time // days; zero where not said
	Supported, Security time.Time // the last days of full support and of security fixes
	State               string    // at the build's clock: supported security ended
	End                 time.Time // when the state ends; for ended, when it did; zero for never

	// The instants behind the last days, for the reader's clock.
	SupportEnd, SecurityEnd time.Time
}

// PlannedVersion is a version that is not there yet.
type PlannedVersion struct {
	Version, When string
	Text          template.HTML
}

// Compatibility is a table of what versions work with.
type Compatibility struct {
	Versions []string // columns
	Rows     []CompatibilityRow
	Problems template.HTML // known ones
}

// CompatibilityRow is a system with what each version needs of it.
type CompatibilityRow struct {
	Name   string
	Values []string
}

// Changes is the page of all changes of a product, to read from one version to
// another.
type Changes struct {
	Page
	Product  string
	Types    []string // of change, in the order in which they are read
	Versions []VersionChanges
	More     bool // there are older versions, which are not on this page
}

// VersionChanges is what a version changed.
type VersionChanges struct {
	ReleaseItem
	Before string // the version before it; empty for the first
	Groups []ChangeGroup
}

// SupportNotice says that all versions that an article is about are past full
// support.
type SupportNotice struct {
	State       string    // security or ended, at the build's clock
	Versions    []string  // products with the versions
	Until       time.Time // the last day on which one of them gets fixes; zero where not said
	SecurityEnd time.Time // the instant behind it, for the reader's clock
	Latest      *Link     // the note of the product's newest version
}

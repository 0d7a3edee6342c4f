package themes

// sheets are the style sheets that a kind of page needs before it is painted,
// beside theme.css, which every page has. A test holds them to what the pages
// of the example show.
func sheets(kind string) []string { return kindSheets[kind] }

var kindSheets = map[string][]string{
	"notice":   {"status.css"},
	"status":   {"status.css"},
	"incident": {"status.css"},
	"service":  {"status.css", "reports.css"},
	"history":  {"status.css", "reports.css"},
	"month":    {"status.css", "reports.css"},
	"sla":      {"status.css", "reports.css"},
	"slaindex": {"status.css", "reports.css"},
	"plans":    {"reports.css"},
	"contact":  {"reports.css"},
	"section":  {"versions.css"},
	"changes":  {"versions.css"},
	"release":  {"versions.css"},
	"error":    {"versions.css"},
	"errors":   {"versions.css"},
}

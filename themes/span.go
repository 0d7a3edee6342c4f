package themes

import (
	"html/template"
	"time"
)

// spanTag is a stretch of time: from when to when, with the zone once, at the
// end, where the script adds the reader's own times.
func (l *Localized) spanTag(start, end time.Time) template.HTML {
	start, end = l.local(start), l.local(end)
	from, to := l.DateTime(start, nil), l.DateTime(end, nil)
	if start.Format(time.DateOnly) == end.Format(time.DateOnly) {
		to = end.Format("15:04")
	}
	if zoneName(start) != zoneName(end) {
		from = l.words.text("date.zone", from, zoneName(start))
	}
	iso := start.UTC().Format(time.RFC3339)
	return timeTag(iso, "", from) + `<span aria-hidden="true"> – </span>` +
		timeTag(end.UTC().Format(time.RFC3339), ` data-when data-from="`+iso+`"`, l.words.text("date.zone", to, zoneName(end)))
}

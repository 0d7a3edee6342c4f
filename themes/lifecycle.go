package themes

import (
	"strconv"
	"strings"
	"time"
)

// LifeChart is a drawing of how long versions are supported: for each a bar of
// full support and behind it one of security fixes. It is 1000 wide and is
// stretched to the page's width.
type LifeChart struct {
	Rows     []LifeRow
	Today    string // path data of the line at the build's day
	From, To time.Time
}

// LifeRow is a version's bars, as path data.
type LifeRow struct{ Versions, Full, Security string }

// lifecycleChart draws the versions whose days are known, unless there are
// fewer than two.
func lifecycleChart(rows []LifecycleRow, now time.Time) LifeChart {
	var c LifeChart
	var known []LifecycleRow
	for _, r := range rows {
		if !r.Released.IsZero() && !r.SupportEnd.IsZero() {
			known = append(known, r)
		}
	}
	if len(known) < 2 {
		return c
	}
	for _, r := range known {
		end := r.SupportEnd
		if r.SecurityEnd.After(end) {
			end = r.SecurityEnd
		}
		if c.From.IsZero() || r.Released.Before(c.From) {
			c.From = r.Released
		}
		if end.After(c.To) {
			c.To = end
		}
	}
	total := c.To.Sub(c.From)
	if total < 1000 {
		return LifeChart{}
	}
	x := func(t time.Time) int { return int(t.Sub(c.From) / (total / 1000)) }
	bar := func(from, to time.Time) string {
		if !to.After(from) {
			return ""
		}
		return "M" + strconv.Itoa(x(from)) + " 3H" + strconv.Itoa(x(to)) + "V13H" + strconv.Itoa(x(from)) + "z"
	}
	if now.After(c.From) && now.Before(c.To) {
		c.Today = "M" + strconv.Itoa(x(now)) + " 0V16"
	}
	for _, r := range known {
		c.Rows = append(c.Rows, LifeRow{r.Versions, bar(r.Released, r.SupportEnd), bar(r.SupportEnd, r.SecurityEnd)})
	}
	return c
}

// daysLeft is how many days begin until an instant.
func daysLeft(now, end time.Time) int {
	return max(0, int((end.Sub(now)+24*time.Hour-1)/(24*time.Hour)))
}

// bytes is a size in powers of 1000, as file managers of phones and browsers
// show it.
func (l *Localized) byteSize(n int64) string {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	value, unit := float64(n), 0
	for value >= 999.5 && unit < len(units)-1 {
		value /= 1000
		unit++
	}
	text := strconv.FormatFloat(value, 'f', 1, 64)
	if value >= 100 || unit == 0 {
		text = strconv.FormatFloat(value, 'f', 0, 64)
	}
	return l.Number(strings.TrimSuffix(text, ".0")) + " " + units[unit]
}

// supportWords are the words that the script needs to bring a state of support
// up to the reader's clock.
func (l *Localized) supportWords() map[string]any {
	return map[string]any{"supported": l.Text("release.state.supported"), "security": l.Text("release.state.security"), "ended": l.Text("release.state.ended"), "left": l.forms("release.ends_in")}
}

package site

import (
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/status"
	"deskbell/themes"
)

// A notice's window is the page's affair and the status page's: both see what
// status makes of its rule, its updates and the clock.

// windowOf is what a notice says of its window: when it is, how it repeats, and
// what became of it. A rule that cannot be read is none; checkWindows reports it.
func windowOf(p *content.Page, zone *time.Location) status.Maintenance {
	f := p.Front
	mt := status.Maintenance{ID: p.Key, Start: f.Window.Start, End: f.Window.End, Announced: f.Date.Time, Cancelled: f.Status == "cancelled", Zone: windowZone(f, zone)}
	if f.Status == "completed" || f.Status == "in_progress" {
		mt.Phase = status.Phase(f.Status)
	}
	if r, err := status.ParseRecurrence(f.Repeat, mt.Zone); f.Repeat != "" && err == nil {
		mt.Repeat = &r
	}
	for _, u := range f.Updates {
		mt.Updates = append(mt.Updates, updateOf(u))
	}
	slices.SortStableFunc(mt.Updates, func(a, b status.Update) int { return b.At.Compare(a.At) })
	return mt
}

// windowZone is the zone by whose clock a window repeats.
func windowZone(f content.FrontMatter, zone *time.Location) *time.Location {
	if f.Window.Zone == "" {
		return zone
	}
	own, err := time.LoadLocation(f.Window.Zone)
	if err != nil {
		return zone // reported by content
	}
	return own
}

// updateOf is an update without its text, which each language has of its own.
func updateOf(u content.NoticeUpdate) status.Update {
	out := status.Update{At: u.At, Phase: status.Phase(u.State), On: string(u.On)}
	if u.Window != nil {
		out.Start, out.End = u.Window.Start, u.Window.End
	}
	return out
}

// repetitions are those of each notice's window.
func repetitions(tree *content.Tree, zone *time.Location, now time.Time) map[*content.Page][]*status.Maintenance {
	out := map[*content.Page][]*status.Maintenance{}
	for _, p := range tree.Pages {
		if p.Front.Window != nil {
			mt := windowOf(p, zone)
			out[p] = mt.Occurrences(zone, now)
		}
	}
	return out
}

// window is the repetition of a notice's window that people want to know of; nil
// where it has none.
func (m *model) window(p *content.Page) *status.Maintenance {
	return status.Current(m.windows[p], m.now)
}

// noticeState is where a notice stands: with a window, what status makes of its
// updates and the clock; without one, what it says.
func (m *model) noticeState(p *content.Page) string {
	if w := m.window(p); w != nil {
		return m.windowState(w)
	}
	if p.Front.Status != "" {
		return string(p.Front.Status)
	}
	return "active"
}

// windowState is a phase in the words of notices.
func (m *model) windowState(w *status.Maintenance) string {
	return strings.Replace(string(w.PhaseAt(m.now)), string(status.Verifying), string(status.InProgress), 1)
}

// pastDates is how many days that are over a notice lists.
const pastDates = 3

// noticeDates are the days of a window that repeats: the last that are over, and
// those to come.
func (m *model) noticeDates(v *voice, p *content.Page) []themes.NoticeDate {
	if p.Front.Repeat == "" {
		return nil
	}
	all := m.windows[p]
	over := 0
	for over < len(all) && !all[over].End.After(m.now) {
		over++
	}
	var out []themes.NoticeDate
	for _, w := range all[max(0, over-pastDates):] {
		date := themes.NoticeDate{Start: w.Start, End: w.End, State: m.windowState(w)}
		if len(w.Was) > 0 {
			date.Note = v.text.Text("notice.was", m.windowText(v, w.Was[0].Start, w.Was[0].End))
		}
		out = append(out, date)
	}
	return out
}

// updateNote says which day an update is about, and from when to when it moved
// the window.
func (m *model) updateNote(v *voice, p *content.Page, u status.Update) string {
	w, note := m.window(p), ""
	if w == nil {
		return ""
	}
	if day, err := time.ParseInLocation("2006-01-02 15", u.On+" 12", m.config.zone); u.On != "" && err == nil {
		note = v.text.Text("notice.on", v.text.Date(day))
	}
	if u.Start.IsZero() {
		return note
	}
	from, found := status.Window{}, false
	for _, x := range m.windows[p] {
		if from, found = x.MovedBy(u); found {
			break
		}
	}
	if !found { // in the future
		return note
	}
	return v.text.Text("notice.moved", m.windowText(v, from.Start, from.End), m.windowText(v, u.Start, u.End))
}

// windowText is a window in the site's zone, its day once where it has one.
func (m *model) windowText(v *voice, start, end time.Time) string {
	if dayStart(start.In(m.config.zone)).Equal(dayStart(end.In(m.config.zone))) {
		return v.text.DateTime(start, m.config.zone) + " – " + end.In(m.config.zone).Format("15:04")
	}
	return m.span(v, start, end)
}

// newestFirst are a notice's updates in the order in which they are shown.
func newestFirst(updates []content.NoticeUpdate) []content.NoticeUpdate {
	out := slices.Clone(updates)
	slices.Reverse(out) // of two at the same time the later in the file is the newer
	slices.SortStableFunc(out, func(a, b content.NoticeUpdate) int { return b.At.Compare(a.At) })
	return out
}

// nextOfEach leaves of each window that repeats the first in the list.
func nextOfEach(list []*status.Maintenance) []*status.Maintenance {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(list), func(mt *status.Maintenance) bool {
		again := seen[mt.Series]
		seen[mt.Series] = true
		return again
	})
}

// checkWindows reports rules that cannot be read, updates on days that a rule
// does not name, and translations that tell of another window.
func checkWindows(tree *content.Tree, zone *time.Location, list *diag.List) {
	first := map[string]*content.Page{}
	for _, p := range tree.Pages {
		f := p.Front
		if f.Repeat != "" {
			checkRepeat(p, zone, list)
		}
		for i, u := range f.Updates {
			if u.On != "" && f.Repeat == "" {
				list.Errorf("repeat-day", p.FrontPos("updates", i, "on"), "leave it out, or write 'repeat:' beside the window", "an update is about the day %s of a window that does not repeat", u.On)
			}
		}
		if !isMaintenance(p) {
			continue
		}
		if other := first[p.Key]; other == nil {
			first[p.Key] = p
		} else if g := other.Front; !g.Window.Start.Equal(f.Window.Start) || !g.Window.End.Equal(f.Window.End) || g.Window.Zone != f.Window.Zone || g.Repeat != f.Repeat {
			list.Add(diag.Diagnostic{ID: "window-differs", Severity: diag.Error, Pos: p.FrontPos("window"),
				Message: "translations of a notice tell of different windows", Hint: "give all of them the same window and the same 'repeat:'",
				Related: []diag.Related{{Pos: other.FrontPos("window"), Message: "the other window is here"}}})
		}
	}
}

// checkRepeat reports what is wrong with a notice's rule, and days that it does
// not name.
func checkRepeat(p *content.Page, zone *time.Location, list *diag.List) {
	f, pos := p.Front, p.FrontPos("repeat")
	if f.Window == nil {
		list.Errorf("repeat-invalid", pos, "write 'window: {start: …, end: …}' beside it", "there is no window that could repeat")
		return
	}
	zone = windowZone(f, zone)
	rule, err := status.ParseRecurrence(f.Repeat, zone)
	if err != nil {
		list.Errorf("repeat-invalid", pos, "write a rule such as FREQ=WEEKLY;BYDAY=SU or FREQ=MONTHLY;BYDAY=1SU", "repeat: %v", err)
		return
	}
	for i, u := range f.Updates {
		if u.On == "" || rule.Names(f.Window.Start, zone, string(u.On)) {
			continue
		}
		list.Errorf("repeat-day", p.FrontPos("updates", i, "on"), "the rule names "+strings.Join(nearDays(rule, f.Window.Start, zone, string(u.On)), ", "), "the window does not repeat on %s", u.On)
	}
}

// nearDays are the last day before another that a rule names, and the next.
func nearDays(rule status.Recurrence, first time.Time, zone *time.Location, day string) []string {
	at, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return nil // a day was read as one
	}
	var before, after string
	for _, t := range rule.Starts(first, zone, at.AddDate(2, 0, 0)) {
		if s := t.In(zone).Format(time.DateOnly); s < day {
			before = s
		} else if after == "" {
			after = s
		}
	}
	return slices.DeleteFunc([]string{before, after}, func(s string) bool { return s == "" })
}

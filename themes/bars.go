package themes

import (
	"html/template"
	"strconv"
	"strings"
)

// tones are the short class names of states, which style and shape hang on.
var tones = map[string]string{
	"operational":          "ok",
	"degraded_performance": "degraded",
	"partial_outage":       "partial",
	"major_outage":         "outage",
	"under_maintenance":    "maintenance",
	"no_data":              "unknown",
}

// stateOrder is how legends list the states.
var stateOrder = []string{"operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance", "no_data"}

// tone is the class of a service's state; what is not known is "unknown".
func tone(state string) string {
	if t, ok := tones[state]; ok {
		return t
	}
	return "unknown"
}

// shapes are the marks of the tones in a box of 16: they differ by outline, so
// that colour is never alone.
var shapes = map[string]string{
	"ok":          `<circle cx="8" cy="8" r="6"/>`,
	"degraded":    `<path d="M8 1.5 15 14H1z"/>`,
	"partial":     `<path d="M8 2a6 6 0 0 0 0 12z"/><path class="hollow" d="M8 2a6 6 0 0 1 0 12z"/>`,
	"outage":      `<path d="M2 2h12v12H2z"/>`,
	"maintenance": `<path d="M8 1l7 7-7 7-7-7z"/>`,
	"unknown":     `<circle class="hollow" cx="8" cy="8" r="5.5"/>`,
}

// mark is a state's shape; the word stands beside it.
func mark(state string) template.HTML {
	tn := tone(state)
	return template.HTML(`<svg class="mark is-` + tn + `" viewBox="0 0 16 16" aria-hidden="true">` + shapes[tn] + `</svg>`)
}

// Bars are drawn in units: one day is barStep wide, of which barWidth is ink.
const (
	barStep   = 6
	barWidth  = 4
	barTop    = 8 // room for the marks
	barHeight = 28
)

// Bars is the drawing of a service's days: one path for all days of a tone.
type Bars struct {
	Width, Height int
	Paths         []BarPath
}

// BarPath is all days of one tone: the bars, and the marks over them.
type BarPath struct {
	Tone  string
	Bars  string // path data
	Marks string
}

// barOrder fixes the order of paths.
var barOrder = []string{"ok", "unknown", "maintenance", "degraded", "partial", "outage"}

func bars(days []Day) Bars {
	out := Bars{Width: max(len(days)*barStep-(barStep-barWidth), 1), Height: barTop + barHeight}
	for _, tn := range barOrder {
		var b, m strings.Builder
		for i, d := range days {
			if tone(d.State) == tn {
				drawBar(&b, &m, tn, i*barStep)
			}
		}
		if b.Len() > 0 {
			out.Paths = append(out.Paths, BarPath{tn, b.String(), m.String()})
		}
	}
	return out
}

// drawBar adds a day's bar, and its mark where the day was not a plain one. A
// day without data is a stub, so that it differs without colour too.
func drawBar(b, m *strings.Builder, tn string, x int) {
	at := strconv.Itoa(x)
	if tn == "unknown" {
		b.WriteString("M" + at + " 28h4v8h-4z")
		return
	}
	b.WriteString("M" + at + " 8h4v28h-4z")
	switch tn {
	case "maintenance":
		m.WriteString("M" + strconv.Itoa(x+2) + " 0l3 3-3 3-3-3z")
	case "degraded":
		m.WriteString("M" + strconv.Itoa(x+2) + " 0l3 6h-6z")
	case "partial":
		m.WriteString("M" + strconv.Itoa(x+3) + " 0a3 3 0 0 0 0 6z")
	case "outage":
		m.WriteString("M" + strconv.Itoa(x-1) + " 0h6v6h-6z")
	}
}

// BadDay is a day worth words: one that was not plainly operational.
type BadDay struct {
	Index int // in the service's days
	Day
}

// badDays leaves out days that were operational and the days without data
// before the first that has some.
func badDays(days []Day) []BadDay {
	var out []BadDay
	seen := false
	for i, d := range days {
		seen = seen || d.State != "no_data"
		if d.State != "operational" && seen {
			out = append(out, BadDay{i, d})
		}
	}
	return out
}

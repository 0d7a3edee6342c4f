package themes

import (
	"strconv"
	"strings"
	"time"
)

// Chart is a drawing of response times: one line for each day's mean and one
// for its slowest answer, interrupted where days have no measurement. It is
// stretched to the page's width, so its labels stand beside it as text.
type Chart struct {
	Width, Height int
	Mean, Max     string    // path data
	Ticks         []int     // milliseconds at the lines of the grid, the highest first
	Grid          string    // path data
	From, To      time.Time // the first and the last of the days
}

const (
	chartStep   = 10 // width of a day
	chartHeight = 120
	chartParts  = 4 // spaces between the lines of the grid
)

// latencyChart draws the days that have a measurement out of all days.
func latencyChart(latency []LatencyDay, days []Day) Chart {
	c := Chart{Width: max(len(days), 1) * chartStep, Height: chartHeight}
	if len(latency) == 0 || len(days) == 0 {
		return c
	}
	c.From, c.To = days[0].Date, days[len(days)-1].Date
	top := 0
	for _, d := range latency {
		top = max(top, d.Mean, d.Max)
	}
	step := niceStep(top)
	for i := chartParts; i >= 0; i-- {
		c.Ticks = append(c.Ticks, i*step)
		c.Grid += "M0 " + strconv.Itoa(chartHeight-i*chartHeight/chartParts) + "H" + strconv.Itoa(c.Width)
	}
	scale := step * chartParts
	c.Mean = polyline(latency, scale, func(d LatencyDay) int { return d.Mean })
	c.Max = polyline(latency, scale, func(d LatencyDay) int { return d.Max })
	return c
}

// niceStep is the smallest of 1, 2, 2.5 and 5 times a power of ten with which
// the grid reaches top. It is a whole number.
func niceStep(top int) int {
	for power := 1; ; power *= 10 {
		for _, tenths := range [...]int{10, 20, 25, 50} {
			if step := power * tenths / 10; step*10 == power*tenths && step*chartParts >= top {
				return step
			}
		}
	}
}

// polyline is the path through the days. A day whose neighbours have no
// measurement is as long as the day itself.
func polyline(days []LatencyDay, scale int, value func(LatencyDay) int) string {
	var b strings.Builder
	for i, d := range days {
		x, y := d.Index*chartStep+chartStep/2, strconv.Itoa(chartHeight-value(d)*chartHeight/scale)
		begins := i == 0 || days[i-1].Index != d.Index-1
		ends := i == len(days)-1 || days[i+1].Index != d.Index+1
		switch {
		case begins && ends:
			b.WriteString("M" + strconv.Itoa(x-chartStep/2) + " " + y + "h" + strconv.Itoa(chartStep))
		case begins:
			b.WriteString("M" + strconv.Itoa(x) + " " + y)
		default:
			b.WriteString("L" + strconv.Itoa(x) + " " + y)
		}
	}
	return b.String()
}

package site

import (
	"math/big"
	"strings"
	"time"

	"deskbell/status"
	"deskbell/themes"
)

// unit is what a figure's amounts are written in: minutes where every amount is
// exact in hundredths of them, else seconds. A reader who adds up what is
// written gets what is written.
type unit struct {
	v       *voice
	seconds int64
	name    string // of the text that has it behind a number
}

func newUnit(v *voice, seconds ...int) unit {
	for _, s := range seconds {
		if s%3 != 0 {
			return unit{v, 1, "duration.seconds"}
		}
	}
	return unit{v, 60, "duration.minutes"}
}

// unitOf is the unit for an account and what is still to come of its period.
func unitOf(v *voice, a status.Account, rest int64) unit {
	return newUnit(v, a.Span, a.Excluded, a.Unknown, a.Up, a.Degraded, a.Partial, a.Down, a.Unplanned, int(rest))
}

// amount writes thousandths of a second with the unit: "43,200 min".
func (u unit) amount(ms int64) string { return u.v.text.Text(u.name, u.number(ms)) }

// whole writes seconds with the unit.
func (u unit) whole(seconds int) string { return u.amount(int64(seconds) * 1000) }

// number writes thousandths of a second in the unit, without its name, exactly
// or, where five decimals are not enough, cut off there with a mark.
func (u unit) number(ms int64) string {
	return u.v.text.Number(decimal(big.NewRat(ms, 1000*u.seconds), 5))
}

// decimal writes a number exactly, or cut off after some decimals with "…"
// behind it, as in English: "−1,234.5".
func decimal(x *big.Rat, decimals int) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	n, rest := new(big.Int).QuoRem(new(big.Int).Mul(new(big.Int).Abs(x.Num()), scale), x.Denom(), new(big.Int))
	digits := n.String()
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	whole, part := digits[:len(digits)-decimals], strings.TrimRight(digits[len(digits)-decimals:], "0")
	if rest.Sign() != 0 {
		part = digits[len(digits)-decimals:] + "…"
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if part != "" {
		whole += "." + part
	}
	if x.Sign() < 0 {
		return "−" + whole
	}
	return whole
}

// figureRow is a service's figure of a period as a line of a table. The
// arithmetic is another matter, see sums.
func (m *model) figureRow(v *voice, a status.Account, p status.Period, target string) themes.FigureRow {
	row := themes.FigureRow{Availability: v.text.Number(a.Percent()), Coverage: v.text.Number(a.Coverage())}
	if target != "" {
		row.Target = v.text.Number(target + "%")
	}
	if met, known := a.Meets(target); known && met {
		row.Verdict = "met"
	} else if known {
		row.Verdict = "missed"
	}
	if a.Known {
		row.Lost = v.minutes(int64(a.Lost), true)
	}
	if b, known := status.BudgetOf(a.Figure, p, target); known {
		row.Left, row.Over = v.minutes(b.Left(), false), b.Left() < 0
	}
	return row
}

// minutes writes thousandths of a second as minutes with at most two decimals,
// rounded against the vendor: what is lost up, what is left down.
func (v *voice) minutes(ms int64, up bool) string {
	const hundredth = 600
	n := ms / hundredth
	switch rest := ms % hundredth; {
	case rest > 0 && up:
		n++
	case rest < 0 && !up:
		n--
	}
	return v.text.Text("duration.minutes", v.text.Number(decimal(big.NewRat(n, 100), 2)))
}

// weightOf is a state's weight as it is multiplied with: "0.3".
func (m *model) weightOf(s status.State) string { return thousandths(m.board.Rules.Weights[s]) }

// span writes a period as its first and last instant.
func (m *model) span(v *voice, start, end time.Time) string {
	return v.text.DateTime(start, m.config.zone) + " – " + v.text.DateTime(end, m.config.zone)
}

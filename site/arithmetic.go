package site

import (
	"math/big"
	"strings"

	"deskbell/status"
	"deskbell/themes"
)

// sums writes how a figure comes about, line by line, so that a reader can check
// it by hand: what is left out, what was lost, the division, the comparison with
// the target, the budget and the credit.
type sums struct {
	m *model
	v *voice
	u unit
}

func (s sums) line(key, value string) themes.Fact {
	return themes.Fact{Label: s.v.text.Text("status.sum." + key), Value: value}
}

// sumsOf are the lines of a service's figure.
func (m *model) sumsOf(v *voice, r status.ServiceReport, p status.Period) []themes.Fact {
	a := r.Account
	rest := max(0, p.End.Unix()-a.End.Unix())
	s := sums{m, v, unitOf(v, a, rest)}
	lines := s.counted(a)
	if !a.Known {
		return append(lines, s.line("availability", v.text.Text("status.sum.nothing")))
	}
	lines = append(lines, s.line("lost", s.lost(a)), s.line("availability", s.quotient(a.Figure)))
	if r.Service.Target == "" {
		return lines
	}
	lines = append(lines, s.line("target", s.comparison(a.Figure, r.Service.Target)))
	if r.Known {
		lines = append(lines, s.budget(a.Figure, r, rest)...)
	}
	for _, c := range r.Credits {
		lines = append(lines, s.line("credit", v.text.Text("status.sum.credit_line", s.exact(a.Figure), v.text.Number(bare(c.Tier.Below)+"%"), c.Name.For(v.site.Lang), v.text.Number(bare(c.Tier.Credit)+"%"))))
	}
	return lines
}

// counted are the lines from the whole period down to what is counted of it.
func (s sums) counted(a status.Account) []themes.Fact {
	left := a.Span
	lines := []themes.Fact{s.line("period", s.v.text.Text("status.sum.period_line", s.m.span(s.v, a.Start, a.End), s.u.whole(left)))}
	for _, part := range []struct {
		key     string
		seconds int
	}{{"excluded", a.Excluded}, {"unknown", a.Unknown}} {
		if part.seconds > 0 {
			lines = append(lines, s.line(part.key, s.u.whole(left)+" − "+s.u.whole(part.seconds)+" = "+s.u.whole(left-part.seconds)))
			left -= part.seconds
		}
	}
	return lines
}

// lost is the sum of what each state cost.
func (s sums) lost(a status.Account) string {
	var terms []string
	for _, part := range []struct {
		state   status.State
		key     string
		seconds int
	}{
		{status.MajorOutage, "status.state.major_outage", a.Down},
		{status.PartialOutage, "status.state.partial_outage", a.Partial},
		{status.Degraded, "status.state.degraded_performance", a.Degraded},
		{status.UnderMaintenance, "status.sum.unplanned", a.Unplanned},
	} {
		if part.seconds > 0 {
			terms = append(terms, s.v.text.Text("status.sum.term", s.v.text.Text(part.key), s.u.whole(part.seconds)+" × "+s.v.text.Number(s.m.weightOf(part.state))))
		}
	}
	if len(terms) == 0 {
		return s.u.whole(0)
	}
	return strings.Join(terms, " + ") + " = " + s.u.amount(int64(a.Lost))
}

// quotient is the division, and the figure that it is rounded down to.
func (s sums) quotient(f status.Figure) string {
	counted := s.u.number(int64(f.Counted()) * 1000)
	text := "(" + counted + " − " + s.u.number(int64(f.Lost)) + ") ÷ " + counted + " = " + s.exact(f)
	if exactPercent(f) != f.Percent() {
		text += s.v.text.Text("status.sum.rounded", s.v.text.Number(f.Percent()))
	}
	return text
}

// exactPercent is a figure with seven decimals, cut off there with a mark.
func exactPercent(f status.Figure) string {
	whole := int64(f.Counted()) * 1000
	return decimal(new(big.Rat).Mul(big.NewRat(whole-int64(f.Lost), whole), big.NewRat(100, 1)), 7) + "%"
}

// exact is exactPercent as the language writes it.
func (s sums) exact(f status.Figure) string { return s.v.text.Number(exactPercent(f)) }

func (s sums) comparison(f status.Figure, target string) string {
	promised := s.v.text.Number(target + "%")
	if met, _ := f.Meets(target); met {
		return s.exact(f) + " ≥ " + promised + s.v.text.Text("list.colon") + s.v.text.Text("status.figure.met")
	}
	return s.exact(f) + " < " + promised + s.v.text.Text("list.colon") + s.v.text.Text("status.figure.missed")
}

// budget is what the target allows, of which the rest of a period that goes on
// is a part, and what is left of it.
func (s sums) budget(f status.Figure, r status.ServiceReport, rest int64) []themes.Fact {
	base := s.u.whole(f.Counted())
	if rest > 0 {
		base = "(" + base + " + " + s.v.text.Text("status.sum.to_come", s.u.amount(rest*1000)) + ")"
	}
	target, ok := new(big.Rat).SetString(r.Service.Target)
	if !ok {
		return nil // a target was read as a number before
	}
	number := s.v.text.Number
	share := number(decimal(new(big.Rat).Sub(big.NewRat(100, 1), target), 12) + "%")
	return []themes.Fact{
		s.line("budget", base+" × "+s.v.text.Text("status.sum.share", share, number("100%")+" − "+number(r.Service.Target+"%"))+" = "+s.u.amount(r.Budget.Allowed)),
		s.line("left", s.u.amount(r.Budget.Allowed)+" − "+s.u.amount(r.Budget.Used)+" = "+s.u.amount(r.Budget.Left())),
	}
}

// together are the lines of several services as one: their sums, each
// multiplied by the service's weight.
func (m *model) together(v *voice, reports []status.ServiceReport, f status.Figure) []themes.Fact {
	if !f.Known {
		return nil
	}
	var seconds []int
	for _, r := range reports {
		a := r.Account
		seconds = append(seconds, a.Counted(), a.Degraded, a.Partial, a.Down, a.Unplanned)
	}
	s := sums{m, v, newUnit(v, seconds...)}
	var counted, lost []string
	for _, r := range reports {
		factor := ""
		if r.Service.Weight != 1 {
			factor = " × " + itoa(r.Service.Weight)
		}
		if r.Account.Known {
			counted = append(counted, s.u.number(int64(r.Account.Counted())*1000)+factor)
		}
		if r.Account.Lost > 0 {
			lost = append(lost, s.u.number(int64(r.Account.Lost))+factor)
		}
	}
	lines := []themes.Fact{s.line("counted", strings.Join(counted, " + ")+" = "+s.u.whole(f.Counted()))}
	if len(lost) == 0 {
		lost = []string{"0"}
	}
	lines = append(lines, s.line("lost", strings.Join(lost, " + ")+" = "+s.u.amount(int64(f.Lost))))
	return append(lines, s.line("availability", s.quotient(f)))
}

// bare is a percentage without its sign.
func bare(s string) string { return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%")) }

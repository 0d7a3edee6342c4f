package main

import (
	"deskbell/status"
)

// creditMonth is the month that credit is owed for: the contract's, where it has
// its own, else the calendar's.
func creditMonth(b *status.Board) status.Period {
	if b.SLA != nil && b.SLA.ContractDay > 1 {
		return status.ContractMonthOf(b.AsOf, b.AsOf.Location(), b.SLA.ContractDay)
	}
	return status.MonthOf(b.AsOf, b.AsOf.Location())
}

func monthView(s *status.Service, month status.Period) (v monthJSON) {
	f := s.Timeline.Figure(month.Start, month.End)
	v.Availability, v.Coverage = some(f.Percent()), some(f.Coverage())
	if met, known := f.Meets(s.Target); known {
		v.Met = &met
	}
	if b, known := status.BudgetOf(f, month, s.Target); known {
		v.Budget = &budgetJSON{Allowed: float64(b.Allowed) / 1000, Left: float64(b.Left()) / 1000}
		if b.Burn >= 0 {
			burn := float64(b.Burn) / 100
			v.Budget.Burn = &burn
		}
	}
	return v
}

// some is a text, or null for none.
func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

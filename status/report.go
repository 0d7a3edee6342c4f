package status

import "deskbell/diag/strictyaml"

// Report is how the promises were kept in a period: for each service what was
// measured, and for each plan the record of both deadlines.
type Report struct {
	Period   Period
	Over     bool // the period is over; else the report is as of the board's AsOf
	Services []ServiceReport
	Groups   []GroupReport
	Whole    Figure // of all services, by weight
	Plans    []PlanReport
}

// ServiceReport is a service's part of a report.
type ServiceReport struct {
	Service   *Service
	Account   Account
	Budget    Budget
	Known     bool // there is a figure and a target, so Budget and Met say something
	Met       bool
	Credits   []CreditOwed // by plan, those that are owed
	Incidents []*Incident  // that touched the service in the period, the latest first
}

// GroupReport is a group's part of a report, with the groups in it.
type GroupReport struct {
	Group  *Group
	Figure Figure
}

// CreditOwed is what customers of a plan get back for a service.
type CreditOwed struct {
	Plan string // id
	Name strictyaml.Text
	Tier Tier
}

// PlanReport is the record of a plan's deadlines.
type PlanReport struct {
	Plan                 *Plan
	Records              []Record // the latest first
	Response, Resolution Tally
}

// Report is the report on a period.
func (b *Board) Report(p Period) Report {
	r := Report{Period: p, Over: !b.AsOf.Before(p.End), Whole: Availability(b.Services, p.Start, p.End)}
	touched := map[*Service][]*Incident{}
	for _, i := range b.Incidents {
		if i.Started.Before(p.End) && (i.Open() || i.Resolved.After(p.Start)) {
			for _, e := range i.Services {
				touched[e.Service] = append(touched[e.Service], i)
			}
		}
	}
	for _, s := range b.Services {
		r.Services = append(r.Services, b.serviceReport(s, p, touched[s]))
	}
	for _, g := range b.Groups {
		r.Groups = append(r.Groups, GroupReport{g, Availability(b.All(g), p.Start, p.End)})
	}
	if b.SLA == nil {
		return r
	}
	for _, plan := range b.SLA.Plans {
		records, response, resolution := b.Records(plan, p)
		r.Plans = append(r.Plans, PlanReport{plan, records, response, resolution})
	}
	return r
}

func (b *Board) serviceReport(s *Service, p Period, incidents []*Incident) ServiceReport {
	r := ServiceReport{Service: s, Account: s.Timeline.Account(p.Start, p.End), Incidents: incidents}
	r.Budget, r.Known = BudgetOf(r.Account.Figure, p, s.Target)
	r.Met, _ = r.Account.Meets(s.Target)
	if b.SLA == nil {
		return r
	}
	for _, plan := range b.SLA.Plans {
		if tier, owed := Credit(r.Account.Figure, plan.Credits); owed {
			r.Credits = append(r.Credits, CreditOwed{plan.ID, plan.Name, tier})
		}
	}
	return r
}

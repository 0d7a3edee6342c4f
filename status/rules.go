package status

import (
	"fmt"
	"time"

	"deskbell/diag"
)

// withDefaults fills in the rules that the site leaves open, and reports those
// that cannot be.
func (r Rules) withDefaults(list *diag.List) Rules {
	if r.Policy == "" {
		r.Policy = Union
	}
	if r.Announce <= 0 {
		r.Announce = 24 * time.Hour
	}
	if r.BannerLead <= 0 {
		r.BannerLead = 24 * time.Hour
	}
	if r.StaleAfter <= 0 {
		r.StaleAfter = 15 * time.Minute
	}
	weights := map[State]int{MajorOutage: 1000, PartialOutage: 300, Degraded: 0, UnderMaintenance: 1000}
	for state, w := range r.Weights {
		d := diag.Diagnostic{ID: "weight-invalid", Severity: diag.Error, Pos: diag.Position{File: "deskbell.yaml"}}
		if _, ok := weights[state]; !ok {
			d.Message = fmt.Sprintf("status.weights: state %q has no weight", state)
			d.Hint = "give weights to major_outage, partial_outage, degraded_performance and under_maintenance"
			list.Add(d)
			continue
		}
		if w < 0 || w > 1000 {
			d.Message = fmt.Sprintf("status.weights.%s: expected thousandths from 0 to 1000, found %d", state, w)
			d.Hint = "1000 counts each second in full, 300 counts three tenths of it"
			list.Add(d)
			continue
		}
		weights[state] = w
	}
	r.Weights = weights
	return r
}

// byRank is the weights in the order of states.
func (r Rules) byRank() (out [len(states)]int) {
	for i, s := range states {
		out[i] = r.Weights[s]
	}
	return out
}

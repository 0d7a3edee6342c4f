package status

import (
	"fmt"
	"time"

	"deskbell/diag"
)

// rules fills in the rules that the site leaves open, and reports those
// that cannot be.
func (cfg Config) rules(list *diag.List) Rules {
	r := cfg.Rules
	if r.Policy == "" {
		r.Policy = Union
	}
	for _, d := range []struct {
		key      string
		value    *time.Duration
		fallback time.Duration
	}{{"announce", &r.Announce, 24 * time.Hour}, {"banner_lead", &r.BannerLead, 24 * time.Hour}, {"stale_after", &r.StaleAfter, 15 * time.Minute}} {
		switch written := cfg.Written != nil && cfg.Written(d.key); {
		case *d.value < 0 || *d.value == 0 && written && d.key == "stale_after":
			list.Errorf("duration-invalid", cfg.ruleAt(d.key), "write a length such as 15m or 24h", "status.%s: expected a length of time, found %s", d.key, *d.value)
			*d.value = d.fallback
		case *d.value == 0 && !written:
			*d.value = d.fallback
		}
	}
	weights := map[State]int{MajorOutage: 1000, PartialOutage: 300, Degraded: 0, UnderMaintenance: 1000}
	for _, state := range keys(r.Weights) {
		w := r.Weights[state]
		d := diag.Diagnostic{ID: "weight-invalid", Severity: diag.Error, Pos: cfg.ruleAt("weights", string(state))}
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

// ruleAt is where a rule stands.
func (cfg Config) ruleAt(path ...any) diag.Position {
	if cfg.RuleAt == nil {
		return diag.Position{}
	}
	return cfg.RuleAt(path...)
}

// byRank is the weights in the order of states.
func (r Rules) byRank() (out [len(states)]int) {
	for i, s := range states {
		out[i] = r.Weights[s]
	}
	return out
}

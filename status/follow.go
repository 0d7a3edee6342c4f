package status

import (
	"cmp"
	"slices"
	"time"

	"deskbell/diag"
)

// Next are the phases that an incident's next update can bring.
func (p Phase) Next() []Phase {
	if p.over() {
		return []Phase{Postmortem}
	}
	return []Phase{Investigating, Identified, Monitoring, Resolved}
}

// ReadIncidents reads the incidents alone, the latest first: enough to name them
// and to say where they stand, without the work that figures are. It is nil
// where the site has no services.yaml.
func ReadIncidents(cfg Config, list *diag.List) []*Incident {
	if cfg.Zone == nil {
		cfg.Zone = time.UTC
	}
	known := readServices(cfg, list)
	if known == nil {
		return nil
	}
	out := readIncidents(cfg, known, list)
	slices.SortStableFunc(out, func(x, y *Incident) int {
		return cmp.Or(y.Started.Compare(x.Started), cmp.Compare(x.ID, y.ID))
	})
	return out
}

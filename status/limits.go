package status

import (
	"cmp"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status/importer"
)

// Limits are those on a status folder that a site may set; what is 0 is as in
// DefaultLimits.
type Limits struct {
	Incidents int // files
	YAML      strictyaml.Limits
	Uptime    importer.Limits // of each export
}

// DefaultLimits are for sites that set none.
var DefaultLimits = Limits{Incidents: 100_000}

// yaml are the options by which the folder's files are read.
func (c *Config) yaml() strictyaml.Options {
	return strictyaml.Options{Zone: c.Zone, Limits: c.Limits.YAML}
}

// notTooMany leaves out incidents beyond the limit, and reports the first of them.
func (r incidentReader) notTooMany(names []string) []string {
	most := cmp.Or(r.cfg.Limits.Incidents, DefaultLimits.Incidents)
	if len(names) <= most {
		return names
	}
	r.list.Errorf("limit-incidents", diag.Position{File: names[most], Line: 1, Column: 1}, "move old ones away, or raise limits.incidents", "%d incidents; at most %d are taken", len(names), most)
	return names[:most]
}

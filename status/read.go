package status

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"time"

	"deskbell/diag"
)

// Read reads a site's status folder: services, incidents, uptime and SLA, joined
// with the maintenances that the site's notices announce. It is nil when the
// site has no services.yaml. Problems of all files go on the list.
func Read(cfg Config, list *diag.List) *Board {
	if cfg.Zone == nil {
		cfg.Zone = time.UTC
	}
	known := readServices(cfg, list)
	if known == nil {
		lonelyIncidents(cfg, list)
		return nil
	}
	b := &Board{
		AsOf: cfg.Now.In(cfg.Zone).Truncate(time.Second), Rules: cfg.rules(list),
		Services: known.services, Groups: known.groups,
	}
	b.Incidents = readIncidents(cfg, known, list)
	b.SLA = readSLA(cfg, list)
	b.Maintenances = readMaintenances(cfg, known, list)
	uptime := readUptime(cfg, list)
	if uptime.newest > 0 {
		b.NewestSample = time.Unix(min(uptime.newest, b.AsOf.Unix()), 0).In(cfg.Zone)
	}
	b.record(cfg, uptime, uptime.join(known, list), known)
	slices.SortStableFunc(b.Incidents, func(x, y *Incident) int {
		return cmp.Or(y.Started.Compare(x.Started), cmp.Compare(x.ID, y.ID))
	})
	b.readFrozen(cfg, known, list)
	b.NextEdge = nextEdge(b.Maintenances, b.Rules, b.AsOf)
	return b
}

// lonelyIncidents reports incidents without a services.yaml.
func lonelyIncidents(cfg Config, list *diag.List) {
	if _, err := fs.Stat(cfg.FS, path.Join(cfg.Dir, "services.yaml")); !errors.Is(err, fs.ErrNotExist) {
		return // it is there, and what is wrong with it is said already
	}
	if _, err := fs.Stat(cfg.FS, path.Join(cfg.Dir, "services.yml")); err == nil {
		list.Errorf("services-missing", diag.Position{File: path.Join(cfg.Dir, "services.yml")}, "rename it to services.yaml", "the file is not read: services stand in services.yaml")
		return
	}
	if files := incidentFiles(cfg, list); len(files) > 0 {
		list.Errorf("services-missing", diag.Position{File: files[0]}, "write "+path.Join(cfg.Dir, "services.yaml")+" with 'services: [{id: …, name: …}]'",
			"there are incidents, but no services.yaml that says which services there are")
	}
}

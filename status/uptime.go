package status

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"deskbell/diag"
	"deskbell/status/importer"
)

// uptime is what all exports say, by the names of monitors.
type uptime struct {
	monitors []*importer.Monitor
	files    map[*importer.Monitor]string
	byName   map[string][]*importer.Monitor
	newest   int64
}

// readUptime reads every file under uptime/, several at a time; they are joined
// in order of their paths. Files that people keep beside exports (hidden ones,
// licences, Markdown) are passed over.
func readUptime(cfg Config, list *diag.List) *uptime {
	var names []string
	_ = fs.WalkDir(cfg.FS, path.Join(cfg.Dir, "uptime"), func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // no folder, no uptime
			reportUnreadable(name, err, list)
			return nil
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case !d.IsDir() && !besideExports(d.Name()):
			names = append(names, name)
		}
		return nil
	})
	results := make([][]*importer.Monitor, len(names))
	var files sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, name := range names {
		places <- struct{}{}
		files.Go(func() {
			results[i] = readExport(cfg, name, list)
			<-places
		})
	}
	files.Wait()
	u := &uptime{files: map[*importer.Monitor]string{}, byName: map[string][]*importer.Monitor{}}
	for i, monitors := range results {
		for _, m := range monitors {
			u.monitors = append(u.monitors, m)
			u.files[m] = names[i]
			u.newest = max(u.newest, m.Newest)
			for _, n := range m.Names {
				u.byName[n] = append(u.byName[n], m)
			}
		}
	}
	return u
}

func besideExports(name string) bool {
	upper := strings.ToUpper(name)
	return strings.HasPrefix(name, ".") || strings.HasPrefix(upper, "LICENSE") || strings.HasPrefix(upper, "README") || strings.HasSuffix(upper, ".MD")
}

func readExport(cfg Config, name string, list *diag.List) []*importer.Monitor {
	f, err := cfg.FS.Open(name)
	if err != nil {
		list.Errorf("file-unreadable", diag.Position{File: name}, "", "cannot read the uptime file: %v", err)
		return nil
	}
	defer f.Close()
	opts := importer.Options{AsOf: cfg.Now, Limits: cfg.Limits.Uptime}
	if file, ok := f.(importer.File); ok && cfg.Cache != nil {
		monitors, err := importer.ReadCached(name, file, opts, cfg.Cache, list)
		if err != nil {
			list.Errorf("file-unreadable", diag.Position{File: name}, "", "cannot read the uptime file: %v", err)
		}
		return monitors
	}
	return importer.Read(name, f, opts, list).Monitors
}

// join finds each service's monitors: those that it names, and one that bears
// its own id. It reports names on either side that the other side lacks.
func (u *uptime) join(known *catalogue, list *diag.List) map[*Service][]*importer.Monitor {
	out := map[*Service][]*importer.Monitor{}
	used := map[*importer.Monitor]bool{}
	for _, s := range known.services {
		var mine []*importer.Monitor
		for j, name := range s.Monitors {
			found := u.byName[name]
			if len(found) == 0 {
				u.missing(name, known.doc.At("services", known.order[s], "monitors", j), list)
			}
			mine = append(mine, found...)
		}
		if !slices.Contains(s.Monitors, s.ID) {
			mine = append(mine, u.byName[s.ID]...)
		}
		for _, m := range mine {
			if used[m] = true; !slices.Contains(out[s], m) {
				out[s] = append(out[s], m)
			}
		}
	}
	u.unused(used, list)
	return out
}

// unused notes, once for each file, the monitors that no service has.
func (u *uptime) unused(used map[*importer.Monitor]bool, list *diag.List) {
	byFile := map[string][]string{}
	for _, m := range u.monitors {
		if !used[m] {
			byFile[u.files[m]] = append(byFile[u.files[m]], strconv.Quote(m.Names[0]))
		}
	}
	for _, file := range keys(byFile) {
		list.Add(diag.Diagnostic{
			ID: "monitor-unused", Severity: diag.Note, Pos: diag.Position{File: file}, Hint: "add it to a service's monitors in services.yaml",
			Message: "no service has the monitor " + strings.Join(byFile[file], ", "),
		})
	}
}

func (u *uptime) missing(name string, pos diag.Position, list *diag.List) {
	hint := diag.DidYouMean(name, keys(u.byName), "add its export to the folder uptime, or remove the name")
	list.Warnf("monitor-unknown", pos, hint, "no uptime file has the monitor %q", name)
}

// probeStates are a monitor's states as a service's.
var probeStates = [...]State{
	importer.Unknown: NoData, importer.Up: Operational, importer.Maintenance: UnderMaintenance,
	importer.Degraded: Degraded, importer.Down: MajorOutage,
}

// probesOf are the intervals of all of a service's monitors.
func probesOf(monitors []*importer.Monitor) []interval {
	var out []interval
	for _, m := range importer.Compact(monitors) {
		for _, v := range m.Intervals {
			out = append(out, interval{v.Start, v.End, probeStates[v.State]})
		}
	}
	return out
}

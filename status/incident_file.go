package status

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// incidentFile is an incident as it is written.
type incidentFile struct {
	Title      strictyaml.Text  `yaml:"title,required"`
	Severity   Severity         `yaml:"severity,required"`
	Started    moment           `yaml:"started,required"`
	Detected   moment           `yaml:"detected"`
	Responded  moment           `yaml:"responded"`
	Resolved   moment           `yaml:"resolved"`
	Services   map[string]State `yaml:"services"`
	Updates    []updateEntry    `yaml:"updates"`
	Workaround strictyaml.Text  `yaml:"workaround"`
	RootCause  strictyaml.Text  `yaml:"root_cause"`
	Postmortem strictyaml.Text  `yaml:"postmortem"`
	Articles   []string         `yaml:"articles,list"`
	Codes      []string         `yaml:"codes,list"`
	FollowUps  []followUpEntry  `yaml:"follow_ups"`
}

type followUpEntry struct {
	Text strictyaml.Text `yaml:"text,required"`
	Due  strictyaml.Date `yaml:"due"`
	Done strictyaml.Date `yaml:"done"`
}

type updateEntry struct {
	At       moment           `yaml:"at,required"`
	State    Phase            `yaml:"state"` // empty: as before
	Services map[string]State `yaml:"services"`
	Text     strictyaml.Text  `yaml:"text,required"`
	Next     nextUpdate       `yaml:"next"`
}

// incidentReader reads incident files against the services.
type incidentReader struct {
	cfg   Config
	known *catalogue
	list  *diag.List
}

// readIncidents reads all incidents, on all processors, in order of their paths.
func readIncidents(cfg Config, known *catalogue, list *diag.List) []*Incident {
	r := incidentReader{cfg, known, list}
	names := r.notTooMany(r.unique(incidentFiles(cfg, r.list)))
	read := make([]*Incident, len(names))
	var workers sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(names)); i = next.Add(1) - 1 {
				read[i] = r.file(names[i])
			}
		})
	}
	workers.Wait()
	return slices.DeleteFunc(read, func(i *Incident) bool { return i == nil })
}

// unique leaves out files whose incident has the id of an earlier one.
func (r incidentReader) unique(names []string) []string {
	first := map[string]string{}
	return slices.DeleteFunc(names, func(name string) bool {
		id := incidentID(name)
		other, twice := first[id]
		if !twice {
			first[id] = name
			return false
		}
		r.list.Add(diag.Diagnostic{
			ID: "id-duplicate", Severity: diag.Error, Pos: diag.Position{File: name, Line: 1, Column: 1},
			Message: "incident id \"" + id + "\" stands twice", Hint: "give one of the files another name",
			Related: []diag.Related{{Pos: diag.Position{File: other, Line: 1, Column: 1}, Message: "first here"}},
		})
		return true
	})
}

// file reads an incident's file; nil when it cannot be placed in time.
func (r incidentReader) file(name string) *Incident {
	src := strictyaml.ReadSource(r.cfg.FS, name, r.cfg.yaml(), r.list)
	if src == nil {
		return nil
	}
	return r.read(incidentID(name), src)
}

// incidentFiles are the YAML files under incidents/, in folders too, by path.
func incidentFiles(cfg Config, list *diag.List) []string {
	var names []string
	_ = fs.WalkDir(cfg.FS, path.Join(cfg.Dir, "incidents"), func(name string, d fs.DirEntry, err error) error {
		if err != nil { // no folder, no incidents
			reportUnreadable(name, err, list)
			return nil
		}
		if ext := path.Ext(name); !d.IsDir() && (ext == ".yaml" || ext == ".yml") && !strings.HasPrefix(d.Name(), ".") {
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names
}

// incidentID is the file's name without extension, in a form that can stand in
// a URL: spaces and signs become hyphens, letters of all scripts stay.
func incidentID(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '_' || r == '.' {
			return r
		}
		return '-'
	}, strings.TrimSpace(base))
}

// read reads an incident; nil when it cannot be placed in time. What else is
// wrong with it is reported all the same.
func (r incidentReader) read(id string, src *diag.Source) *Incident {
	var file incidentFile
	doc := strictyaml.Decode(src, &file, r.cfg.yaml(), r.list)
	c := incidentCheck{incidentReader: r, doc: doc, file: &file}
	future := c.startsInFuture()
	i := &Incident{
		ID: id, Source: src.Name, Title: file.Title, Severity: file.Severity,
		Started: file.Started.Time, Detected: file.Detected.Time, Responded: file.Responded.Time,
		Workaround: file.Workaround, RootCause: file.RootCause, Postmortem: file.Postmortem,
		Articles: file.Articles, Codes: file.Codes, Phase: Investigating,
	}
	for n := range file.Articles {
		i.ArticlesAt = append(i.ArticlesAt, doc.At("articles", n))
	}
	for _, f := range file.FollowUps {
		i.FollowUps = append(i.FollowUps, FollowUp{f.Text, f.Due.Time, f.Done.Time})
	}
	c.checkServices(file.Services, "services")
	updates := c.updates()
	for _, u := range updates {
		i.Updates = append(i.Updates, u)
		i.Phase = u.Phase
		if u.Phase == Resolved && i.Resolved.IsZero() {
			i.Resolved = u.At
		}
	}
	if at := c.resolved(); !at.IsZero() {
		i.Resolved = at
		if !i.Phase.over() {
			i.Phase = Resolved
		}
	}
	if future || i.Started.IsZero() {
		return nil
	}
	i.effects = effectsOf(i, file.Services, r.known)
	slices.Reverse(i.Updates)
	return i
}

// effect is what an incident does to a service over [start, end).
type effect struct {
	service *Service
	interval
}

// forever is the end of what goes on.
const forever = int64(1) << 62

// effectsOf turns the states of an incident's head and of its updates, oldest
// first, into intervals: a state holds until an update changes it or the
// incident is resolved.
func effectsOf(i *Incident, initial map[string]State, known *catalogue) []effect {
	end := forever
	if !i.Resolved.IsZero() {
		end = i.Resolved.Unix()
	}
	current := map[string]int{} // service → index into out
	var out []effect
	set := func(at time.Time, changes map[string]State) {
		for _, id := range keys(changes) {
			s := known.byID[id]
			if s == nil {
				continue
			}
			from := min(at.Unix(), end)
			if n, ok := current[id]; ok {
				out[n].end = min(end, max(out[n].start, from))
			}
			current[id] = len(out)
			out = append(out, effect{s, interval{from, end, changes[id]}})
		}
	}
	set(i.Started, initial)
	for _, u := range i.Updates {
		set(u.At, u.Services)
	}
	return out
}

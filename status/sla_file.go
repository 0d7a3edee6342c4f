package status

import (
	"path"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// slaFile is sla.yaml as it is written.
type slaFile struct {
	Calendars   []hoursEntry    `yaml:"calendars"`
	Severities  []severityEntry `yaml:"severities"`
	Plans       []planEntry     `yaml:"plans,required"`
	Credits     []Tier          `yaml:"credits"`
	ContractDay int             `yaml:"contract_day"`
}

type severityEntry struct {
	ID          Severity        `yaml:"id,required"`
	Name        strictyaml.Text `yaml:"name,required"`
	Description strictyaml.Text `yaml:"description"`
	FirstUpdate time.Duration   `yaml:"first_update"`
	UpdateEvery time.Duration   `yaml:"update_every"`
}

type planEntry struct {
	ID          string                    `yaml:"id,required"`
	Name        strictyaml.Text           `yaml:"name,required"`
	Description strictyaml.Text           `yaml:"description"`
	Price       strictyaml.Text           `yaml:"price"`
	Calendar    string                    `yaml:"calendar"`
	Channels    []strictyaml.Text         `yaml:"channels,list"`
	Included    []strictyaml.Text         `yaml:"included,list"`
	Charged     []strictyaml.Text         `yaml:"charged,list"`
	Excluded    []strictyaml.Text         `yaml:"excluded,list"`
	Targets     map[Severity]promiseEntry `yaml:"targets"`
	Credits     []Tier                    `yaml:"credits"`
}

type promiseEntry struct {
	Response   time.Duration `yaml:"response"`
	Resolution time.Duration `yaml:"resolution"`
	Calendar   string        `yaml:"calendar"` // where it is not the plan's
}

// slaReader reads sla.yaml.
type slaReader struct {
	doc   *strictyaml.Doc
	list  *diag.List
	zone  *time.Location
	hours map[string]*Hours
	ids   []string // of calendars
}

// always is the calendar that every site has.
const always = "7x24"

// readSLA reads sla.yaml; nil when there is none.
func readSLA(cfg Config, list *diag.List) *SLA {
	name := path.Join(cfg.Dir, "sla.yaml")
	var file slaFile
	doc := strictyaml.ReadFile(cfg.FS, name, &file, cfg.yaml(), list)
	if doc == nil {
		return nil
	}
	r := &slaReader{doc: doc, list: list, zone: cfg.Zone, hours: map[string]*Hours{always: Always(always, cfg.Zone)}, ids: []string{always}}
	s := &SLA{Credits: file.Credits, ContractDay: max(1, file.ContractDay)}
	if file.ContractDay < 0 || file.ContractDay > 31 {
		list.Errorf("contract-day", doc.At("contract_day"), "write the day of the month on which service months begin", "expected a day from 1 to 31, found %d", file.ContractDay)
		s.ContractDay = 1
	}
	r.tiers(file.Credits, "credits")
	for i, e := range file.Calendars {
		if h := r.readHours(i, e); h != nil {
			s.Hours = append(s.Hours, h)
		}
	}
	for _, e := range file.Severities {
		s.Severities = append(s.Severities, SeverityText{e.ID, e.Name, e.Description, max(0, e.FirstUpdate), max(0, e.UpdateEvery)})
	}
	at := map[string]int{}
	for i, e := range file.Plans {
		if first, twice := at[e.ID]; twice && e.ID != "" {
			duplicate(list, "plan", e.ID, doc.At("plans", i, "id"), doc.At("plans", first, "id"))
			continue
		}
		at[e.ID] = i
		s.Plans = append(s.Plans, r.readPlan(i, e, s.Credits))
	}
	return s
}

func (r *slaReader) readPlan(i int, e planEntry, credits []Tier) *Plan {
	p := &Plan{
		ID: e.ID, Name: e.Name, Description: e.Description, Price: e.Price, Channels: e.Channels,
		Included: e.Included, Charged: e.Charged, Excluded: e.Excluded, Credits: e.Credits,
		Hours: r.calendar(e.Calendar, "plans", i, "calendar"),
	}
	if len(p.Credits) == 0 {
		p.Credits = credits
	}
	r.tiers(e.Credits, "plans", i, "credits")
	for _, s := range slices.Backward(Severity("").Values()) {
		t, ok := e.Targets[Severity(s)]
		if !ok {
			continue
		}
		promise := Promise{Severity: Severity(s), Response: t.Response, Resolution: t.Resolution, Hours: p.Hours}
		if t.Calendar != "" {
			promise.Hours = r.calendar(t.Calendar, "plans", i, "targets", s, "calendar")
		}
		if t.Response < 0 || t.Resolution < 0 || t.Resolution > 0 && t.Response > t.Resolution {
			r.list.Errorf("promise-order", r.doc.At("plans", i, "targets", s), "write the response first: {response: 30m, resolution: 8h}",
				"the first response is promised after the resolution (%s, %s)", t.Response, t.Resolution)
		}
		p.Promises = append(p.Promises, promise)
	}
	for _, s := range keys(e.Targets) {
		if !slices.Contains(Severity("").Values(), string(s)) {
			r.list.Errorf("severity-unknown", r.doc.KeyAt("plans", i, "targets", string(s)), "write minor, major or critical", "unknown severity %q", s)
		}
	}
	return p
}

// calendar is the calendar with an id; 7x24 for none.
func (r *slaReader) calendar(id string, path ...any) *Hours {
	if id == "" {
		id = always
	}
	h := r.hours[id]
	if h == nil {
		unknown(r.list, "calendar", id, r.doc.At(path...), r.ids)
		return r.hours[always]
	}
	return h
}

// tiers checks a credit table.
func (r *slaReader) tiers(tiers []Tier, path ...any) {
	for i, t := range tiers {
		for _, field := range [...]struct{ key, value string }{{"below", t.Below}, {"credit", t.Credit}} {
			if _, ok := parseTarget(field.value); !ok && strings.TrimSpace(field.value) != "" {
				at := append(slices.Clone(path), i, field.key)
				r.list.Errorf("target-invalid", r.doc.At(at...), "write a percentage such as 99.95", "expected a percentage above 0 and at most 100, found %q", field.value)
			}
		}
	}
}

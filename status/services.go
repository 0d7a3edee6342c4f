package status

import (
	"path"
	"strings"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// servicesFile is services.yaml as it is written.
type servicesFile struct {
	Groups   []groupEntry   `yaml:"groups"`
	Services []serviceEntry `yaml:"services,required"`
}

type groupEntry struct {
	ID          string          `yaml:"id,required"`
	Name        strictyaml.Text `yaml:"name,required"`
	Description strictyaml.Text `yaml:"description"`
	Group       string          `yaml:"group"` // the group that this one stands in
}

type serviceEntry struct {
	ID             string          `yaml:"id,required"`
	Name           strictyaml.Text `yaml:"name,required"`
	Description    strictyaml.Text `yaml:"description"`
	Group          string          `yaml:"group"`
	Since          strictyaml.Date `yaml:"since"`
	Target         string          `yaml:"target"`
	Weight         *int            `yaml:"weight"`
	Monitors       []string        `yaml:"monitors,list"`
	DependsOn      []string        `yaml:"depends_on,list"`
	OnlyIfDegraded bool            `yaml:"only_if_degraded"`
	URL            string          `yaml:"url"`
	Links          []linkEntry     `yaml:"links"`
}

type linkEntry struct {
	Text strictyaml.Text `yaml:"text"`
	URL  string          `yaml:"url,required"`
}

// catalogue is the services by id, with where they stand in the file.
type catalogue struct {
	doc      *strictyaml.Doc
	services []*Service
	groups   []*Group
	byID     map[string]*Service
	ids      []string
	order    map[*Service]int
}

// readServices reads services.yaml; nil when there is none.
func readServices(cfg Config, list *diag.List) *catalogue {
	name := path.Join(cfg.Dir, "services.yaml")
	var file servicesFile
	c := &catalogue{byID: map[string]*Service{}, order: map[*Service]int{}}
	if c.doc = strictyaml.ReadFile(cfg.FS, name, &file, cfg.yaml(), list); c.doc == nil {
		return nil
	}
	groups := c.readGroups(file.Groups, list)
	for i, e := range file.Services {
		c.readService(cfg, i, e, groups, list)
	}
	for i, e := range file.Services {
		if s := c.byID[e.ID]; s != nil && len(s.DependsOn) == 0 {
			c.readDependencies(i, e, s, list)
		}
	}
	c.checkCycles(file.Services, list)
	c.groups = c.sortGroups(groups, file.Groups)
	return c
}

func (c *catalogue) readGroups(entries []groupEntry, list *diag.List) map[string]*Group {
	groups := map[string]*Group{}
	at := map[string]int{}
	var ids []string
	for i, e := range entries {
		if !c.checkID("group", e.ID, list, "groups", i, "id") {
			continue
		}
		if first, twice := at[e.ID]; twice {
			duplicate(list, "group", e.ID, c.doc.At("groups", i, "id"), c.doc.At("groups", first, "id"))
			continue
		}
		at[e.ID] = i
		ids = append(ids, e.ID)
		groups[e.ID] = &Group{ID: e.ID, Name: e.Name, Description: e.Description}
	}
	for i, e := range entries {
		g, parent := groups[e.ID], groups[e.Group]
		switch pos := c.doc.At("groups", i, "group"); {
		case g == nil || e.Group == "":
		case parent == nil:
			unknown(list, "group", e.Group, pos, ids)
		case parent == g || entries[at[e.Group]].Group != "":
			list.Errorf("group-level", pos, "put the group into one of the first level", "group %q stands in %q, which is in a group itself; groups have two levels", e.ID, e.Group)
		default:
			g.Parent = parent
		}
	}
	return groups
}

func (c *catalogue) readService(cfg Config, i int, e serviceEntry, groups map[string]*Group, list *diag.List) {
	if !c.checkID("service", e.ID, list, "services", i, "id") {
		return
	}
	at := func(key string) diag.Position { return c.doc.At("services", i, key) }
	if first := c.byID[e.ID]; first != nil {
		duplicate(list, "service", e.ID, at("id"), c.doc.At("services", c.order[first], "id"))
		return
	}
	s := &Service{
		ID: e.ID, Name: e.Name, Description: e.Description, Weight: 1, Monitors: e.Monitors,
		OnlyIfDegraded: e.OnlyIfDegraded, Since: e.Since.Time,
		Target: strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(e.Target), "%")),
	}
	if e.URL != "" {
		s.Links = append(s.Links, Link{URL: e.URL})
	}
	for _, l := range e.Links {
		s.Links = append(s.Links, Link(l))
	}
	if e.Group != "" {
		if s.Group = groups[e.Group]; s.Group == nil {
			unknown(list, "group", e.Group, at("group"), keys(groups))
		}
	}
	if _, ok := parseTarget(e.Target); e.Target != "" && !ok {
		list.Errorf("target-invalid", at("target"), "write a percentage such as 99.95", "expected a percentage above 0 and at most 100, found %q", e.Target)
		s.Target = ""
	}
	if e.Weight != nil {
		if s.Weight = *e.Weight; s.Weight < 0 || s.Weight > 1000 {
			list.Errorf("weight-invalid", at("weight"), "write a whole number from 0 to 1000", "expected a weight from 0 to 1000, found %d", s.Weight)
			s.Weight = 1
		}
	}
	if s.Since.After(cfg.Now) {
		list.Errorf("time-future", at("since"), "write the day from which the service's record counts, today at the latest", "service %q begins in the future, at %s", e.ID, s.Since.Format("2006-01-02"))
		s.Since = cfg.Now
	}
	c.order[s] = i
	c.byID[s.ID] = s
	c.ids = append(c.ids, s.ID)
	c.services = append(c.services, s)
}

// checkID reports an id that cannot stand in a URL.
func (c *catalogue) checkID(kind, id string, list *diag.List, path ...any) bool {
	if id == "" {
		return false // its absence is reported by the reader
	}
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '.' {
			list.Errorf("id-invalid", c.doc.At(path...), "write Latin letters, digits, - and _; the name may be anything", "%s id %q holds %q", kind, id, r)
			return false
		}
	}
	if strings.Trim(id, ".") == "" { // as a folder, it would lead elsewhere
		list.Errorf("id-invalid", c.doc.At(path...), "write Latin letters, digits, - and _; the name may be anything", "%s id %q is dots alone", kind, id)
		return false
	}
	return true
}

// known is the service with an id; an unknown one is reported.
func (c *catalogue) known(id string, pos diag.Position, list *diag.List) *Service {
	s := c.byID[id]
	if s == nil {
		unknown(list, "service", id, pos, c.ids)
	}
	return s
}

func duplicate(list *diag.List, kind, id string, pos, first diag.Position) {
	list.Add(diag.Diagnostic{
		ID: "id-duplicate", Severity: diag.Error, Pos: pos,
		Message: kind + " id \"" + id + "\" stands twice", Hint: "give one of them another id",
		Related: []diag.Related{{Pos: first, Message: "first here"}},
	})
}

func unknown(list *diag.List, kind, id string, pos diag.Position, ids []string) {
	hint := "add it to services.yaml"
	if len(ids) > 0 {
		hint = diag.DidYouMean(id, ids, "known "+kind+"s: "+strings.Join(ids, ", "))
	}
	list.Errorf(kind+"-unknown", pos, hint, "unknown %s %q", kind, id)
}

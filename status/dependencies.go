package status

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"deskbell/diag"
)

func (c *catalogue) readDependencies(i int, e serviceEntry, s *Service, list *diag.List) {
	for j, id := range e.DependsOn {
		d := c.known(id, c.doc.At("services", i, "depends_on", j), list)
		if d != nil && !slices.Contains(s.DependsOn, d) {
			s.DependsOn = append(s.DependsOn, d)
		}
	}
}

// checkCycles reports each service that rests, by way of others, on itself,
// once for each circle, and cuts the circle there.
func (c *catalogue) checkCycles(entries []serviceEntry, list *diag.List) {
	const (
		white = iota
		grey  // on the path from where the walk began
		black
	)
	colour := map[*Service]int{}
	var path []string
	var walk func(s *Service)
	walk = func(s *Service) {
		colour[s] = grey
		path = append(path, s.ID)
		kept := s.DependsOn[:0]
		for _, d := range s.DependsOn {
			if colour[d] == grey {
				circle := append(slices.Clone(path[slices.Index(path, d.ID):]), d.ID)
				i := c.order[s]
				pos := c.doc.At("services", i, "depends_on", slices.Index(entries[i].DependsOn, d.ID))
				list.Errorf("dependency-cycle", pos, "remove one of these dependencies", "services depend on each other in a circle: %s", strings.Join(circle, " → "))
				continue
			}
			kept = append(kept, d)
			if colour[d] == white {
				walk(d)
			}
		}
		s.DependsOn = kept
		path = path[:len(path)-1]
		colour[s] = black
	}
	for _, s := range c.services {
		if colour[s] == white {
			walk(s)
		}
	}
}

// sortGroups puts services into their groups and the groups into the order of
// the file, each with the groups in it behind it; services without a group come
// in a last one without an id.
func (c *catalogue) sortGroups(byID map[string]*Group, entries []groupEntry) []*Group {
	var rest Group
	for _, s := range c.services {
		if s.Group == nil {
			s.Group = &rest
		}
		s.Group.Services = append(s.Group.Services, s)
	}
	var out []*Group
	var add func(parent *Group)
	add = func(parent *Group) {
		for _, e := range entries {
			g := byID[e.ID]
			if g != nil && g.Parent == parent && !slices.Contains(out, g) {
				out = append(out, g)
				add(g)
			}
		}
	}
	add(nil)
	if len(rest.Services) > 0 {
		out = append(out, &rest)
	}
	return out
}

func keys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

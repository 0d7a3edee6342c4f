package status

import (
	"fmt"
	"slices"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// skew is how far ahead of the build's clock a time may lie and still be taken
// as now: people round up to the minute, and clocks differ.
const skew = 5 * time.Minute

// incidentCheck checks what one incident file says.
type incidentCheck struct {
	incidentReader
	doc        *strictyaml.Doc
	file       *incidentFile
	outOfOrder bool // updates are, so nothing can be said of what follows what
}

func (c *incidentCheck) future(t time.Time) bool { return t.After(c.cfg.Now.Add(skew)) }

// stamp writes a time as the file's author would: in the zone it was given in.
func stamp(t time.Time) string { return t.Format(time.RFC3339) }

func (c *incidentCheck) startsInFuture() bool {
	if !c.future(c.file.Started.Time) {
		return false
	}
	c.list.Errorf("time-future", c.doc.At("started"), "write a planned event as a notice with category: maintenance",
		"the incident starts in the future, at %s; it is now %s", stamp(c.file.Started.Time), stamp(c.cfg.Now.In(c.file.Started.Location())))
	return true
}

// checkServices reports services that services.yaml does not have.
func (c *incidentCheck) checkServices(states map[string]State, path ...any) {
	for _, id := range keys(states) {
		c.known.known(id, c.doc.KeyAt(append(slices.Clone(path), id)...), c.list)
	}
}

// resolved is the time that the file's head gives; zero without one, or where
// it cannot be.
func (c *incidentCheck) resolved() time.Time {
	started := c.file.Started.Time
	if d := c.file.Detected.Time; !d.IsZero() && d.Before(started) {
		c.timeOrder("detected", "detected", d, "set started to the time at which it began, "+stamp(d)+" at the latest")
	}
	if r := c.file.Responded.Time; !r.IsZero() && r.Before(started) {
		c.timeOrder("responded", "responded", r, "write when customers were first answered; check the day and the zone of both")
	} else if c.future(r) {
		c.list.Errorf("time-future", c.doc.At("responded"), "write when customers were first answered, or leave the line out", "responded lies in the future, at %s", stamp(r))
	}
	at := c.file.Resolved.Time
	switch {
	case at.IsZero():
		return at
	case at.Before(started):
		c.timeOrder("resolved", "resolved", at, "an incident ends after it began; check the day and the zone of both")
		return started
	case c.future(at):
		c.list.Warnf("time-future", c.doc.At("resolved"), "leave the line out until it is over", "resolved lies in the future, at %s; until then the incident is open", stamp(at))
		return time.Time{}
	}
	return at
}

func (c *incidentCheck) timeOrder(key, what string, at time.Time, hint string) {
	c.list.Add(diag.Diagnostic{
		ID: "time-order", Severity: diag.Error, Pos: c.doc.At(key), Hint: hint,
		Message: fmt.Sprintf("%s %s is before the start %s", what, stamp(at), stamp(c.file.Started.Time)),
		Related: []diag.Related{{Pos: c.doc.At("started"), Message: "started here"}},
	})
}

// updates are the updates up to now, oldest first, each with a phase.
func (c *incidentCheck) updates() []Update {
	order := c.order()
	phase := Investigating
	resolvedAt := -1 // index of the update that resolves
	var out []Update
	for n, i := range order {
		e := c.file.Updates[i]
		if e.At.IsZero() {
			continue // reported by the reader
		}
		c.checkUpdate(order, n)
		next := e.State
		if next == "" {
			next = phase
		}
		if c.future(e.At.Time) {
			c.list.Warnf("time-future", c.doc.At("updates", i, "at"), "mend the time; the update is left out until then", "the update lies in the future, at %s", stamp(e.At.Time))
			continue
		}
		if next := e.Next.after(e.At.Time); !next.IsZero() && !next.After(e.At.Time) {
			c.list.Errorf("time-order", c.doc.At("updates", i, "next"), "write a later time, or a length such as 30m", "the next update is promised for %s, not after this one", stamp(next))
		}
		c.checkTransition(i, n == 0, phase, next, resolvedAt)
		if next == Resolved {
			c.checkResolving(i)
			if resolvedAt < 0 {
				resolvedAt = i
			}
		}
		phase = next
		out = append(out, Update{At: e.At.Time, Phase: next, Services: e.Services, Text: e.Text, Next: e.Next.after(e.At.Time)})
	}
	return out
}

// order is the indices of the updates from the oldest to the newest. They may
// be written in either direction.
func (c *incidentCheck) order() []int {
	u := c.file.Updates
	order := make([]int, len(u))
	for i := range order {
		order[i] = i
	}
	if n := len(u); n > 1 && u[n-1].At.Before(u[0].At.Time) && !u[n-1].At.IsZero() {
		slices.Reverse(order)
	}
	return order
}

// checkUpdate reports an update out of order, before the start, or of unknown
// services.
func (c *incidentCheck) checkUpdate(order []int, n int) {
	i := order[n]
	e := c.file.Updates[i]
	c.checkServices(e.Services, "updates", i, "services")
	if e.At.Before(c.file.Started.Time) {
		c.list.Add(diag.Diagnostic{
			ID: "update-order", Severity: diag.Error, Pos: c.doc.At("updates", i, "at"),
			Message: fmt.Sprintf("the update at %s is before the start %s", stamp(e.At.Time), stamp(c.file.Started.Time)),
			Hint:    "set started to the time at which it began, " + stamp(e.At.Time) + " at the latest",
			Related: []diag.Related{{Pos: c.doc.At("started"), Message: "started here"}},
		})
	}
	if n == 0 {
		return
	}
	before := order[n-1]
	if e.At.Before(c.file.Updates[before].At.Time) {
		c.outOfOrder = true
		c.list.Add(diag.Diagnostic{
			ID: "update-order", Severity: diag.Error, Pos: c.doc.At("updates", i, "at"),
			Message: fmt.Sprintf("the update at %s stands out of order", stamp(e.At.Time)),
			Hint:    "put the updates in order of time",
			Related: []diag.Related{{Pos: c.doc.At("updates", before, "at"), Message: "its neighbour is later"}},
		})
	}
}

// checkTransition reports a state that cannot follow the one before it.
func (c *incidentCheck) checkTransition(i int, first bool, from, to Phase, resolvedAt int) {
	if c.outOfOrder {
		return
	}
	d := diag.Diagnostic{ID: "state-order", Severity: diag.Error, Pos: c.doc.At("updates", i, "state")}
	switch {
	case to == Postmortem && !from.over() && c.file.Resolved.IsZero():
		d.Message = "postmortem cannot follow " + string(from)
		if first {
			d.Message = "postmortem cannot come first"
		}
		d.Hint = "add an update with state: resolved before it"
	case from == Resolved && to == Resolved && c.file.Updates[i].State != "":
		d.Message = "the incident is resolved a second time"
		d.Hint = "use state: postmortem for what is to be said afterwards"
	case from.over() && !to.over():
		d.Message = fmt.Sprintf("%s cannot follow %s", to, from)
		d.Hint = "an incident that comes back is a new incident: write it in a file of its own"
	case from == Postmortem && to == Resolved:
		d.Message = "resolved cannot follow postmortem"
		d.Hint = "put the update with state: resolved before the postmortem"
	default:
		return
	}
	if resolvedAt >= 0 {
		d.Related = []diag.Related{{Pos: c.doc.At("updates", resolvedAt), Message: "resolved here"}}
	}
	c.list.Add(d)
}

// checkResolving reports an update that resolves and leaves a service down.
func (c *incidentCheck) checkResolving(i int) {
	states := c.file.Updates[i].Services
	for _, id := range keys(states) {
		if states[id] != Operational && states[id] != "" {
			c.list.Errorf("state-order", c.doc.At("updates", i, "services", id), "write operational, or use state: monitoring until it is over",
				"a resolved incident leaves service %q in %s", id, states[id])
		}
	}
}

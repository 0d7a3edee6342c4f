package status

import (
	"slices"

	"deskbell/status/importer"
)

// record joins services with what is known of them.
func (b *Board) record(cfg Config, u *uptime, monitors map[*Service][]*importer.Monitor, known *catalogue) {
	effects := map[*Service][]effect{}
	touched := map[*Service][]*Incident{}
	slices.SortStableFunc(b.Incidents, func(x, y *Incident) int { return x.Started.Compare(y.Started) })
	for _, i := range b.Incidents {
		for _, e := range i.effects {
			effects[e.service] = append(effects[e.service], e)
		}
		i.Services, i.Now = summarize(i.effects, b.AsOf.Unix(), known)
		for _, e := range i.Services {
			touched[e.Service] = append(touched[e.Service], i)
		}
	}
	r := newRecorder(b, cfg.Zone)
	var worst []State
	for _, s := range b.Services {
		monitored := len(s.Monitors) > 0 || len(monitors[s]) > 0
		r.record(s, effects[s], probesOf(monitors[s]), monitored)
		s.Latency = r.latencyOf(monitors[s])
		for _, i := range touched[s] {
			r.mark(s, i)
		}
		worst = append(worst, s.State)
	}
	b.State = Worst(worst...)
	for _, s := range b.Services {
		for _, d := range s.DependsOn {
			if d.State != Operational && d.State != NoData {
				s.Because = append(s.Because, d)
			}
		}
	}
	for _, g := range slices.Backward(b.Groups) {
		g.State = g.worst(b.Groups)
	}
}

// worst is the worst state of a group's services and of the groups in it, which
// stand behind it and are done before.
func (g *Group) worst(all []*Group) State {
	var states []State
	for _, s := range g.Services {
		states = append(states, s.State)
	}
	for _, in := range all {
		if in.Parent == g {
			states = append(states, in.State)
		}
	}
	return Worst(states...)
}

// summarize gives the worst state that an incident put each service in, and the
// states at an instant, both in the order of services.yaml.
func summarize(effects []effect, at int64, known *catalogue) (worst, now []Effect) {
	all := map[*Service]State{}
	active := map[*Service]State{}
	for _, e := range effects {
		if s, ok := all[e.service]; !ok || e.state.rank() > s.rank() {
			all[e.service] = e.state
		}
		if e.start <= at && at < e.end {
			active[e.service] = e.state
		}
	}
	for _, s := range known.services {
		if state, ok := all[s]; ok {
			worst = append(worst, Effect{s, state})
		}
		if state, ok := active[s]; ok {
			now = append(now, Effect{s, state})
		}
	}
	return worst, now
}

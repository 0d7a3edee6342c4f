package site

import (
	"strings"

	"deskbell/status"
)

// correctionText is what was published of a service's figure and target, where
// one of them is another now.
func (m *model) correctionText(v *voice, s *status.Service, p status.Period) string {
	c := m.correction(s, p)
	if c == nil {
		return ""
	}
	at := v.text.DateTime(c.Frozen, m.config.zone)
	var parts []string
	if c.Was != c.Is {
		was := c.Was.Percent()
		if was == "" {
			was = v.text.Text("status.figure.none")
		}
		parts = append(parts, v.text.Text("status.sla.corrected", at, was))
	}
	if c.Retarget() {
		parts = append(parts, v.text.Text("status.sla.corrected_target", at, c.WasTarget+"%"))
	}
	return strings.Join(parts, " ")
}

// planCorrection is what was published of a plan's deadlines, where it is
// something else now.
func (m *model) planCorrection(v *voice, plan *status.Plan, p status.Period) string {
	c := m.planCorrected(plan, p)
	if c == nil {
		return ""
	}
	tally := func(t status.Tally) string {
		if text := m.tally(v, t); text != "" {
			return text
		}
		return v.text.Text("status.sla.undecided")
	}
	return v.text.Text("status.sla.corrected_deadlines", v.text.DateTime(c.Frozen, m.config.zone), tally(c.WasResponse), tally(c.WasResolution))
}

// planCorrected is the correction of a plan's deadlines in a period, nil without.
func (m *model) planCorrected(plan *status.Plan, p status.Period) *status.PlanCorrection {
	for n := range m.board.PlanCorrections {
		if c := &m.board.PlanCorrections[n]; c.Plan == plan && c.Month.Start.Equal(p.Start) && c.Month.End.Equal(p.End) {
			return c
		}
	}
	return nil
}

package status

// State is how a service does, in the words of Statuspage's public JSON, with
// NoData beside them.
type State string

// The states, from best to worst; UnderMaintenance and NoData stand apart.
const (
	Operational      State = "operational"
	Degraded         State = "degraded_performance"
	PartialOutage    State = "partial_outage"
	MajorOutage      State = "major_outage"
	UnderMaintenance State = "under_maintenance"
	NoData           State = "no_data"
)

// Values are the states that an incident or a notice can put a service in.
func (State) Values() []string {
	return []string{"operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"}
}

// Severity is an incident's.
type Severity string

// The severities of incidents.
const (
	Minor    Severity = "minor"
	Major    Severity = "major"
	Critical Severity = "critical"
)

// Values are the severities as incident files write them.
func (Severity) Values() []string { return []string{"minor", "major", "critical"} }

// Phase is where an incident or a maintenance stands: the state of its newest
// update.
type Phase string

// The phases of incidents, then of maintenances.
const (
	Investigating Phase = "investigating"
	Identified    Phase = "identified"
	Monitoring    Phase = "monitoring"
	Resolved      Phase = "resolved"
	Postmortem    Phase = "postmortem"

	Scheduled  Phase = "scheduled"
	InProgress Phase = "in_progress"
	Verifying  Phase = "verifying"
	Completed  Phase = "completed"
	Cancelled  Phase = "cancelled"
)

// Values are the phases as incident files write them.
func (Phase) Values() []string {
	return []string{"investigating", "identified", "monitoring", "resolved", "postmortem"}
}

// Phases of an incident or a maintenance after which nothing goes on.
func (p Phase) over() bool {
	return p == Resolved || p == Postmortem || p == Completed || p == Cancelled
}

// states by rank, from best to worst. A service without data ranks below all
// that is known to be wrong, but not with those that work; maintenance is
// planned, so it ranks below every fault.
var states = [...]State{Operational, NoData, UnderMaintenance, Degraded, PartialOutage, MajorOutage}

// rank is a state's place in states; an unknown state is operational.
func (s State) rank() int {
	for i, x := range states {
		if x == s {
			return i
		}
	}
	return 0
}

// Worst is the worst of the states: of major_outage, partial_outage,
// degraded_performance, under_maintenance, no_data and operational the first
// that is among them. Without any it is no_data.
func Worst(all ...State) State {
	if len(all) == 0 {
		return NoData
	}
	worst := 0
	for _, s := range all {
		worst = max(worst, s.rank())
	}
	return states[worst]
}

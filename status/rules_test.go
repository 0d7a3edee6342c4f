package status

import (
	"strings"
	"testing"
	"time"

	"deskbell/diag"
)

// A length of nothing is one where it is written, and the default where not.
func TestLengthsInRules(t *testing.T) {
	services := map[string]string{"services.yaml": contract}
	written := func(keys ...string) func(*Config) {
		return func(c *Config) {
			c.Written = func(key string) bool { return strings.Contains(strings.Join(keys, " "), key) }
			c.RuleAt = func(path ...any) diag.Position { return diag.Position{File: "deskbell.yaml", Line: len(path)} }
		}
	}
	b := clean(t, "2026-10-20T12:00:00Z", services, written("announce", "banner_lead"))
	if b.Rules.Announce != 0 || b.Rules.BannerLead != 0 || b.Rules.StaleAfter != 15*time.Minute {
		t.Errorf("written: %+v", b.Rules)
	}
	b = clean(t, "2026-10-20T12:00:00Z", services)
	if b.Rules.Announce != 24*time.Hour || b.Rules.BannerLead != 24*time.Hour || b.Rules.StaleAfter != 15*time.Minute {
		t.Errorf("not written: %+v", b.Rules)
	}
	_, lines := read(t, "2026-10-20T12:00:00Z", services, written("stale_after"), func(c *Config) {
		c.Rules = Rules{Announce: -time.Hour, Weights: map[State]int{Degraded: 1001, NoData: 1}}
	})
	want := `deskbell.yaml:1: error: status.announce: expected a length of time, found -1h0m0s [duration-invalid] (write a length such as 15m or 24h)
deskbell.yaml:1: error: status.stale_after: expected a length of time, found 0s [duration-invalid] (write a length such as 15m or 24h)
deskbell.yaml:2: error: status.weights.degraded_performance: expected thousandths from 0 to 1000, found 1001 [weight-invalid] (1000 counts each second in full, 300 counts three tenths of it)
deskbell.yaml:2: error: status.weights: state "no_data" has no weight [weight-invalid] (give weights to major_outage, partial_outage, degraded_performance and under_maintenance)`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Maintenance that was announced at all is left out where no time ahead is asked
// for; what begins before it is announced is not.
func TestAnyAnnouncementBeforeTheWindow(t *testing.T) {
	for announced, excluded := range map[string]int{"2026-10-20T01:00:00Z": 7200, "2026-10-20T01:00:01Z": 0} {
		b := clean(t, "2026-10-21T00:00:00Z", map[string]string{"services.yaml": contract}, func(c *Config) {
			c.Written = func(string) bool { return true }
			c.Rules.StaleAfter = time.Minute
			c.Maintenances = []Maintenance{{ID: "m", Start: instant(t, "2026-10-20T01:00:00Z"), End: instant(t, "2026-10-20T03:00:00Z"),
				Announced: instant(t, announced), Services: map[string]State{"messaging": UnderMaintenance}}}
		})
		if f := b.Service("messaging").Last90; f.Excluded != excluded {
			t.Errorf("announced %s: excluded %d", announced, f.Excluded)
		}
	}
}

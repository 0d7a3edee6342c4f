package status

import (
	"testing"
	"time"
)

func TestPeriods(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := instant(t, "2026-10-10T23:30:00Z") // the 11th in Berlin
	for _, c := range []struct {
		got              Period
		name, start, end string
		seconds          int64
	}{
		{MonthOf(at, berlin), "2026-10", "2026-10-01T00:00:00+02:00", "2026-11-01T00:00:00+01:00", 31*86400 + 3600},
		{QuarterOf(at, berlin), "2026-Q4", "2026-10-01T00:00:00+02:00", "2027-01-01T00:00:00+01:00", 92*86400 + 3600},
		{QuarterOf(instant(t, "2026-05-31T00:00:00Z"), time.UTC), "2026-Q2", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z", 91 * 86400},
		{YearOf(at, berlin), "2026", "2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00", 365 * 86400},
		{ContractMonthOf(at, berlin, 17), "2026-09-17", "2026-09-17T00:00:00+02:00", "2026-10-17T00:00:00+02:00", 30 * 86400},
		{ContractMonthOf(at, berlin, 11), "2026-10-11", "2026-10-11T00:00:00+02:00", "2026-11-11T00:00:00+01:00", 31*86400 + 3600},
		{ContractMonthOf(instant(t, "2026-02-28T00:00:00Z"), time.UTC, 31), "2026-02-28", "2026-02-28T00:00:00Z", "2026-03-31T00:00:00Z", 31 * 86400},
		{ContractMonthOf(instant(t, "2026-03-30T00:00:00Z"), time.UTC, 31), "2026-02-28", "2026-02-28T00:00:00Z", "2026-03-31T00:00:00Z", 31 * 86400},
		{ContractMonthOf(instant(t, "2026-01-05T00:00:00Z"), time.UTC, 17), "2025-12-17", "2025-12-17T00:00:00Z", "2026-01-17T00:00:00Z", 31 * 86400},
		{Rolling(at, time.UTC, 90), "90d", "2026-07-13T00:00:00Z", "2026-10-11T00:00:00Z", 90 * 86400},
	} {
		if c.got.Name != c.name || stamp(c.got.Start) != c.start || stamp(c.got.End) != c.end || c.got.seconds() != c.seconds {
			t.Errorf("got %s %s %s (%d s), want %+v", c.got.Name, stamp(c.got.Start), stamp(c.got.End), c.got.seconds(), c)
		}
	}
}

func TestAllowance(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		target string
		length time.Duration
		want   string
	}{
		{"99.9", 365 * day, "8h45m36s"},  // 8.76 h
		{"99.95", 365 * day, "4h22m48s"}, // 4.38 h
		{"99.99", 365 * day, "52m33s"},   // 52.56 min
		{"99.999", 365 * day, "5m15s"},   // 5.256 min
		{"99.9", 28 * day, "40m19s"},     // 40.32 min
		{"99.9", 30 * day, "43m12s"},     // 43.2 min
		{"99.9%", 31 * day, "44m38s"},    // 44.64 min
		{"100", 31 * day, "0s"},
	} {
		if got := Allowance(c.target, c.length).String(); got != c.want {
			t.Errorf("%s of %s: got %s, want %s", c.target, c.length, got, c.want)
		}
	}
}

func TestBudget(t *testing.T) {
	p := MonthOf(instant(t, "2026-11-10T00:00:00Z"), time.UTC) // 30 days
	f := Figure{Start: p.Start, End: p.Start.Add(10 * 24 * time.Hour), Span: 864000, Excluded: 3300, Lost: 1296_000, Known: true}
	b, known := BudgetOf(f, p, "99.9")
	if !known || b.Allowed != (30*86400-3300) || b.Used != 1296_000 || b.Left() != b.Allowed-1296_000 {
		t.Errorf("budget %+v", b)
	}
	if b.Burn != 150 { // 21.6 min lost where ten days less 55 min allow 14.345 min
		t.Errorf("burn %d", b.Burn)
	}
	if _, known := BudgetOf(Figure{}, p, "99.9"); known {
		t.Error("a budget without a figure")
	}
	if b, _ := BudgetOf(f, p, "100"); b.Burn != -1 || b.Allowed != 0 {
		t.Errorf("budget of 100 %%: %+v", b)
	}
}

func TestNines(t *testing.T) {
	for _, c := range []struct {
		lost, want int
		all        bool
	}{{0, 0, true}, {1, 8, false}, {100_000, 3, false}, {99_999, 3, false}, {10_000, 4, false}, {10_001, 3, false}, {50_000_000, 0, false}, {100_000_000, 0, false}} {
		if n, all := figure(100_000, c.lost).Nines(); n != c.want || all != c.all {
			t.Errorf("lost %d: got %d, %v", c.lost, n, all)
		}
	}
}

func TestCredit(t *testing.T) {
	vm := []Tier{{"99.99", "10"}, {"99", "30"}, {"95", "100"}}
	for _, c := range []struct {
		lost int
		want string
	}{{0, ""}, {10_000, ""}, {10_001, "10"}, {1_000_000, "10"}, {1_000_001, "30"}, {5_000_001, "100"}} {
		if got, _ := Credit(figure(100_000, c.lost), vm); got.Credit != c.want {
			t.Errorf("lost %d: got %q, want %q", c.lost, got.Credit, c.want)
		}
	}
	if _, any := Credit(Figure{}, vm); any {
		t.Error("credit without a figure")
	}
}

func TestAccountAndAvailability(t *testing.T) {
	b := clean(t, "2026-11-01T00:00:00Z", map[string]string{
		"services.yaml":    "groups: [{id: g, name: G}, {id: h, name: H, group: g}]\nservices:\n  - {id: a, name: A, group: g, weight: 3, since: 2026-10-01}\n  - {id: b, name: B, group: h, since: 2026-10-01}\n  - {id: c, name: C, since: 2026-10-01}\n",
		"incidents/a.yaml": "title: T\nseverity: minor\nstarted: 2026-10-20T10:00:00Z\nresolved: 2026-10-20T11:00:00Z\nservices: {a: partial_outage, b: major_outage}\n",
	})
	october := MonthOf(instant(t, "2026-10-05T00:00:00Z"), time.UTC)
	account := b.Service("a").Timeline.Account(october.Start, october.End)
	if account.Partial != 3600 || account.Up != 31*86400-3600 || account.Up+account.Degraded+account.Partial+account.Down+account.Unplanned+account.Excluded+account.Unknown != account.Span {
		t.Errorf("account %+v", account)
	}
	group := b.All(b.Groups[0])
	f := Availability(group, october.Start, october.End)
	if len(group) != 2 || f.Lost != 3*3600*300+3600*1000 || f.Span != 4*31*86400 {
		t.Errorf("%d services, %+v", len(group), f)
	}
	if f := Availability(b.Services, october.Start, october.End); f.Span != 5*31*86400 || f.Percent() != "99.948%" {
		t.Errorf("whole %+v %s", f, f.Percent())
	}
}

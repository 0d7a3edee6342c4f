package status

// CompareTargets compares two percentages as they are written: -1 where a is
// less than b, 0 where they are equal. One that is none counts as nothing.
func CompareTargets(a, b string) int {
	x, _ := parseTarget(a)
	y, _ := parseTarget(b)
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return -1
	case y == nil:
		return 1
	}
	return x.Cmp(y)
}

// TierFor is the step of a credit table that a figure just below a percentage
// has come down to; ok is false where it gives nothing.
func TierFor(tiers []Tier, below string) (tier Tier, ok bool) {
	for _, t := range tiers {
		if CompareTargets(t.Below, below) >= 0 && (!ok || CompareTargets(t.Below, tier.Below) < 0) {
			tier, ok = t, true
		}
	}
	return tier, ok
}

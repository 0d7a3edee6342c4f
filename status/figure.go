package status

import (
	"fmt"
	"math/big"
	"strings"
)

// enough says whether so much is known that a percentage says something: at
// least a hundredth of the period, announced maintenance apart. Where probes are
// missing and only incidents are known, what is counted is little but downtime,
// and a figure of it would be false.
func (f Figure) enough() bool {
	return f.Counted() > 0 && f.Counted()*100 >= f.Span-f.Excluded
}

// Counted is the seconds that the figure rests on: those of the period without
// announced maintenance and without the time that nothing is known of.
func (f Figure) Counted() int { return f.Span - f.Excluded - f.Unknown }

// Percent is the availability, "99.987%": rounded down to at most three
// decimals, without zeros at the end, and "100%" only if not one second was
// lost. It is empty where there is no figure.
func (f Figure) Percent() string {
	if !f.Known {
		return ""
	}
	return percent(int64(f.Counted())*1000-int64(f.Lost), int64(f.Counted())*1000, 3)
}

// Coverage is how much of the period is known, "97.3%": rounded down to one
// decimal. Announced maintenance is left out on both sides. It is empty when
// all is known.
func (f Figure) Coverage() string {
	if f.Unknown == 0 {
		return ""
	}
	return percent(int64(f.Counted()), int64(f.Span-f.Excluded), 1)
}

// Meets compares the exact figure, not the rounded one, with a target such as
// "99.95". It is not known without a figure or a target.
func (f Figure) Meets(target string) (met, known bool) {
	want, ok := parseTarget(target)
	if !f.Known || !ok {
		return false, false
	}
	whole := int64(f.Counted()) * 1000
	got := big.NewRat(whole-int64(f.Lost), whole)
	return got.Mul(got, big.NewRat(100, 1)).Cmp(want) >= 0, true
}

// percent is part of whole in percent, rounded down to decimals.
func percent(part, whole int64, decimals int) string {
	scale := int64(1)
	for range decimals {
		scale *= 10
	}
	product := new(big.Int).Mul(big.NewInt(part), big.NewInt(100*scale))
	n := product.Quo(product, big.NewInt(whole)).Int64()
	s := fmt.Sprintf("%d.%0*d", n/scale, decimals, n%scale)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".") + "%"
}

// parseTarget reads a percentage above 0 and at most 100, with or without the
// sign.
func parseTarget(s string) (*big.Rat, bool) {
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	if s == "" || len(s) > 12 || strings.Trim(s, "0123456789.") != "" {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(s)
	return r, ok && r.Sign() > 0 && r.Cmp(big.NewRat(100, 1)) <= 0
}

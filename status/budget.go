package status

import (
	"math/big"
	"time"
)

// Budget is how much a target allows to be lost in a period, and how much of it
// is gone. Amounts are thousandths of seconds.
type Budget struct {
	Allowed int64 // by the whole period, rounded down
	Used    int64
	// Burn is how fast the budget goes, in hundredths: at 100 just all of it would
	// be gone at the end of the period; rounded down. It is -1 with a target of 100
	// once anything is lost.
	Burn int64
}

// Left is what may still be lost; it is negative where the target is missed for
// the whole period already.
func (b Budget) Left() int64 { return b.Allowed - b.Used }

// BudgetOf is the budget of a figure against a target such as "99.95" over the
// whole of a period, of which the figure may cover a part: the rest of a month
// that goes on allows downtime too. Time that was excluded or not known allows
// none. It is not known without a figure or a target.
func BudgetOf(f Figure, p Period, target string) (b Budget, known bool) {
	want, ok := parseTarget(target)
	if !ok || !f.Known {
		return Budget{}, false
	}
	rest := max(0, p.End.Unix()-f.End.Unix())
	share := new(big.Rat).Sub(big.NewRat(1, 1), want.Quo(want, big.NewRat(100, 1)))
	b.Used = int64(f.Lost)
	b.Allowed = floor(share, int64(f.Counted())*1000+rest*1000)
	b.Burn = -1
	if spent := new(big.Rat).Mul(share, big.NewRat(int64(f.Counted())*1000, 1)); spent.Sign() > 0 {
		b.Burn = floor(new(big.Rat).Inv(spent), b.Used*100)
	} else if b.Used == 0 {
		b.Burn = 0
	}
	return b, true
}

// Allowance is how long a target such as "99.9" allows to be down in a length of
// time, rounded down to the second; 0 for a target that cannot be read.
func Allowance(target string, length time.Duration) time.Duration {
	want, ok := parseTarget(target)
	if !ok {
		return 0
	}
	share := new(big.Rat).Sub(big.NewRat(1, 1), want.Quo(want, big.NewRat(100, 1)))
	return time.Duration(floor(share, int64(length/time.Second))) * time.Second
}

// Nines is how many nines the figure begins with: 3 for 99.9 % to less than
// 99.99 %. All is true, and the number is without meaning, when nothing was
// lost.
func (f Figure) Nines() (n int, all bool) {
	if !f.Known || f.Lost == 0 {
		return 0, f.Known
	}
	whole := new(big.Int).Mul(big.NewInt(int64(f.Counted())), big.NewInt(1000))
	lost := big.NewInt(int64(f.Lost))
	for lost.Mul(lost, big.NewInt(10)); lost.Cmp(whole) <= 0; lost.Mul(lost, big.NewInt(10)) {
		n++
	}
	return n, false
}

// Tier is a step of a credit table: an availability below a percentage gives so
// much credit.
type Tier struct {
	Below  string `yaml:"below,required"`  // "99.95"
	Credit string `yaml:"credit,required"` // "10", percent of what was paid
}

// Credit is the step that a figure has come down to: of all tiers that it is
// below, by exact comparison, the one with the lowest bound. There is none when
// the figure is not known.
func Credit(f Figure, tiers []Tier) (owed Tier, any bool) {
	var lowest *big.Rat
	for _, t := range tiers {
		below, ok := parseTarget(t.Below)
		met, known := f.Meets(t.Below)
		if ok && known && !met && (!any || below.Cmp(lowest) < 0) {
			owed, any, lowest = t, true, below
		}
	}
	return owed, any
}

// floor is share times n, rounded down.
func floor(share *big.Rat, n int64) int64 {
	x := new(big.Rat).Mul(share, big.NewRat(n, 1))
	return new(big.Int).Quo(x.Num(), x.Denom()).Int64()
}

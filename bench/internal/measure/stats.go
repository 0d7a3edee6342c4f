// Package measure runs programs and describes what they took: time, memory,
// medians of several rounds, and growth.
package measure

import (
	"cmp"
	"math"
	"slices"
)

// Percentile is the smallest of the values that at least p in 100 of them do
// not exceed (the nearest rank), and the zero value of no values.
func Percentile[T cmp.Ordered](values []T, p float64) T {
	var none T
	if len(values) == 0 {
		return none
	}
	sorted := slices.Sorted(slices.Values(values))
	rank := int(math.Ceil(p/100*float64(len(sorted)))) - 1
	return sorted[min(max(rank, 0), len(sorted)-1)]
}

// Median is the 50th percentile; of an even number of values the lower middle.
func Median[T cmp.Ordered](values []T) T { return Percentile(values, 50) }

// Mean is the arithmetic mean, 0 of no values.
func Mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// Exponent is e where a cost grows as size to the power of e between two
// sizes: 1 is linear. It is NaN where that cannot be said.
func Exponent(size0, cost0, size1, cost1 float64) float64 {
	if size0 <= 0 || cost0 <= 0 || size1 <= size0 || cost1 <= 0 {
		return math.NaN()
	}
	return math.Log(cost1/cost0) / math.Log(size1/size0)
}

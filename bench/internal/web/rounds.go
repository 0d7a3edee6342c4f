package web

import (
	"cmp"
	"slices"
)

// Rounds is how many requests follow one another: the longest chain of those
// that begin after the one before has ended. On a server that delays its
// answers these are the round trips that a distant reader waits for.
func Rounds(requests []Request) int {
	sorted := slices.SortedFunc(slices.Values(requests), func(a, b Request) int { return cmp.Compare(a.Start, b.Start) })
	chain := make([]int, len(sorted))
	longest := 0
	for i := range sorted {
		chain[i] = 1
		for j := range i {
			if sorted[j].End <= sorted[i].Start {
				chain[i] = max(chain[i], chain[j]+1)
			}
		}
		longest = max(longest, chain[i])
	}
	return longest
}

// Bytes is what the bodies of requests hold together.
func Bytes(requests []Request) int64 {
	var n int64
	for _, r := range requests {
		n += r.Bytes
	}
	return n
}

package site

import (
	"runtime"
	"sync"
	"sync/atomic"

	"deskbell/content"
)

// stampIn is what a stamp says that the record of an output keeps.
func stampIn(s content.Stamp) stamp { return stamp{s.Size, s.Time, s.Mode} }

// inShares calls do for shares of the numbers below n, on all processors: for
// much work of which each piece is small. It ends when all are done.
func inShares(n, share int, do func(from, to int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min((n+share-1)/share, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for {
				from := int(next.Add(1)-1) * share
				if from >= n {
					return
				}
				do(from, min(from+share, n))
			}
		})
	}
	wg.Wait()
}

package search

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// atOnce is how many pieces of work a goroutine takes together.
const atOnce = 8

// parallel calls do for 0 to n-1 from as many goroutines as there are
// processors, and returns when all are done.
func parallel(n int, do func(int)) {
	workers(n, func() func(int) { return do })
}

// together does some things side by side.
func together(all ...func()) {
	var wait sync.WaitGroup
	for _, do := range all {
		wait.Go(do)
	}
	wait.Wait()
}

// workers is parallel with a function for each goroutine.
func workers(n int, worker func() func(int)) {
	var wait sync.WaitGroup
	var next atomic.Int64
	for range min((n+atOnce-1)/atOnce, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			do := worker()
			for {
				end := int(next.Add(atOnce))
				if end-atOnce >= n {
					return
				}
				for i := end - atOnce; i < min(end, n); i++ {
					do(i)
				}
			}
		})
	}
	wait.Wait()
}

// inOrder makes something of 0 to n-1 on all processors, with a function for
// each goroutine, and uses what was made in order, on the caller's. Only a few
// are made ahead.
func inOrder[T any](n int, worker func() func(int) T, use func(T)) {
	type batch struct {
		from int
		made [atOnce]T
		done chan struct{}
	}
	procs := runtime.GOMAXPROCS(0)
	work, order := make(chan *batch), make(chan *batch, 2*procs)
	var wait sync.WaitGroup
	wait.Go(func() {
		for from := 0; from < n; from += atOnce {
			b := &batch{from: from, done: make(chan struct{})}
			order <- b
			work <- b
		}
		close(work)
		close(order)
	})
	for range procs {
		wait.Go(func() {
			do := worker()
			for b := range work {
				for i := range min(atOnce, n-b.from) {
					b.made[i] = do(b.from + i)
				}
				close(b.done)
			}
		})
	}
	for b := range order {
		<-b.done
		for i := range min(atOnce, n-b.from) {
			use(b.made[i])
		}
	}
	wait.Wait()
}

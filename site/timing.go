package site

import (
	"cmp"
	"runtime/metrics"
	"slices"
	"sync"
	"time"
)

// Stage is a part of the build with what it took. Stages that ran side by side,
// as render and index do, each have their own time, and each counts what was
// allocated meanwhile by both.
type Stage struct {
	Name      string
	Start     time.Duration // since the build began
	Duration  time.Duration
	Allocated uint64 // bytes
	Items     int    // articles, pages or files that it looked at
	Reused    int    // how many of them it had from an earlier build
}

// stageOrder is the order in which stages are told.
var stageOrder = []string{"compare", "read", "parse", "join", "render", "index", "write", "publish"}

// stopwatch times a build's stages. The time that stages took is the one thing
// read from the machine's clock; it is reported and goes into no output.
type stopwatch struct {
	mu     sync.Mutex
	began  time.Time
	stages []Stage
	tell   func(stage string, done, of int)
}

// stage begins a stage; what it returns ends it.
func (w *stopwatch) stage(name string) (end func()) {
	w.progress(name, 0, 0)
	start, before := time.Since(w.began), allocated()
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		s := w.at(name)
		s.Start, s.Duration, s.Allocated = start, time.Since(w.began)-start, allocated()-before
	}
}

func (w *stopwatch) progress(stage string, done, of int) {
	if w.tell != nil {
		w.tell(stage, done, of)
	}
}

// reused notes how many of a stage's items were there already.
func (w *stopwatch) reused(name string, reused, items int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.at(name)
	s.Reused += reused
	s.Items += items
}

func (w *stopwatch) at(name string) *Stage {
	for i := range w.stages {
		if w.stages[i].Name == name {
			return &w.stages[i]
		}
	}
	w.stages = append(w.stages, Stage{Name: name})
	return &w.stages[len(w.stages)-1]
}

// all are the stages in their order, and the time from the first to the last.
func (w *stopwatch) all() ([]Stage, time.Duration) {
	slices.SortFunc(w.stages, func(a, b Stage) int {
		return cmp.Compare(slices.Index(stageOrder, a.Name), slices.Index(stageOrder, b.Name))
	})
	return w.stages, time.Since(w.began)
}

// allocated is how many bytes the program has allocated since it began.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

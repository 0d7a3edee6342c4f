package site

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkStages is a whole build with what each of its stages takes, in
// milliseconds: from nothing; after an edit of one article, for the first time and
// again, when there is a spare; at another clock, when all is looked at and little
// made; and asked again what it was asked.
func BenchmarkStages(b *testing.B) {
	edit := func(b *testing.B, o *Options, i int) {
		if err := os.WriteFile(filepath.Join(o.Dir, benchArticle(i%*benchPages)), []byte(benchText(i%*benchPages, i+1)), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name   string
		before func(b *testing.B, o *Options, i int)
	}{
		{"cold", func(b *testing.B, o *Options, i int) {
			if err := errors.Join(os.RemoveAll(o.Out), os.RemoveAll(filepath.Join(o.Dir, ".deskbell"))); err != nil {
				b.Fatal(err)
			}
		}},
		{"first edit", func(b *testing.B, o *Options, i int) {
			spares, _ := filepath.Glob(filepath.Join(o.Dir, ".deskbell", spareFolder+"*"))
			for _, spare := range spares {
				if err := os.RemoveAll(spare); err != nil {
					b.Fatal(err)
				}
			}
			edit(b, o, i)
		}},
		{"edit", edit},
		{"clock", func(b *testing.B, o *Options, i int) { o.Now = o.Now.Add(time.Second) }},
		{"same", func(*testing.B, *Options, int) {}},
	} {
		b.Run(c.name, func(b *testing.B) {
			o := Options{Dir: benchSite(b), Out: filepath.Join(b.TempDir(), "public"), Now: now}
			took, count := map[string]time.Duration{}, 0
			build := func() {
				r, err := Build(b.Context(), o)
				if err != nil || !r.Written {
					b.Fatal(err, r)
				}
				for _, s := range r.Stages {
					took[s.Name] += s.Duration
				}
				count++
			}
			build()
			edit(b, &o, 0)
			build()
			build()
			clear(took)
			count = 0
			for i := 1; b.Loop(); i++ {
				b.StopTimer()
				c.before(b, &o, i)
				b.StartTimer()
				build()
			}
			for _, stage := range stageOrder {
				if t, ok := took[stage]; ok {
					b.ReportMetric(float64(t.Microseconds())/1e3/float64(count), fmt.Sprintf("%s-ms/op", stage))
				}
			}
		})
	}
}

package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// mixed makes as many pages as are wanted of the sections of real ones, each at
// least 3 kB long.
func mixed(pages []Page, n int) []Page {
	random := rand.New(rand.NewPCG(7, 7))
	out := make([]Page, n)
	for i := range out {
		out[i] = pages[random.IntN(len(pages))]
		out[i].URL = fmt.Sprintf("/p%d%s", i, out[i].URL)
		out[i].Sections = nil
		for size := 0; size < 3000; {
			p := &pages[random.IntN(len(pages))]
			s := p.Sections[random.IntN(len(p.Sections))]
			out[i].Sections = append(out[i].Sections, s)
			size += len(s.Text) + 50
		}
	}
	return out
}

// BenchmarkFirstQuery reports how many bytes a first query loads on a site with
// 10,000 pages, the script included, and how large its index is.
func BenchmarkFirstQuery(b *testing.B) {
	for _, c := range [][2]string{{"cn.zh-CN", "zh-CN"}, {"intl.en-US", "en"}} {
		base := articles(b, c[0], c[1])
		files := build(b, c[1], mixed(base, 10_000), nil)
		byName, index := map[string][]byte{}, 0
		for _, f := range files {
			byName[f.Name] = f.Data
			if !strings.HasPrefix(f.Name, "search/"+c[1]+"/x/") {
				index += len(f.Data)
			}
		}
		random := rand.New(rand.NewPCG(9, 7))
		var queries []string
		for range 60 {
			queries = append(queries, base[random.IntN(len(base))].Title)
		}
		b.Run(c[1], func(b *testing.B) {
			var loaded []int
			for i := 0; b.Loop(); i++ {
				total := transported(Script())
				x, err := OpenShards(c[1], func(name string) ([]byte, error) {
					total += len(byName[name])
					return mapReader(byName)(name)
				})
				if err != nil {
					b.Fatal(err)
				}
				x.Search(queries[i%len(queries)], Options{})
				loaded = append(loaded, total)
			}
			slices.Sort(loaded)
			b.ReportMetric(float64(loaded[len(loaded)/2]), "median-bytes")
			b.ReportMetric(float64(loaded[len(loaded)*95/100]), "p95-bytes")
			b.ReportMetric(float64(len(byName[rootName(c[1])])), "root-bytes")
			b.ReportMetric(float64(index)/1e6, "index-MB")
			b.ReportMetric(float64(len(files)), "files")
		})
	}
}

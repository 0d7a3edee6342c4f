package search

import (
	"slices"
	"testing"
)

// BenchmarkStages times the steps of an index, each from what the one before
// made.
func BenchmarkStages(b *testing.B) {
	for _, c := range [][2]string{{"cn.zh-CN", "zh-CN"}, {"intl.en-US", "en"}} {
		pages, tree := articles(b, c[0], c[1]), c[1]
		g, digests := newDigester(tree), make([]*digest, len(pages))
		for i := range pages {
			digests[i] = &digest{forms: newFormTable(pageForms)}
			g.digest(&pages[i], digests[i])
		}
		gather := func() *collector {
			collect := newCollector()
			for _, d := range digests {
				collect.add(d)
			}
			if err := collect.order(); err != nil {
				b.Fatal(err)
			}
			return collect
		}
		d, err := newDictionary(tree, gather())
		if err != nil {
			b.Fatal(err)
		}
		cuts := newSplitter(d, nil).cuts()
		weights := newNorms(d.lengths)
		b.Run(tree+"/digest", func(b *testing.B) {
			out := &digest{forms: newFormTable(pageForms)}
			for b.Loop() {
				for i := range pages {
					g.digest(&pages[i], out)
				}
			}
		})
		b.Run(tree+"/collect", func(b *testing.B) {
			for b.Loop() {
				gather()
			}
		})
		b.Run(tree+"/texts", func(b *testing.B) {
			for b.Loop() {
				k := packer{tree: tree, names: namer{}, emit: func([]File) error { return nil }, has: func(string, Sum) bool { return false }}
				for _, d := range digests {
					if err := k.add(&d.text, Key{}); err != nil {
						b.Fatal(err)
					}
				}
				if err := k.finish(); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(tree+"/dictionary", func(b *testing.B) {
			for b.Loop() {
				if _, err := newDictionary(tree, d.collector); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(tree+"/cuts", func(b *testing.B) {
			for b.Loop() {
				newSplitter(d, nil).cuts()
			}
		})
		b.Run(tree+"/shards", func(b *testing.B) {
			m := newShardMaker(d, weights)
			for b.Loop() {
				start := 0
				for _, end := range cuts {
					m.shard(&madeShard{start: start, end: end})
					start = end
				}
			}
		})
	}
}

// BenchmarkResume times an index of which one page changed.
func BenchmarkResume(b *testing.B) {
	for _, c := range [][2]string{{"cn.zh-CN", "zh-CN"}, {"intl.en-US", "en"}} {
		pages := articles(b, c[0], c[1])
		published, left, _ := knownBuild(b, c[1], pages, nil, nil)
		edited := slices.Clone(pages)
		page := &edited[len(edited)/2]
		page.Sections = slices.Clone(page.Sections)
		page.Sections[0].Text += " 重新启动 and it works again."
		b.Run(c[1], func(b *testing.B) {
			made := 0
			for b.Loop() {
				_, _, made = knownBuild(b, c[1], edited, left, published)
			}
			b.ReportMetric(float64(made), "files-made")
		})
	}
}

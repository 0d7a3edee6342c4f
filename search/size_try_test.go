package search

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"
)

func mixed(pages []Page, n int) []Page {
	r := rand.New(rand.NewPCG(7, 7))
	out := make([]Page, n)
	for i := range out {
		src := pages[r.IntN(len(pages))]
		out[i] = src
		out[i].URL = fmt.Sprintf("/p%d%s", i, src.URL)
		out[i].Sections = nil
		size := 0
		for size < 3000 {
			p := pages[r.IntN(len(pages))]
			s := p.Sections[r.IntN(len(p.Sections))]
			out[i].Sections = append(out[i].Sections, s)
			size += len(s.Text) + 50
		}
	}
	return out
}

func TestSizeTry(t *testing.T) {
	for _, c := range [][2]string{{"cn.zh-CN", "zh-CN"}, {"intl.en-US", "en"}} {
		base := articles(t, c[0], c[1])
		pages := mixed(base, 10000)
		var m0, m1 runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m0)
		t0 := time.Now()
		files := build(t, c[1], pages, nil)
		d := time.Since(t0)
		runtime.ReadMemStats(&m1)
		sizes := map[string]int{}
		counts := map[string]int{}
		byName := map[string][]byte{}
		for _, f := range files {
			k := f.Name[len("search/")+len(c[1])+1:][:1]
			if len(f.Name) > 9 && f.Name[len(f.Name)-9:] == "-tail.bin" {
				k = "tail"
			}
			sizes[k] += len(f.Data)
			counts[k]++
			byName[f.Name] = f.Data
		}
		total := 0
		read := func(name string) ([]byte, error) { total += len(byName[name]); return mapReader(byName)(name) }
		x, err := OpenShards(c[1], read)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(c[1], d, (m1.HeapSys)>>20, "MB heapsys", sizes, counts, x.root.Sections, "sections", x.root.PerText, "open", total)
		open := total
		qs := []string{"如何重置密码", "数据库", "如何创建数据库用户并授权", "快照", "无法连接Linux实例怎么办", "安全组规则", "磁盘扩容"}
		if c[1] == "en" {
			qs = []string{"install", "how to create a user", "cant connect to the server", "reset password", "disk resize", "security group rule not working", "what is a snapshot"}
		}
		var all []int
		for _, q := range append(qs, titles(base, 60)...) {
			x, _ := OpenShards(c[1], read)
			total = open + 7100
			before := total
			t0 := time.Now()
			q2 := x.root.parse(q)
			for _, i := range q2.wanted(x.place) {
				x.shard(i)
			}
			sh := total - before
			r := x.Search(q, Options{})
			all = append(all, total)
			if len(all) < 12 {
				fmt.Println("  ", q, r.Total, "all", total, "shards", sh, "rest", total-before-sh, time.Since(t0))
			}
		}
		slices.Sort(all)
		fmt.Println("median", all[len(all)/2], "p95", all[len(all)*95/100])
	}
}

func titles(pages []Page, n int) []string {
	r := rand.New(rand.NewPCG(9, 7))
	var out []string
	for range n {
		out = append(out, pages[r.IntN(len(pages))].Title)
	}
	return out
}

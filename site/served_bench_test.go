package site

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var benchPages = flag.Int("pages", 1000, "how many articles the benchmarks of builds have")

// benchSite is a site of many articles, most of them in folders of two hundred.
func benchSite(b *testing.B) (dir string) {
	dir = b.TempDir()
	write := func(name, text string) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	write("deskbell.yaml", "title: Bench\nurl: https://help.example.com/\nlanguages: [en]\n")
	for i := range *benchPages {
		write(benchArticle(i), benchText(i, 0))
	}
	return dir
}

func benchArticle(i int) string { return fmt.Sprintf("content/part-%03d/a%d.md", i/200, i) }

func benchText(i, version int) string {
	return fmt.Sprintf("---\ntitle: Article %d\ntags: [t%d]\nupdated: 2026-06-23\n---\n\nWords of %d, version %d, see [the next](a%d.md#more).\n\n## More\n\n%s\n\n```go\nfmt.Println(%d)\n```\n", i, i/7, i, version, i/200*200+(i+1)%200,
		"The rest is a longer paragraph that says what to do when nothing else helps, and where to look for more.", i)
}

// BenchmarkServeEdit is from the moment at which a server knows of an edit until
// the site can be shown: of one that changes a text, and of one that changes a
// title and so the navigation.
func BenchmarkServeEdit(b *testing.B) {
	for _, title := range []bool{false, true} {
		b.Run(fmt.Sprintf("title=%v", title), func(b *testing.B) {
			dir, memory := benchSite(b), &Memory{}
			defer memory.Close()
			o := Options{Dir: dir, Out: filepath.Join(b.TempDir(), "public"), Now: now, Volatile: true, Memory: memory}
			if _, err := Build(b.Context(), o); err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				at := i % *benchPages
				text := benchText(at, i+1)
				if title {
					text = fmt.Sprintf("---\ntitle: Title %d\n---\n\nWords.\n\n## More\n", i)
				}
				if err := os.WriteFile(filepath.Join(dir, benchArticle(at)), []byte(text), 0o644); err != nil {
					b.Fatal(err)
				}
				memory.Saw([]string{benchArticle(at)})
				b.StartTimer()
				ctx, cancel := context.WithCancel(b.Context())
				o.Ready = func(*Draft) { b.StopTimer(); cancel() }
				if _, err := Build(ctx, o); err != context.Canceled {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

package pinyin

import (
	"slices"
	"testing"

	"github.com/mozillazg/go-pinyin"
)

func TestReadings(t *testing.T) {
	args := pinyin.NewArgs()
	args.Heteronym = true
	for code := range pinyin.PinyinDict {
		r := rune(code)
		want := pinyin.SinglePinyin(r, args)
		if got := Of(r); !slices.Equal(got, want[:min(len(want), 3)]) {
			t.Fatalf("%c is read %v, not %v; go generate ./search/pinyin makes readings.txt", r, got, want)
		}
	}
	for _, r := range "a1 。あ한\U0001F600\uFFFD" {
		if got := Of(r); len(got) > 0 {
			t.Errorf("%c is read %v", r, got)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		for _, r := range "重置密码后仍然无法登录" {
			if len(Of(r)) == 0 {
				b.Fatal("no reading")
			}
		}
	}
}

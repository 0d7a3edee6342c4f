// Command make writes readings.txt. It is run by go generate in the pinyin package.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

const most = 3 // readings of a character; more are names and old ones

func main() {
	args := pinyin.NewArgs()
	args.Heteronym = true
	of := map[string][]rune{}
	for code := range pinyin.PinyinDict {
		r := rune(code)
		list := pinyin.SinglePinyin(r, args)
		sounds := strings.Join(list[:min(len(list), most)], " ")
		of[sounds] = append(of[sounds], r)
	}
	var b strings.Builder
	for _, sounds := range slices.Sorted(maps.Keys(of)) {
		slices.Sort(of[sounds])
		fmt.Fprintf(&b, "%s %s\n", sounds, string(of[sounds]))
	}
	if err := os.WriteFile("readings.txt", []byte(b.String()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

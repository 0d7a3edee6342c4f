package search

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestPartsAreInOrder holds the parts to the order of forms.
func TestPartsAreInOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	forms := [][]byte{{'a'}, {'a', 'a'}, {'a', 'b'}, {'z', 'z'}, {0xE4}, {0xE4, 0xB8, 0xAD}, []byte("!a"), []byte("!zuo"), []byte("café"), []byte("中国")}
	for range 20_000 {
		form := make([]byte, 1+random.IntN(4))
		for i := range form {
			form[i] = byte(random.IntN(256))
		}
		forms = append(forms, form)
	}
	slices.SortFunc(forms, bytes.Compare)
	for i, form := range forms {
		if p := partOf(form); p >= partCount || i > 0 && p < partOf(forms[i-1]) {
			t.Fatalf("%q is in part %d of %d, behind %q in %d", form, p, partCount, forms[i-1], partOf(forms[i-1]))
		}
	}
}

// TestCollectInSteps gathers pages often and seldom, and after a memory that has
// some of their forms.
func TestCollectInSteps(t *testing.T) {
	pages := make([]Page, 60)
	for i := range pages {
		pages[i] = Page{Title: fmt.Sprint("重置密码 reset ", i%7), Keywords: []string{fmt.Sprint("E-", i)}, Sections: []Section{
			{Text: fmt.Sprint("first text number ", i)},
			{Heading: "如何重置", Text: fmt.Sprint("数据库用户 ", i%11, " text reset")},
		}}
	}
	collected := func(limit, most int, s Scratch) *collector {
		g, d, c := newDigester("zh-CN"), &digest{forms: newFormTable(4)}, newCollector()
		if s != nil {
			c.scratch = &scratch{Scratch: s}
		}
		for i := range pages {
			c.limit, c.most = limit, most
			g.digest(&pages[i], d)
			c.add(d)
		}
		if err := c.order(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	want := describe(collected(maxWaiting, maxGathered, nil))
	for _, limit := range []int{0, 1000, 20_000} {
		for _, most := range []int{0, 20_000, maxGathered} {
			file, err := os.Create(filepath.Join(t.TempDir(), "runs"))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			for _, s := range []Scratch{nil, file, &fullScratch{Scratch: file, left: 5}} {
				if got := describe(collected(limit, most, s)); !slices.Equal(got, want) {
					t.Fatalf("gathered from %d bytes on, in runs of %d, in %T:\n%v\nwant\n%v", limit, most, s, got, want)
				}
			}
		}
	}
	c, known := collected(0, 20_000, nil), formList{}
	for _, form := range []string{"aaa", "number", "reset", "zzz", "数据", "黑"} {
		known.put([]byte(form))
	}
	c.join(known)
	joined := slices.DeleteFunc(describe(c), func(line string) bool { return bytes.HasSuffix([]byte(line), []byte(" 0 0 []")) })
	slices.SortFunc(joined, cmp.Compare[string])
	if slices.Sort(want); !slices.Equal(joined, want) {
		t.Fatalf("joined:\n%v\nwant\n%v", joined, want)
	}
	for i := range c.forms.len() {
		if id, ok := c.forms.find(c.forms.form(int32(i))); !ok || id != int32(i) {
			t.Fatalf("found %q as %d, %v, want %d", c.forms.form(int32(i)), id, ok, i)
		}
	}
	n := int32(c.forms.len())
	for _, form := range []struct {
		text string
		id   int32
	}{{"reset's", n}, {"reset's", n}, {"黑", 5}} {
		if id := c.addForm(form.text); id != form.id {
			t.Errorf("added %q as %d, want %d", form.text, id, form.id)
		}
	}
	if _, ok := c.forms.find([]byte("reset''")); ok {
		t.Error("found what is not there")
	}
}

// describe says what was collected of each form.
func describe(c *collector) []string {
	var out []string
	for i := range c.forms.len() {
		id := int32(i)
		out = append(out, fmt.Sprint(string(c.forms.form(id)), " ", c.found[id], " ", c.asked[id], " ", c.packed(id)))
	}
	return out
}

// fullScratch takes so many runs and no more.
type fullScratch struct {
	Scratch
	mu   sync.Mutex
	left int
}

func (s *fullScratch) WriteAt(data []byte, at int64) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left--; s.left < 0 {
		return 0, errors.New("full")
	}
	return s.Scratch.WriteAt(data, at)
}

// TestLostScratch has a disk that forgets what was put there.
func TestLostScratch(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "runs"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	b := NewBuilder("en", nil, func(File) error { return nil })
	b.Scratch(file)
	b.collect.limit, b.collect.most = 0, 0
	if err := b.Add(1, func(int) *Page { return &Page{Title: "Reset", Sections: []Section{{Text: "a text"}}} }); err != nil {
		t.Fatal(err)
	}
	if info, err := file.Stat(); err != nil || info.Size() == 0 {
		t.Fatalf("nothing was put on disk: %v, %v", info, err)
	}
	if err := file.Truncate(0); err != nil {
		t.Fatal(err)
	}
	if err := b.Finish(); err == nil || !strings.Contains(err.Error(), "cannot be read again") {
		t.Fatalf("%v", err)
	}
}

package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// knownBuild builds pages with what an earlier build left, and returns all
// published files, what this one leaves, and how many files it made.
func knownBuild(t testing.TB, tree string, pages []Page, memory []byte, published map[string][]byte) (files map[string][]byte, left []byte, made int) {
	t.Helper()
	var mu sync.Mutex
	files = map[string][]byte{}
	b := NewBuilder(tree, nil, func(f File) error {
		mu.Lock()
		defer mu.Unlock()
		if files[f.Name] != nil {
			return fmt.Errorf("%s is made twice", f.Name)
		}
		if files[f.Name] = f.Data; f.Data == nil {
			files[f.Name] = published[f.Name]
		} else {
			made++
		}
		return nil
	})
	if m := ReadMemory(memory); m != nil {
		b.Resume(m, func(name string, sum Sum) bool {
			data, ok := published[name]
			return ok && sha256.Sum256(data) == sum
		})
		all := map[Sum][]byte{}
		for _, data := range published {
			all[sha256.Sum256(data)] = data
		}
		b.Reuse(func(sum Sum) []byte { return all[sum] })
	}
	keys, bare := make([]Key, len(pages)), slices.Clone(pages)
	for i := range pages {
		text, err := json.Marshal(pages[i])
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		keys[i], bare[i].Sections = Key(sum[:16]), nil
	}
	if err := b.AddKnown(bare, keys, func(i int) []Section { return pages[i].Sections }); err != nil {
		t.Fatal(err)
	}
	if err := b.Finish(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.WriteMemory(&out); err != nil {
		t.Fatal(err)
	}
	return files, out.Bytes(), made
}

// TestResumeOfTornPages holds that a page without the sections that it was
// remembered with, as in a build that was cancelled, is an error.
func TestResumeOfTornPages(t *testing.T) {
	pages := ecs(t, "en").pages[:40]
	_, left, _ := knownBuild(t, "en", pages, nil, nil)
	b := NewBuilder("en", nil, func(File) error { return nil })
	b.Resume(ReadMemory(left), func(string, Sum) bool { return false })
	keys, bare := make([]Key, len(pages)), slices.Clone(pages)
	for i := range pages {
		keys[i] = b.memory.pages[i].key
		bare[i].Sections = nil
	}
	err := b.AddKnown(bare, keys, func(i int) []Section { return nil })
	if err == nil {
		err = b.Finish()
	}
	if !errors.Is(err, errTorn) {
		t.Errorf("the error is %v", err)
	}
}

func sameFiles(t testing.TB, what string, got, want map[string][]byte) {
	t.Helper()
	for name, data := range want {
		if !bytes.Equal(got[name], data) {
			t.Fatalf("%s: %s is not what a build from nothing makes", what, name)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d files, want %d", what, len(got), len(want))
	}
}

// TestResume edits pages at random and holds a build that knows the one before
// to one from nothing, file by file, and what they leave byte by byte.
func TestResume(t *testing.T) {
	for _, tree := range []string{"en", "zh-CN"} {
		t.Run(tree, func(t *testing.T) {
			all := ecs(t, tree).pages
			random := rand.New(rand.NewPCG(7, uint64(len(tree))))
			pages := slices.Clone(all[:100])
			spare := slices.Clone(all[100:])
			published, left, _ := knownBuild(t, tree, pages, nil, nil)
			for step := range 16 {
				what := edit(random, &pages, &spare)
				want, wantLeft, _ := knownBuild(t, tree, pages, nil, nil)
				got, gotLeft, made := knownBuild(t, tree, pages, left, published)
				sameFiles(t, fmt.Sprint(step, " ", what), got, want)
				if !bytes.Equal(gotLeft, wantLeft) {
					t.Fatalf("%d %s: what is left depends on the past", step, what)
				}
				t.Logf("%s: %d of %d files made", what, made, len(got))
				if random.IntN(3) > 0 { // else the memory is older than what is published
					left = gotLeft
				}
				published = got
				for name := range published {
					if random.IntN(2000) == 0 {
						delete(published, name) // somebody took it away
					}
				}
			}
		})
	}
}

// edit changes pages in a way that it names.
func edit(random *rand.Rand, pages, spare *[]Page) string {
	list := *pages
	i := random.IntN(len(list))
	page := &list[i]
	page.Sections = slices.Clone(page.Sections)
	s := random.IntN(len(page.Sections))
	switch random.IntN(7) {
	case 0:
		page.Sections[s].Text += " 重新启动 Restarted machine's zebras 备份"
		return "a sentence more"
	case 1:
		text := []rune(page.Sections[s].Text)
		page.Sections[s].Text = string(text[:len(text)/2])
		return "half of a text less"
	case 2:
		page.Title += " again"
		return "another title"
	case 3:
		page.Sections = append(page.Sections, Section{Anchor: "new", Heading: "New heading", Text: "It's new."})
		return "a section more"
	case 4:
		*pages = slices.Delete(list, i, i+1)
		return "a page less"
	case 5:
		*pages = slices.Insert(list, i, (*spare)[0])
		*spare = (*spare)[1:]
		return "a page more"
	default:
		j := random.IntN(len(list))
		moved := list[i]
		*pages = slices.Insert(slices.Delete(list, i, i+1), min(j, len(list)-1), moved)
		return "a page moved"
	}
}

// TestMemoryIsChecked reads what is damaged, cut short or of another form.
func TestMemoryIsChecked(t *testing.T) {
	_, left, _ := knownBuild(t, "en", fixture(), nil, nil)
	if ReadMemory(left) == nil {
		t.Fatal("what was left is not read")
	}
	random := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		at := random.IntN(len(left))
		spoilt := bytes.Clone(left)
		spoilt[at] ^= 1 << random.IntN(8)
		if ReadMemory(spoilt) != nil || ReadMemory(left[:at]) != nil {
			t.Fatalf("read what was damaged at %d of %d", at, len(left))
		}
	}
}

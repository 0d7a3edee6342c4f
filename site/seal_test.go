package site

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

// sealedSite is a site without configuration that was built twice, so that nothing
// is new to a third build.
func sealedSite(t *testing.T) Options {
	t.Helper()
	dir := t.TempDir()
	o := Options{Dir: dir, Out: filepath.Join(dir, "public"), Now: now}
	for name, text := range map[string]string{
		"guides/one.md": "# One\n\nSee [two](two.md) and [nothing](none.md).\n", "guides/two.md": "# Two\n\nText.\n", "guides/shot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
	} {
		saved(t, filepath.Join(dir, name), text)
	}
	mustBuild(t, o)
	return o
}

// saved writes a file and waits until the clock of files has gone on, as it has
// where people save.
func saved(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	probe := filepath.Join(t.TempDir(), "probe")
	for at := info.ModTime(); !at.After(info.ModTime()); {
		if err := os.WriteFile(probe, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		now, err := os.Stat(probe)
		if err != nil {
			t.Fatal(err)
		}
		at = now.ModTime()
	}
}

func mustBuild(t *testing.T, o Options) *Result {
	t.Helper()
	r, err := Build(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bySeal says whether a build only compared.
func bySeal(r *Result) bool { return len(r.Stages) == 1 && r.Stages[0].Name == "compare" }

// A build in which nothing changed tells what the one before it told, and makes
// nothing.
func TestUnchangedSiteIsOnlyCompared(t *testing.T) {
	o := sealedSite(t)
	second, third := mustBuild(t, o), mustBuild(t, o)
	if !bySeal(second) || !bySeal(third) {
		t.Fatalf("stages %v, then %v", second.Stages, third.Stages)
	}
	o.NoCache = true
	whole := mustBuild(t, o)
	for _, r := range []*Result{second, third, whole} {
		r.Stages, r.Took = nil, 0
	}
	if !reflect.DeepEqual(third, whole) || len(third.Pages) == 0 || len(third.Diagnostics) == 0 || !third.Written {
		t.Errorf("compared:\n%+v\nmade:\n%+v", third, whole)
	}
}

// Whatever changes, of the site, of what is asked or of what is published, the site
// is built; and after that it is compared again.
func TestSealSeesEveryChange(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, o *Options){
		"text":          func(t *testing.T, o *Options) { saved(t, o.Dir+"/guides/two.md", "# Two\n\nMore.\n") },
		"same text":     func(t *testing.T, o *Options) { saved(t, o.Dir+"/guides/two.md", "# Two\n\nText.\n") },
		"new article":   func(t *testing.T, o *Options) { saved(t, o.Dir+"/guides/three.md", "# Three\n") },
		"new folder":    func(t *testing.T, o *Options) { saved(t, o.Dir+"/notes/four.md", "# Four\n") },
		"at the top":    func(t *testing.T, o *Options) { saved(t, o.Dir+"/five.md", "# Five\n") },
		"no name":       func(t *testing.T, o *Options) { saved(t, o.Dir+"/.md", "# Six\n") },
		"picture":       func(t *testing.T, o *Options) { saved(t, o.Dir+"/guides/shot.svg", "<svg/>") },
		"content":       func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/seven.md", "# Seven\n") },
		"configuration": func(t *testing.T, o *Options) { saved(t, o.Dir+"/deskbell.yaml", "title: New\n") },
		"words":         func(t *testing.T, o *Options) { saved(t, o.Dir+"/themes/i18n/en.yaml", "nav:\n  home: Start\n") },
		"synonyms":      func(t *testing.T, o *Options) { saved(t, o.Dir+"/search/synonyms.yaml", "groups: [[one, two]]\n") },
		"services":      func(t *testing.T, o *Options) { saved(t, o.Dir+"/status/services.yaml", "services: []\n") },
		"deleted":       func(t *testing.T, o *Options) { remove(t, o.Dir+"/guides/two.md") },
		"clock":         func(t *testing.T, o *Options) { o.Now = o.Now.Add(time.Second) },
		"zone":          func(t *testing.T, o *Options) { o.Now = o.Now.In(time.FixedZone("", 3600)) },
		"address":       func(t *testing.T, o *Options) { o.BaseURL = "https://help.example.com/" },
		"drafts":        func(t *testing.T, o *Options) { o.Drafts = true },
		"output":        func(t *testing.T, o *Options) { o.Out += "2" },
		"other bytes":   func(t *testing.T, o *Options) { saved(t, o.Out+"/guides/two/index.html", "evil") },
		"lost page":     func(t *testing.T, o *Options) { remove(t, o.Out+"/guides/two/index.html") },
		"lost manifest": func(t *testing.T, o *Options) { remove(t, o.Out+"/"+manifestFile); o.Replace = true },
		"lost output":   func(t *testing.T, o *Options) { remove(t, o.Out) },
		"lost record":   func(t *testing.T, o *Options) { remove(t, theFile(t, *o, recordPrefix)) },
		"lost seal":     func(t *testing.T, o *Options) { remove(t, theFile(t, *o, sealPrefix)) },
		"history": func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/.git/refs/heads/main", "0123456789012345678901234567890123456789\n")
			saved(t, o.Dir+"/.git/HEAD", "ref: refs/heads/main\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := sealedSite(t)
			change(t, &o)
			r := mustBuild(t, o)
			if bySeal(r) {
				t.Fatal("it was not built")
			}
			if !r.Written {
				return // with an error, which is told each time
			}
			o.Replace = false
			again := mustBuild(t, o)
			if unread := name == "history"; bySeal(again) == unread || again.Hash != r.Hash {
				t.Errorf("compared %v, hash %s, want %s", bySeal(again), again.Hash, r.Hash)
			}
			checkManifest(t, o.Out)
		})
	}
}

// A file of somebody else in the output is refused, though nothing changed.
func TestSealSeesForeignFiles(t *testing.T) {
	o := sealedSite(t)
	saved(t, o.Out+"/guides/two/notes.txt", "mine")
	var foreign *ForeignError
	if _, err := Build(t.Context(), o); !errors.As(err, &foreign) || foreign.File != "guides/two/notes.txt" {
		t.Errorf("a file of somebody else: %v", err)
	}
}

// A seal with any byte changed, any part of one, and one of another program or
// for another question is not used.
func TestSealIsChecked(t *testing.T) {
	o := sealedSite(t)
	out, err := openOutput(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer out.discard()
	name := theFile(t, o, sealPrefix)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head := sealHead(o, out)
	if !sealHolds(parseSeal(text, head), o) {
		t.Fatal("the seal does not hold")
	}
	for i := range text {
		flipped := slices.Clone(text)
		flipped[i] ^= 1
		if parseSeal(flipped, head) != nil || parseSeal(text[:i], head) != nil {
			t.Errorf("byte %d: changed or cut, and used", i)
		}
	}
	head[len(head)-1] ^= 1
	if parseSeal(text, head) != nil {
		t.Error("a seal of another program is used")
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}

// theFile is the one file of the cache whose name begins so.
func theFile(t *testing.T, o Options, prefix string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(o.Dir, cacheFolder, prefix+"*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%s*: %v %v", prefix, names, err)
	}
	return names[0]
}

// sealHolds says whether nothing is other than a seal says.
func sealHolds(s *seal, o Options) bool {
	if s == nil {
		return false
	}
	changed, ok := s.holds(o, context.Background())
	return ok && len(changed) == 0
}

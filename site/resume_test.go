package site

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
)

// Of a site in which a few names changed a build takes over what the one before it
// found, as far as that holds: the files of the content folder, and where nothing but
// texts changed the pages of all other articles. Whatever it takes over, it makes the
// site that a build from nothing makes.
func TestResumedBuilds(t *testing.T) {
	const text = "# Two\n\nText.\n"
	for name, c := range map[string]struct {
		change func(t *testing.T, o *Options)
		found  bool            // the content folder is not walked
		texts  map[string]bool // nothing changed but these
	}{
		"text": {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/two.md", "# Two\n\nMore.\n") }, true, map[string]bool{"content/guides/two.md": true}},
		"text saved by a rename": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/guides/.two.swp", "# Two\n\nMore.\n")
			if err := os.Rename(o.Dir+"/content/guides/.two.swp", o.Dir+"/content/guides/two.md"); err != nil {
				t.Fatal(err)
			}
		}, true, map[string]bool{"content/guides/two.md": true}},
		"same text":     {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/two.md", text) }, true, map[string]bool{"content/guides/two.md": true}},
		"included text": {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/_part.md", "Other part.\n") }, false, nil},
		"shown by others": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/faq/q.md", "# Q\n\nOther answer, in lists too.\n")
		}, true, map[string]bool{"content/faq/q.md": true}},
		"article that another includes": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/guides/whole.md", "# Whole\n\nOther text.\n")
		}, true, map[string]bool{"content/guides/whole.md": true}},
		"heading that another links to": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/guides/whole.md", "# Whole\n\n## New\n\nText.\n")
		}, true, map[string]bool{"content/guides/whole.md": true}},
		"title":        {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/two.md", "# Three\n\nText.\n") }, true, nil},
		"front matter": {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/two.md", "---\ntags: [x]\n---\n"+text) }, true, nil},
		"new article":  {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/three.md", "# Three\n") }, false, nil},
		"new folder":   {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/more/three.md", "# Three\n") }, false, nil},
		"hidden file":  {func(t *testing.T, o *Options) { saved(t, o.Dir+"/content/guides/.three.md", "# Three\n") }, true, map[string]bool{}},
		"deleted":      {func(t *testing.T, o *Options) { remove(t, o.Dir+"/content/guides/two.md") }, false, nil},
		"picture": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/guides/shot.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="9"/>`)
		}, false, nil},
		"configuration": {func(t *testing.T, o *Options) { saved(t, o.Dir+"/deskbell.yaml", "title: Other\n") }, false, nil},
		"configuration too": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/guides/two.md", "# Two\n\nMore.\n")
			saved(t, o.Dir+"/deskbell.yaml", "title: Other\n")
		}, false, nil},
		"other bytes in the output": {func(t *testing.T, o *Options) {
			saved(t, o.Dir+"/content/guides/two.md", "# Two\n\nMore.\n")
			saved(t, o.Out+"/guides/one/index.html", "evil")
		}, false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			o := Options{Dir: dir, Out: filepath.Join(dir, "public"), Now: now}
			for name, text := range map[string]string{
				"deskbell.yaml": "title: Site\n", "content/guides/one.md": "# One\n\nSee [two](two.md).\n\n![shot](shot.svg)\n", "content/guides/two.md": text,
				"content/guides/four.md": "# Four\n\n::include _part.md\n", "content/guides/_part.md": "Part.\n", "content/faq/q.md": "# Q\n\nAnswer.\n",
				"content/guides/shot.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
				"content/guides/whole.md": "# Whole\n\n## Old\n\nText.\n", "content/guides/five.md": "# Five\n\nSee [it](whole.md#old).\n\n::include whole.md\n",
			} {
				saved(t, filepath.Join(dir, filepath.FromSlash(name)), text)
			}
			mustBuild(t, o)
			c.change(t, &o)
			resumed, r := resumedBuild(t, o)
			found, texts := resumed != nil && resumed.found != nil, map[string]bool(nil)
			if resumed != nil {
				texts = resumed.texts
			}
			if found != c.found || !reflect.DeepEqual(texts, c.texts) {
				t.Errorf("found %v, texts %v; want %v, %v", found, texts, c.found, c.texts)
			}
			checkManifest(t, o.Out)
			o.NoCache, o.Out = true, filepath.Join(t.TempDir(), "public")
			if clean := mustBuild(t, o); clean.Hash != r.Hash || !reflect.DeepEqual(clean.Diagnostics, r.Diagnostics) {
				t.Errorf("hash %s, problems %v; from nothing %s, %v", r.Hash, r.Diagnostics, clean.Hash, clean.Diagnostics)
			}
		})
	}
}

// The page of a translation says when its original changed, which no head tells.
func TestResumedOriginals(t *testing.T) {
	dir := t.TempDir()
	o := Options{Dir: dir, Out: filepath.Join(dir, "public"), Now: now}
	saved(t, dir+"/deskbell.yaml", "title: Site\nlanguages: [en, zh-CN]\n")
	saved(t, dir+"/content/en/one.md", "# One\n\nText.\n")
	saved(t, dir+"/content/zh-CN/one.md", "# 一\n\n正文。\n")
	all, _, err := Translations(t.Context(), o)
	if err != nil || len(all) != 2 || all[1].Hash == "" {
		t.Fatal(all, err)
	}
	saved(t, dir+"/content/zh-CN/one.md", "---\nsource_hash: "+strconv.Quote(all[1].Hash)+"\n---\n\n# 一\n\n正文。\n")
	mustBuild(t, o)
	for _, text := range []string{"# One\n\nOther text.\n", "# One\n\nText.\n"} {
		saved(t, dir+"/content/en/one.md", text)
		_, r := resumedBuild(t, o)
		clean := o
		clean.NoCache, clean.Out = true, filepath.Join(t.TempDir(), "public")
		if c := mustBuild(t, clean); c.Hash != r.Hash {
			t.Errorf("after %q another site than from nothing", text)
		}
	}
}

// resumedBuild builds, and says what it took over.
func resumedBuild(t *testing.T, o Options) (*resume, *Result) {
	t.Helper()
	out, err := openOutput(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer out.discard()
	r, known, err := unchanged(t.Context(), o, out)
	if r != nil || err != nil {
		t.Fatalf("only compared: %v, %v", r, err)
	}
	b := newRun(t.Context(), o)
	defer b.close()
	b.start, b.resume = out.clock(), known
	b.recall()
	if r, err = build(b, out); err != nil || !r.Written {
		t.Fatalf("not written: %v, %v", r, err)
	}
	return known, r
}

// What counts is what was published, not what a build in between has read: one that
// ended with errors leaves what it knows of articles, and publishes nothing.
func TestResumeAfterErrors(t *testing.T) {
	dir := t.TempDir()
	o := Options{Dir: dir, Out: filepath.Join(dir, "public"), Now: now}
	for name, text := range map[string]string{"one.md": "# One\n", "two.md": "# Two\n", "three.md": "# Three\n\nSee [one](one.md).\n"} {
		saved(t, filepath.Join(dir, "content", "guides", name), text)
	}
	saved(t, filepath.Join(dir, "deskbell.yaml"), "title: Site\n")
	mustBuild(t, o)
	for i := range 2 * fewPages { // so many that what is known of articles is written anew
		saved(t, filepath.Join(dir, "content", "guides", "many", itoa(i)+".md"), "# Article "+itoa(i)+"\n")
	}
	mustBuild(t, o)
	for i := range 2 * fewPages {
		saved(t, filepath.Join(dir, "content", "guides", "many", itoa(i)+".md"), "# Other "+itoa(i)+"\n")
	}
	saved(t, filepath.Join(dir, "content", "guides", "two.md"), "---\ndate: never\n---\n# Two\n")
	if r := mustBuild(t, o); r.Written {
		t.Fatal("an article with an error was published")
	}
	saved(t, filepath.Join(dir, "content", "guides", "two.md"), "# Two\n")
	known, r := resumedBuild(t, o)
	if known == nil || known.found == nil || known.texts != nil {
		t.Errorf("resumed as %+v: titles changed since the site was published", known)
	}
	o.NoCache, o.Out = true, filepath.Join(t.TempDir(), "public")
	if clean := mustBuild(t, o); clean.Hash != r.Hash {
		t.Errorf("hash %s, from nothing %s", r.Hash, clean.Hash)
	}
}

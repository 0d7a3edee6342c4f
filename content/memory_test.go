package content

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/diag/wire"
)

// fill gives every field of a structure a value that is not zero.
func fill(v reflect.Value) {
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 3, 4, 5, 6, 7, 8, time.FixedZone("", 5400))))
		return
	case strictyaml.Text:
		v.Set(reflect.ValueOf(strictyaml.TextByLanguage(map[string]string{"en": "words", "zh-CN": "文字"})))
		return
	case map[string]any:
		return // not kept
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("text of " + v.Type().String())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(-7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(1))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		fill(value)
		v.SetMapIndex(reflect.ValueOf("key"), value)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	default:
		panic(v.Type())
	}
}

// A new field of the front matter is in the memory without anyone thinking of it.
func TestMemoryHoldsEveryField(t *testing.T) {
	zone := time.FixedZone("site", 8*3600)
	var f, back FrontMatter
	fill(reflect.ValueOf(&f).Elem())
	f.Date.Time = time.Date(2026, 3, 4, 0, 0, 0, 0, zone)
	f.Updated.Time = f.Updated.UTC()
	var w wire.Writer
	wire.Plain{Zone: zone}.Write(&w, &f)
	r := wire.NewReader(w.B)
	wire.Plain{Zone: zone}.Read(r, &back)
	if r.Err() != nil || r.More() {
		t.Fatalf("%v, more is %v", r.Err(), r.More())
	}
	if !reflect.DeepEqual(f, back) {
		t.Errorf("wrote\n%+v\nand read\n%+v", f, back)
	}
	if back.Date.Location() != zone {
		t.Error("a day is not in the site's zone")
	}
}

// unread is a file system that opens no article.
type unread struct{ fs.FS }

func (u unread) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".md") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("it is known")}
	}
	return u.FS.Open(name)
}

func memorySite(t *testing.T) (dir string, cfg Config) {
	dir = t.TempDir()
	writeFile(t, dir, "content/faq/login.md", "---\ntitle: Login\ntags: [a]\nunknwon: x\n---\n\n# Text\n\nSee [it](../notes/b.md#none) and [that](gone.md).\n")
	writeFile(t, dir, "content/notes/b.md", "# A heading\n\nWords.\n")
	writeFile(t, dir, "content/notes/draft.md", "---\ndraft: true\n---\n\nWords.\n")
	return dir, Config{FS: os.DirFS(dir), Dir: "content", Languages: []string{"en"}, Store: &memory{}}
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// readAndParse is a build's part, with its problems.
func readAndParse(cfg Config) (*Tree, int, []diag.Diagnostic) {
	list := &diag.List{}
	tree := Read(cfg, list)
	same := func(url string) string { return url }
	reused := tree.Parse(cfg, markdown.New(cfg.Markdown), URLs{Page: same, File: same}, list)
	return tree, reused, list.Sorted()
}

// Where nothing changed no article is opened, and everything is told as before,
// also from the memory's bytes.
func TestMemoryNeedsNoFiles(t *testing.T) {
	_, cfg := memorySite(t)
	first, _, problems := readAndParse(cfg)
	cfg.Memory = DecodeMemory(first.Memory().Encode(1 << 62))
	if cfg.Memory.Len() != 3 {
		t.Fatalf("%d of 3 files are known", cfg.Memory.Len())
	}
	cfg.FS = unread{cfg.FS}
	second, reused, again := readAndParse(cfg)
	if len(problems) == 0 || !reflect.DeepEqual(problems, again) {
		t.Errorf("problems\n%v\nand from memory\n%v", problems, again)
	}
	if reused != 2 || len(second.Pages) != 2 {
		t.Fatalf("%d of %d texts were known", reused, len(second.Pages))
	}
	for i, p := range first.Pages {
		q := second.Pages[i]
		if p.Title != q.Title || p.URL != q.URL || p.Lang != q.Lang || p.Kind != q.Kind || p.Made != q.Made || p.Brief != q.Brief || !reflect.DeepEqual(p.Front, q.Front) {
			t.Errorf("%s is not the page it was", p.Source)
		}
	}
	if !second.Memory().Near(cfg.Memory, 0) {
		t.Error("the memory is another one")
	}
}

// A file is read where its stamp is another one or is not older than the record,
// and its bytes decide.
func TestMemoryTrustsStamps(t *testing.T) {
	dir, cfg := memorySite(t)
	first, _, _ := readAndParse(cfg)
	writeFile(t, dir, "content/notes/b.md", "# B heading\n\nWords.\n") // as long as before
	info, err := os.Stat(filepath.Join(dir, "content/notes/b.md"))
	if err != nil {
		t.Fatal(err)
	}
	stamp := StampOf(info)
	for _, moment := range []int64{1 << 62, stamp.Time, 0} {
		cfg.Memory = DecodeMemory(first.Memory().Encode(moment))
		if moment == stamp.Time { // the same tick: the stamp tells nothing
			cfg.Memory.records["content/notes/b.md"].stamp = Stamp{}
		}
		second, _, _ := readAndParse(cfg)
		if p := second.bySource["content/notes/b.md"]; p.Title != "B heading" {
			t.Errorf("recorded at %d: the title is %q", moment, p.Title)
		}
	}
	if m := DecodeMemory(first.Memory().Encode(0)); m.list[0].stamp != (Stamp{}) {
		t.Error("a stamp is trusted that is not older than its record")
	}
	if m := DecodeMemory(first.Memory().Encode(1 << 62)); m.list[0].stamp == (Stamp{}) {
		t.Error("no stamp is kept")
	}
}

// Other options, and another place of what a text links to, are seen.
func TestMemorySeesOptionsAndAddresses(t *testing.T) {
	dir, cfg := memorySite(t)
	first, _, _ := readAndParse(cfg)
	cfg.Memory = first.Memory()
	writeFile(t, dir, "content/faq/gone.md", "# Here\n")
	second, reused, problems := readAndParse(cfg)
	if reused != 1 || second.bySource["content/faq/login.md"].Made == first.bySource["content/faq/login.md"].Made {
		t.Errorf("%d texts were reused, and the link leads nowhere: %v", reused, problems)
	}
	cfg.Memory = second.Memory()
	cfg.Zone = time.FixedZone("other", 3600)
	cfg.FS = unread{cfg.FS}
	if _, _, problems := readAndParse(cfg); len(problems) == 0 || problems[0].ID != "file-unreadable" {
		t.Errorf("heads of another zone are taken: %v", problems)
	}
}

// With any byte flipped, and at any length, a memory is none.
func TestMemoryDamaged(t *testing.T) {
	_, cfg := memorySite(t)
	tree, _, _ := readAndParse(cfg)
	whole := tree.Memory().Encode(1 << 62)
	if DecodeMemory(whole) == nil {
		t.Fatal("what was written is not read")
	}
	for i := range whole {
		whole[i] ^= 0x20
		if DecodeMemory(whole) != nil {
			t.Errorf("byte %d of %d flipped, and it is used", i, len(whole))
		}
		whole[i] ^= 0x20
		if DecodeMemory(whole[:i]) != nil {
			t.Errorf("%d of %d bytes, and they are used", i, len(whole))
		}
	}
}

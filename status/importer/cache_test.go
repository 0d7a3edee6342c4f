package importer

import (
	"bytes"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
)

// memory is a cache that counts what it is asked.
type memory struct {
	entries    map[string][]byte
	hits, puts int
}

func (m *memory) Get(key string) []byte {
	if m.entries[key] != nil {
		m.hits++
	}
	return m.entries[key]
}

func (m *memory) Put(key string, text []byte) { m.puts++; m.entries[key] = text }

func readCached(t *testing.T, name string, text []byte, changed time.Time, cache Cache, asOf time.Time) ([]*Monitor, []diag.Diagnostic) {
	t.Helper()
	f, err := fstest.MapFS{name: &fstest.MapFile{Data: text, ModTime: changed}}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	var list diag.List
	monitors, err := ReadCached(name, f.(File), Options{AsOf: asOf}, cache, &list)
	if err != nil {
		t.Fatal(err)
	}
	return monitors, list.Sorted()
}

// long exports of every format say the same from the cache, at each instant.
func TestCachedIsRead(t *testing.T) {
	for _, c := range cases {
		text, err := fs.ReadFile(testdata, c.file)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, bytes.Repeat([]byte("\n"), worthKeeping)...)
		cache := &memory{entries: map[string][]byte{}}
		for n, at := range []time.Time{asOf, asOf, asOf.Add(90 * time.Minute)} {
			var list diag.List
			want := Read("uptime/"+c.file, bytes.NewReader(text), Options{AsOf: at}, &list).Monitors
			got, problems := readCached(t, "uptime/"+c.file, text, time.Time{}, cache, at)
			if fmt.Sprint(show(got), latencies(got)) != fmt.Sprint(show(want), latencies(want)) || !reflect.DeepEqual(facts(got), facts(want)) || len(problems) > 0 {
				t.Errorf("%s: cached\n%s%v\nread\n%s%v", c.file, show(got), facts(got), show(want), facts(want))
			}
			if cache.puts != 1 || cache.hits != n {
				t.Errorf("%s: %d entries kept, %d found", c.file, cache.puts, cache.hits)
			}
		}
	}
}

func latencies(monitors []*Monitor) (out []Latency) {
	for _, m := range monitors {
		out = append(out, m.Latency...)
	}
	return out
}

func facts(monitors []*Monitor) (out []string) {
	for _, m := range monitors {
		out = append(out, fmt.Sprint(m.Names, m.Newest, m.Complete, m.Watched))
	}
	return out
}

// Whatever is done to an entry, the figures are those of the file.
func TestDamagedEntriesArePassedOver(t *testing.T) {
	text := export("csv", 5000)
	cache := &memory{entries: map[string][]byte{}}
	want, _ := readCached(t, "uptime/a.csv", text, time.Time{}, cache, asOf)
	var key string
	for k := range cache.entries {
		key = k
	}
	good := bytes.Clone(cache.entries[key])
	for name, damage := range map[string]func([]byte) []byte{
		"a bit":   func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"the sum": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"cut off": func(b []byte) []byte { return b[:len(b)/2] },
		"nothing": func([]byte) []byte { return nil },
		"version": func(b []byte) []byte { return bytes.Replace(b, []byte("uptime 2"), []byte("uptime 0"), 1) },
		"no end":  func(b []byte) []byte { return append(b, 0) },
	} {
		cache.entries[key] = damage(bytes.Clone(good))
		puts := cache.puts
		got, _ := readCached(t, "uptime/a.csv", text, time.Time{}, cache, asOf)
		if show(got) != show(want) || cache.puts != puts+1 || !bytes.Equal(cache.entries[key], good) {
			t.Errorf("%s: it is taken, or not mended", name)
		}
	}
	for n := range good { // and what passes the sum may still be no entry
		if _, ok := decodeEntry(good[:n]); ok {
			t.Fatalf("%d bytes of %d are an entry", n, len(good))
		}
	}
}

// A file with problems reports them each time; one of another name is another.
func TestWhatIsNotKept(t *testing.T) {
	cache := &memory{entries: map[string][]byte{}}
	bad := append(export("csv", 5000), "api,yesterday,up,3\n"...)
	for range 2 {
		if _, problems := readCached(t, "uptime/a.csv", bad, time.Time{}, cache, asOf); len(problems) != 1 {
			t.Errorf("%d problems", len(problems))
		}
	}
	if _, _ = readCached(t, "uptime/a.csv", export("csv", 10), time.Time{}, cache, asOf); cache.puts != 0 {
		t.Errorf("%d entries kept", cache.puts)
	}
	flips := []byte(`[{"timestamp": "2026-10-14T01:00:00+00:00", "up": 1}` + strings.Repeat(" ", worthKeeping) + "]")
	for _, name := range []string{"a", "b"} {
		if m, _ := readCached(t, "uptime/"+name+".json", flips, time.Time{}, cache, asOf); m[0].Names[0] != name {
			t.Errorf("%s is called %v", name, m[0].Names)
		}
	}
}

// A long file is not hashed again while nothing about it changes.
func TestLongFilesAreNotHashedAgain(t *testing.T) {
	text := export("csv", 300_000)
	if len(text) < long {
		t.Fatalf("%d bytes are not long", len(text))
	}
	other := bytes.Replace(text, []byte("down"), []byte("up,1"), 1)[:len(text)]
	at := time.Date(2026, 10, 14, 1, 0, 0, 5, time.UTC)
	cache := &memory{entries: map[string][]byte{}}
	first, _ := readCached(t, "uptime/a.csv", text, at, cache, asOf)
	same, _ := readCached(t, "uptime/a.csv", other, at, cache, asOf) // nobody can change a file so
	later, _ := readCached(t, "uptime/a.csv", other, at.Add(1), cache, asOf)
	if show(first) != show(same) || show(first) == show(later) {
		t.Error("a file of the same size and time is read again, or a changed one is not")
	}
}

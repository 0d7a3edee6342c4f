package importer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

// exports are the files of testdata, by the name of their format.
func exports(t testing.TB) map[string][][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil || len(names) == 0 {
		t.Fatal("no exports", err)
	}
	out := map[string][][]byte{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		format, _, _ := strings.Cut(filepath.Base(name), ".")
		out[format] = append(out[format], text[:min(len(text), 4<<10)])
	}
	return out
}

// Whatever stands in a file of a format, its reader ends with what it could read.
func FuzzFormats(f *testing.F) {
	byName := exports(f)
	for i, format := range formats {
		seeds := byName[format.name]
		if len(seeds) == 0 {
			f.Fatalf("no export of the format %s", format.name)
		}
		for _, text := range mutate.Texts(25, seeds...) {
			f.Add(byte(i), text)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		if len(text) > 1<<16 {
			return
		}
		var list diag.List
		in := newInput("uptime/fuzz", Limits{}, &list)
		in.r = bufio.NewReaderSize(bytes.NewReader(text), head)
		format := formats[int(which)%len(formats)]
		if !format.detect(newSniff(text)) {
			return // FuzzRead gives it to another
		}
		format.read(in)
		inOrder(t, in.finish())
		for _, d := range list.Sorted() {
			if d.Pos.File == "" || d.Message == "" {
				t.Fatalf("%+v", d)
			}
		}
	})
}

func inOrder(t *testing.T, monitors []*Monitor) {
	t.Helper()
	settle(monitors, asOf)
	for _, m := range monitors {
		if len(m.Names) == 0 || m.Names[0] == "" {
			t.Fatal("a monitor without a name")
		}
		for i, v := range m.Intervals {
			if v.Start >= v.End || v.State == Unknown || v.State > Down || i > 0 && v.Start < m.Intervals[i-1].Start {
				t.Fatalf("interval %d of %v", i, m.Intervals)
			}
		}
	}
}

// Whatever a compressed file holds, unpacking it ends.
func FuzzGzip(f *testing.F) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte("service,time,state\na,2026-01-02T03:04:05Z,up\n")) // a buffer takes all
	_ = z.Close()
	for _, text := range mutate.Texts(100, b.Bytes()) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var list diag.List
		inOrder(t, Read("uptime/fuzz.gz", bytes.NewReader(text), Options{AsOf: asOf}, &list).Monitors)
	})
}

// Whatever a cache's entry holds, it is taken whole or not at all.
func FuzzCacheEntry(f *testing.F) {
	whole := encodeEntry([]*Monitor{{Names: []string{"a", "b"}, Complete: true, Newest: 9, Watched: Interval{1, 2, Up}, Intervals: []Interval{{1, 5, Up}, {5, 9, Down}}, Latency: []Latency{{3600, 2, 30, 20}}}})
	body := whole[:len(whole)-sha256.Size]
	for _, text := range mutate.Texts(300, body) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := sha256.Sum256(body) // or nothing would get beyond it
		monitors, ok := decodeEntry(append(bytes.Clone(body), sum[:]...))
		if !ok {
			return
		}
		for _, m := range monitors {
			for _, v := range m.Intervals {
				if v.State > Down {
					t.Fatalf("%x has the state %d", body, v.State)
				}
			}
		}
		if again, ok := decodeEntry(encodeEntry(monitors)); !ok || !reflect.DeepEqual(again, monitors) {
			t.Fatalf("%+v comes back as %+v", monitors, again)
		}
	})
}

package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"deskbell/search/client"
)

// hostileFile is a file as a reader of the browser gets it.
type hostileFile struct {
	Kind string `json:"kind"`
	Data []byte `json:"data"`
	More []byte `json:"more"`
}

// TestHostileFiles spoils files of each kind in many ways, and gives them sizes
// that they do not have: both readers take or refuse the same, and soon.
func TestHostileFiles(t *testing.T) {
	good := goodFiles(t)
	random := rand.New(rand.NewPCG(21, 22))
	var files []hostileFile
	for range 250 {
		for _, f := range good {
			f.Data = spoilt(random, f.Data)
			files = append(files, f)
		}
	}
	huge := appendVarint(nil, 1<<31-1)
	for _, f := range append(good, hostileFile{Kind: "words"}) {
		for at := range min(len(f.Data), 24) {
			files = append(files, hostileFile{f.Kind, append(append(bytes.Clone(f.Data[:at]), huge...), f.Data[at:]...), f.More})
		}
		files = append(files, hostileFile{f.Kind, bytes.Repeat([]byte{1}, 1<<16), f.More}, hostileFile{f.Kind, make([]byte, 1<<16), f.More})
	}
	module, err := client.BundleModule(os.DirFS("client/src"), "readers.js")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Taken   []bool  `json:"taken"`
		Slowest float64 `json:"slowest"`
	}
	node(t, "testdata/readers.mjs", map[string]any{"script": string(module), "files": files}, &got)
	if got.Slowest > 1000 {
		t.Errorf("a file keeps the browser busy for %.0f ms", got.Slowest)
	}
	taken := 0
	for i, f := range files {
		err := read(f)
		if err == nil {
			taken++
		}
		if (err == nil) != got.Taken[i] {
			t.Fatalf("a %s: Go says %v, the browser takes it: %v\n%x", f.Kind, err, got.Taken[i], f.Data[:min(len(f.Data), 200)])
		}
	}
	if taken == 0 || taken == len(files) {
		t.Errorf("%d of %d are taken", taken, len(files))
	}
}

func goodFiles(t testing.TB) []hostileFile {
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), nil))
	root, err := inflate(x.root.encode())
	if err != nil {
		t.Fatal(err)
	}
	pages, sections, files := make([]Page, 300), make([]int32, 300), make([]int32, 300)
	for i := range pages {
		sections[i], files[i] = 30, int32(i%4+1)
	}
	shard := joined(sampleShard().encode(9000))
	return []hostileFile{
		{"root", root, nil},
		{"table", encodeTable(pages, sections, files), nil},
		{"shard", shard, nil},
		{"tail", joined(sampleShard().encodeTail(9000)), shard},
		{"words", encodeWords([]word{{"access", 3}, {"account", 9}, {"backup", 1}}), nil},
	}
}

func spoilt(random *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	for range 1 + random.IntN(3) {
		at := random.IntN(len(data))
		switch random.IntN(3) {
		case 0:
			data[at] = byte(random.IntN(256))
		case 1:
			data = append(data[:at:at], data[min(len(data), at+1+random.IntN(8)):]...)
		default:
			data = append(append(bytes.Clone(data[:at]), byte(random.IntN(256))), data[at:]...)
		}
		if len(data) == 0 {
			return []byte{0}
		}
	}
	return data
}

// read reads a file as readers.ts does.
func read(f hostileFile) error {
	var err error
	switch f.Kind {
	case "root":
		_, err = decodeRoot(deflate(f.Data))
	case "table":
		_, err = decodeTable(f.Data, &root{Pages: 300, Sections: 9000})
	case "shard":
		_, err = decodeShard(f.Data, 9000)
	case "tail":
		var s *shard
		if s, err = decodeShard(f.More, 9000); err == nil {
			err = s.decodeTail(f.Data, 9000)
		}
	case "words":
		_, err = decodeWords(f.Data)
	default:
		err = fmt.Errorf("no reader of %s", f.Kind)
	}
	return err
}

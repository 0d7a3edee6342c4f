package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/mutate"
)

// Whatever the files at the top of a site hold, they are read or refused at their
// place.
func FuzzSiteFiles(f *testing.F) {
	names := []string{ConfigFile, ErrorFile, ReleaseFile}
	for i, name := range names {
		text, err := os.ReadFile("../examples/acme/" + name)
		if err != nil {
			f.Fatal(err)
		}
		for _, text := range mutate.Texts(60, text[:min(len(text), 4<<10)]) {
			f.Add(byte(i), text)
		}
	}
	f.Add(byte(0), []byte("time_zone: Nowhere\n"))
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		if len(text) > 1<<14 {
			return
		}
		files := fstest.MapFS{names[int(which)%len(names)]: {Data: text}}
		var list diag.List
		c := readConfig(files, &list)
		readErrors(files, c, &list)
		readReleases(files, c, now, &list)
		if c.zone == nil {
			t.Fatal("no zone")
		}
		for _, d := range list.Sorted() {
			if d.Message == "" || d.Pos.File == "" {
				t.Fatalf("%+v", d)
			}
		}
	})
}

// Whatever a record of the output holds, it is taken or not.
func FuzzOutputRecord(f *testing.F) {
	o := &output{target: target{dir: "/site/public"}, files: map[string]made{"index.html": {sum: sum{1}, stamp: stamp{3, 4, 5}}, "a/b.png": {sum: sum{2}}}}
	manifest := sum{9}
	whole := o.recordText(manifest, []publishedFolder{{name: "."}, {name: "a", stamp: content.Stamp{Size: 1, Time: 2, Changed: 3, Inode: 4, Mode: fs.ModeDir}}})
	head := len(recordVersion+"/site/public\n") + len(manifest)
	for _, text := range mutate.Texts(200, whole[head:len(whole)-sha256.Size]) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		text := append(bytes.Clone(whole[:head]), body...)
		end := sha256.Sum256(text) // or nothing would get beyond it
		p, ok := parseRecord(append(text, end[:]...), "/site/public", manifest)
		if n := len(p.list); ok && (n+len(p.folders))*5 > len(body) {
			t.Fatalf("%d files and %d folders of %d bytes", n, len(p.folders), len(body))
		}
		if _, ok := parseRecord(text, "/site/public", manifest); ok {
			t.Fatal("a record without its sum")
		}
	})
}

// Whatever a manifest holds, none of its names leads out of the output.
func FuzzManifest(f *testing.F) {
	for _, text := range mutate.Strings(100, `{"generator":"Deskbell","hash":"0","files":{"index.html":"00","a/b":"11"}}`, `{"files":{"../x":"", "/etc/passwd":"", "a/../../b":"", "":"", "C:\\x":""}}`) {
		f.Add(text)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(dir, manifestFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		p, err := (&output{target: target{dir: dir, shown: dir}}).readPublished()
		if err != nil {
			t.Fatal(err)
		}
		for name := range p.files {
			if !fs.ValidPath(name) {
				t.Fatalf("%q", name)
			}
		}
	})
}

// Whatever a pack holds, entries come out whole or not at all.
func FuzzPack(f *testing.F) {
	dir := f.TempDir()
	s := openStore(dir, []byte("a"))
	for i := range 5 {
		s.Put(storeKey(i), storeText(i))
	}
	s.save(true)
	s.close()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) != 1 {
		f.Fatal(names, err)
	}
	whole, err := os.ReadFile(names[0])
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range mutate.Texts(200, whole) {
		f.Add(text, true)
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text []byte, mend bool) {
		if mend {
			text = mended(text)
		}
		if err := os.WriteFile(names[0], text, 0o644); err != nil {
			t.Fatal(err)
		}
		s := openStore(dir, []byte("a"))
		defer s.close()
		for i := range 5 {
			if data, ok := s.Get(storeKey(i)); ok && data != string(storeText(i)) && !mend {
				t.Fatalf("entry %d is %q", i, data)
			}
		}
		for key := range s.entries {
			s.Get(key)
		}
	})
}

// mended makes a spoilt pack's sizes and sums agree, so that its index is read.
func mended(text []byte) []byte {
	if len(text) < headSize+endSize {
		return text
	}
	text = bytes.Clone(text)
	copy(text, packHead([]byte("a")))
	end := text[len(text)-endSize:]
	count := (len(text) - headSize - endSize) / indexEntry / 2
	at := len(text) - endSize - count*indexEntry
	binary.LittleEndian.PutUint64(end, uint64(at))
	binary.LittleEndian.PutUint32(end[8:], uint32(count))
	binary.LittleEndian.PutUint32(end[12:], crc32.Checksum(text[at:len(text)-4], castagnoli))
	return text
}

// Whatever aliases an article has, redirects are files of the output.
func FuzzRedirects(f *testing.F) {
	for _, text := range mutate.Strings(150, "/old/", "old page", "../x", "/a/../../b", "//evil.example/", "https://evil.example/", `C:\x`, "/%2e%2e/x", "/index.html", "/_deskbell/x", "中文/旧") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		quoted, err := json.Marshal(alias)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{"content/a.md": {Data: fmt.Appendf(nil, "---\naliases: [%s]\nslug: %[1]s\n---\n# A\n", quoted)}}
		var list diag.List
		tree := content.Read(content.Config{FS: files, Dir: "content", Languages: []string{"en"}}, &list)
		for _, p := range tree.Pages {
			for _, from := range append([]string{p.URL}, p.Aliases...) {
				name := fileOf(from)
				if !fs.ValidPath(name) || !filepath.IsLocal(name) {
					t.Fatalf("%q gives the file %q", alias, name)
				}
				if href := (address{base: "/"}).href(from); strings.ContainsAny(href, " \n\r\t\"<>") {
					t.Fatalf("%q gives the address %q, which breaks a line of _redirects", alias, href)
				}
			}
		}
	})
}

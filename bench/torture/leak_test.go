package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// secrets are files with a canary, written as %s, that must not leave the site's
// folder: drafts, what lies ahead, hidden files, backups, keys, comments, and
// fields that are no part of a page.
var secrets = map[string]string{
	"content/draft.md":                 "---\ndraft: true\n---\n# Draft %s\n\n%s\n",
	"content/future.md":                "---\ndate: 2030-01-01\n---\n# Future %s\n\n%s\n",
	"content/draft-section/index.md":   "---\ndraft: true\n---\n# Section %s\n",
	"content/releases/next.md":         "---\nkind: release\nversion: 9.9.9\ndate: 2031-01-01\nproduct: app\n---\n# Next %s\n",
	"content/notices/later.md":         "---\nkind: notice\ncategory: policy\ndate: 2030-05-01\n---\n# Later %s\n",
	"content/.hidden.md":               "# %s\n",
	"content/.hidden/page.md":          "# %s\n",
	"content/.env":                     "TOKEN=%s\n",
	".env":                             "TOKEN=%s\n",
	".git/config":                      "[remote]\n\turl = https://%s@example.com\n",
	"content/.git/config":              "[remote]\n\turl = https://%s@example.com\n",
	"content/page.md~":                 "# %s\n",
	"content/#page.md#":                "# %s\n",
	"content/.page.md.swp":             "%s\n",
	"content/page.md.bak":              "# %s\n",
	"content/page.md.orig":             "# %s\n",
	"content/server.key":               "%s\n",
	"content/server.pem":               "%s\n",
	"content/data.yaml":                "secret: %s\n",
	"content/script.php":               "<?php %s\n",
	"content/_parts/unused.md":         "%s\n",
	"content/fields.md":                "---\ninternal_note: %s\nauthor_email: %s@example.com\n---\n# Fields\n\nText.\n",
	"content/comments.md":              "---\n# %s\ndescription: Shown\n---\n# Comments\n\n<!-- %s -->\n\nText.\n",
	"notes.md":                         "# %s\n",
	"status/incidents/.draft.yaml":     "title: %s\n",
	"status/incidents/2026-01.yaml~":   "title: %s\n",
	"status/notes.txt":                 "%s\n",
	"search/notes.txt":                 "%s\n",
	"themes/.notes.txt":                "%s\n",
	".deskbell/cache/canary":           "%s\n",
	"content/.DS_Store":                "%s\n",
	"content/node_modules/x/README.md": "# %s\n",
}

// canary is a word that no text holds. Sorted terms share their beginnings in the
// index, so only the end of it is looked for.
func canary(r *rand.Rand) string {
	var b strings.Builder
	for range 14 {
		b.WriteByte("bcdfghjklmnpqrstvwxz"[r.IntN(20)])
	}
	return b.String()
}

func tail(word string) []byte { return []byte(word[4:]) }

func TestLeaks(t *testing.T) {
	t.Parallel()
	r := random(t)
	w := worldIn(t, t.TempDir())
	w.write("deskbell.yaml", "title: Help\nurl: https://help.example.com/\nlanguages: [en]\nproducts:\n  - id: app\n")
	w.write("status/services.yaml", "services:\n  - id: api\n    name: API\n")
	shown := canary(r)
	w.write("content/page.md", fmt.Sprintf("# Page\n\nThe word %s is public.\n", shown))
	words := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(secrets)) {
		words[name] = canary(r)
		w.write(name, strings.ReplaceAll(secrets[name], "%s", words[name]))
	}
	out, err := w.command().CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	result := row{fault: "canaries of what is not public", n: len(secrets)}
	files, unpacked := 0, 0
	public := map[string]bool{} // kinds of files in which the public word was found
	err = filepath.WalkDir(w.public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files++
		layers := append(unpack(text), text, []byte(name))
		unpacked += len(layers) - 2
		for _, layer := range layers {
			for secret, word := range words {
				if bytes.Contains(bytes.ToLower(layer), tail(word)) {
					result.torn++
					t.Logf("%s is in %s", secret, name)
				}
			}
			if bytes.Contains(layer, tail(shown)) {
				public[filepath.Ext(name)] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	result.note = fmt.Sprintf("%d files, %d unpacked; the word that is public was found in %v", files, unpacked, slices.Sorted(maps.Keys(public)))
	result.report(t)
	if len(public) < 2 || unpacked == 0 {
		t.Errorf("the word that is public must be found in pages and in the index, so that the others would be: %s", result.note)
	}
}

// unpack gives what compressed bytes hold, by each way of packing that fits.
func unpack(text []byte) [][]byte {
	var out [][]byte
	for _, open := range []func() (io.Reader, error){
		func() (io.Reader, error) { return gzip.NewReader(bytes.NewReader(text)) },
		func() (io.Reader, error) { return zlib.NewReader(bytes.NewReader(text)) },
		func() (io.Reader, error) { return flate.NewReader(bytes.NewReader(text)), nil },
	} {
		r, err := open()
		if err != nil {
			continue
		}
		if data, err := io.ReadAll(io.LimitReader(r, 64<<20)); err == nil && len(data) > 0 {
			out = append(out, data)
		}
	}
	return out
}

package content

import (
	"path"
	"strings"
	"testing"
)

// below takes a short way for most destinations: it has to lead to the same place.
func FuzzBelow(f *testing.F) {
	for _, dest := range []string{"", "a", "a/b.md", "/a", "//a", "../a", "../../../a", "a/../b", "./a", "a/./b", "a//b", "a/", "a.", "..", ".", "../", "a/..", ".hidden/a", "a/.hidden", "../..", ".../a"} {
		for _, dir := range []string{".", "a", "content/en/a"} {
			f.Add(dir, dest)
		}
	}
	f.Fuzz(func(t *testing.T, dir, dest string) {
		if dir = path.Clean(dir); strings.HasPrefix(dir, "/") || strings.HasPrefix(dir, "..") {
			return // folders of a site are clean, and within it
		}
		if got, want := below(dir, dest), inside(path.Join(dir, dest)); got != want {
			t.Errorf("below(%q, %q) is %q, not %q", dir, dest, got, want)
		}
	})
}

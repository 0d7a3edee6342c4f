package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// releasesSite has versions of one product with changes in two languages'
// manners, a file with its sum, and spans of support around the tests' clock.
func releasesSite() map[string]string {
	files := map[string]string{
		"deskbell.yaml": "title: T\nurl: https://help.example.com/\ntime_zone: UTC\nproducts: [{id: sdk, name: SDK}]\n",
		"releases.yaml": `sdk:
  lifecycle:
    - {versions: "2", released: 2026-06-01, supported_until: 2026-12-01, security_until: 2027-06-01}
    - {versions: "1.1", released: 2026-01-01, supported_until: 2026-11-20, security_until: 2026-12-31}
    - {versions: "1", released: 2025-01-01, supported_until: 2025-12-31, security_until: 2026-01-31}
  planned:
    - {version: "3.0", when: in spring, text: "More of [2.0](releases/2.0.0.md)."}
  compatibility:
    versions: ["2", "1"]
    rows: [{name: Linux, values: ["5", "4"]}]
`,
		"content/releases/index.md":    "---\ntitle: Releases\nproduct: sdk\n---\n",
		"content/releases/sdk-2.0.bin": "hello\n",
		"content/releases/2.0.0.md": `---
version: 2.0.0
product: sdk
date: 2026-06-01
downloads:
  - {platform: Linux, file: sdk-2.0.bin, sha256: 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03}
  - {platform: Mac, file: sdk-2.0.dmg, url: "https://dl.example.com/sdk-2.0.dmg", size: 6.8 MB}
---
What it is about.

## Fixed {#fixed}

- A crash, see [below](#detail).

### Details {#detail}

More.

## Breaking {#breaking}

- The old call is gone.

## How to upgrade {#upgrade}

Replace it.
`,
	}
	for _, version := range []string{"1.1.0", "1.0.0"} {
		files["content/releases/"+version+".md"] = "---\nversion: " + version + "\nproduct: sdk\ndate: 2026-01-1" + version[2:3] + "\n---\n## Added\n\n- Of " + version + "\n"
	}
	return files
}

func TestReleasePage(t *testing.T) {
	out, result := written(t, releasesSite())
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	doc := page(t, out, "releases/2.0.0/index.html")
	if got := texts(doc, "main .change-group .tag"); !slices.Equal(got, []string{"Breaking", "Fixed"}) {
		t.Errorf("changes %v, want breaking ones first", got)
	}
	if got := text(doc, "main .change-group[data-type=fixed]"); !strings.Contains(strings.ReplaceAll(got, "#", ""), "Details More.") {
		t.Errorf("a heading within a type is lost: %s", got)
	}
	if got := text(doc, "article > .text"); !strings.HasPrefix(got, "What it is about.") || strings.Contains(got, "crash") || !strings.Contains(got, "Replace it.") {
		t.Errorf("the rest: %s", got)
	}
	if got := texts(doc, "main .ways a"); !slices.Equal(got, []string{"How to upgrade", "Downloads", "Changes since 1.1.0"}) {
		t.Errorf("ways %v", got)
	}
	if got := texts(doc, ".downloads tbody tr"); len(got) != 2 || !strings.HasPrefix(got[0], "Linuxsdk-2.0.bin6 B5891b5b") || got[1] != "Macsdk-2.0.dmg6.8 MB" {
		t.Errorf("downloads %q", got)
	}
	if got, _ := doc.Find(".downloads a").Attr("href"); got != "/releases/sdk-2.0.bin" {
		t.Errorf("the file is at %s", got)
	}
	if got := text(doc, ".facts .support"); got != "Supported ends in 11 days" {
		t.Errorf("support: %s", got)
	}
	for name, want := range map[string]string{"1.1.0": "Security fixes only ends in 41 days", "1.0.0": "Ended"} {
		doc := page(t, out, "releases/"+name+"/index.html")
		if got := text(doc, ".facts .support"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		_, hidden := doc.Find(".support-over").Attr("hidden")
		if hidden == (name == "1.0.0") {
			t.Errorf("%s: the banner of versions without support is hidden: %v", name, hidden)
		}
	}
}

func TestProductPages(t *testing.T) {
	out, _ := written(t, releasesSite())
	list := page(t, out, "releases/index.html")
	if got := texts(list, ".lifecycle tbody th"); !slices.Equal(got, []string{"2", "1.1", "1"}) {
		t.Errorf("lifecycle %v", got)
	}
	if n := list.Find(".life-chart svg").Length(); n != 3 {
		t.Errorf("%d bars", n)
	}
	if got := text(list, ".planned"); got != "3.0in springMore of 2.0." {
		t.Errorf("planned: %s", got)
	}
	latest, err := os.ReadFile(filepath.Join(out, "releases/latest/index.html"))
	if err != nil || !strings.Contains(string(latest), "url=/releases/2.0.0/") {
		t.Errorf("latest leads elsewhere: %v", err)
	}
	doc := page(t, out, "releases/changes/index.html")
	if got := texts(doc, ".change-version > h2 > a"); !slices.Equal(got, []string{"2.0.0", "1.1.0", "1.0.0"}) {
		t.Errorf("versions %v", got)
	}
	if got, _ := doc.Find("#v2\\.0\\.0 [data-type=fixed] .text a").Attr("href"); got != "/releases/2.0.0/#detail" {
		t.Errorf("a link within the version's page leads to %s", got)
	}
	if doc.Find("#detail").Length() > 0 {
		t.Error("an id of the version's page stands on another as well")
	}
}

// TestChangesGrowWithTheVersions holds that all pages of a product together
// grow with its versions, and not with their square.
func TestChangesGrowWithTheVersions(t *testing.T) {
	size := func(n int) (bytes int64) {
		files := map[string]string{"deskbell.yaml": "title: T\nproducts: [{id: sdk, name: SDK}]\n"}
		for i := range n {
			files[fmt.Sprintf("content/r/1.%d.0.md", i)] = fmt.Sprintf("---\nkind: release\nversion: 1.%d.0\nproduct: sdk\n---\n## Added\n\n%s\n", i, strings.Repeat("- A change.\n", 40))
		}
		out, _ := written(t, files)
		err := filepath.WalkDir(filepath.Join(out, "r"), func(_ string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				info, _ := d.Info()
				bytes += info.Size()
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return bytes
	}
	few, many := size(30), size(90)
	if many > few*4 {
		t.Errorf("30 versions are %d bytes, 90 are %d", few, many)
	}
}

func TestReleaseProblems(t *testing.T) {
	files := releasesSite()
	files["releases.yaml"] = `sdk:
  lifecycle:
    - {versions: "2", released: 2026-06-01, supported_until: 2026-05-01}
    - {versions: "1", supported_until: 2025-12-31, security_until: 2025-01-31, state: supported}
  compatibility:
    versions: ["2", "1"]
    rows: [{name: Linux, values: ["5"]}]
sdkk: {}
`
	files["content/releases/2.0.0.md"] = `---
version: 2.0.0
product: sdk
downloads:
  - {file: sdk-2.0.bin, size: 7, sha256: 0000b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03}
  - {file: gone.bin}
  - {file: x.bin, url: "https://dl.example.com/x.bin", sha256: abc, size: much}
---
`
	_, result := written(t, files)
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Pos.String()+" "+d.ID)
	}
	want := []string{"content/releases/2.0.0.md:5:31 download-size", "content/releases/2.0.0.md:5:42 download-checksum", "content/releases/2.0.0.md:6:12 download-missing",
		"content/releases/2.0.0.md:7:64 download-checksum", "content/releases/2.0.0.md:7:75 yaml-type",
		"releases.yaml:3:62 lifecycle-order", "releases.yaml:4:68 lifecycle-order", "releases.yaml:4:87 lifecycle-state", "releases.yaml:7:12 compatibility-columns", "releases.yaml:8:1 product-unknown"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestVersionsBelong(t *testing.T) {
	for _, c := range []struct {
		version, to string
		want        bool
	}{{"4.9.1", "4.9", true}, {"4.10.0", "4.1", false}, {"v4.9", "4.9.x", true}, {"5.0-rc.1", "5.0", true}, {"4.9", "4.9.0", false}} {
		if got := belongs(c.version, c.to); got != c.want {
			t.Errorf("%s belongs to %s: %v", c.version, c.to, got)
		}
	}
}

func TestSupportLastsToTheEndOfItsDay(t *testing.T) {
	day := func(s string) (l Lifecycle) {
		l.SupportedUntil.Time, _ = time.Parse(time.DateOnly, s)
		return l
	}
	l := day("2026-11-21")
	if state, _ := l.at(time.Date(2026, 11, 21, 23, 59, 59, 0, time.UTC)); state != Supported {
		t.Errorf("on its last day it is %s", state)
	}
	if state, end := l.at(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); state != Ended || end.Day() != 22 {
		t.Errorf("the day after it is %s since %v", state, end)
	}
}

package site

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func policySite() map[string]string {
	files := map[string]string{
		"deskbell.yaml":            "title: T\nurl: https://help.example.com/\n",
		"content/terms/index.md":   "---\ntitle: Terms\n---\nWhat we promise.\n",
		"content/terms/other.md":   "---\ntitle: About these terms\n---\nWords.\n",
		"content/notices/terms.md": "---\ntitle: New terms\ncategory: policy\npolicy: terms/3.md\ndate: 2026-11-01\n---\nClause 4.\n",
		"content/notices/patch.md": "---\ntitle: A patch\ncategory: security\ndate: 2026-10-01\nstatus: closed\n---\nInstall it.\n",
		"content/notices/work.md":  "---\ntitle: Work\ncategory: maintenance\ndate: 2026-11-20\nwindow: {start: 2026-11-25T01:00:00Z, end: 2026-11-25T02:00:00Z}\n---\nIt is slow.\n",
		"content/notices/work2.md": "---\ntitle: More work\ncategory: maintenance\ndate: 2026-11-20\nwindow: {start: 2026-11-23T01:00:00Z, end: 2026-11-23T02:00:00Z}\n---\nIt is slow.\n",
		"content/notices/now.md":   "---\ntitle: At work\ncategory: maintenance\ndate: 2026-11-20\nwindow: {start: 2026-11-21T01:00:00Z, end: 2026-11-21T04:00:00Z}\n---\nIt is slow.\n",
	}
	for version, day := range map[string]string{"1": "2024-01-01", "2": "2025-01-01", "3": "2026-12-01"} {
		files["content/terms/"+version+".md"] = "---\ntitle: Terms " + version + "\nversion: \"" + version + "\"\neffective: " + day + "\n---\nThe text.\n"
	}
	return files
}

func TestPolicyVersions(t *testing.T) {
	out, result := written(t, policySite())
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	list := []string{"3 To come1 December 2026–", "2 In force1 January 202530 November 2026", "1 Replaced1 January 202431 December 2024"}
	for _, name := range []string{"terms/index.html", "terms/2/index.html", "notices/terms/index.html"} {
		if got := texts(page(t, out, name), ".policy-versions tbody tr"); !slices.Equal(got, list) {
			t.Errorf("%s lists %q", name, got)
		}
	}
	if got := texts(page(t, out, "terms/index.html"), "main .list a"); !slices.Equal(got, []string{"About these terms"}) {
		t.Errorf("other articles: %q", got)
	}
	for name, want := range map[string]string{
		"terms/1/index.html":       "This text was in force from 1 January 2024 until 31 December 2024. Read the text in force: 2",
		"terms/2/index.html":       "In force from 1 January 2025 until 30 November 2026.",
		"terms/3/index.html":       "This text will be in force from 1 December 2026. Read the text in force: 2",
		"notices/terms/index.html": "In force from 1 December 2026: Terms 3",
	} {
		if got := text(page(t, out, name), ".policy-holds"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if want := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC); !result.NextEdge.Equal(want) {
		t.Errorf("the next build is asked for at %v, want %v", result.NextEdge, want)
	}
}

func TestPolicyFaults(t *testing.T) {
	files := policySite()
	files["content/terms/4.md"] = "---\ntitle: Terms 4\neffective: 2026-12-01\n---\nThe text.\n"
	files["content/notices/lost.md"] = "---\ntitle: Lost\ncategory: policy\npolicy: terms/5.md\n---\nText.\n"
	_, result := written(t, files)
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Pos.String()+" "+d.ID)
	}
	if want := []string{"content/notices/lost.md:4:9 policy-unknown", "content/terms/4.md:3:12 policy-day"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestNoticesByStateAndCategory holds that a reader without scripts finds the
// notices of one kind, and sees first what touches them now.
func TestNoticesByStateAndCategory(t *testing.T) {
	out, _ := written(t, policySite())
	doc := page(t, out, "notices/index.html")
	if got := texts(doc, ".notice-group h2"); !slices.Equal(got, []string{"Under way", "Coming", "In force", "Over"}) {
		t.Errorf("groups %q", got)
	}
	if got := texts(doc, ".notice-group h3"); !slices.Equal(got, []string{"At work", "More work", "Work", "New terms", "A patch"}) {
		t.Errorf("notices %q", got)
	}
	if got := texts(doc, ".chips a"); !slices.Equal(got, []string{"All", "Maintenance 3", "Security 1", "Policy 1"}) && len(got) != 4 {
		t.Errorf("categories %q", got)
	}
	work := page(t, out, "notices/maintenance/index.html")
	if got := texts(work, ".notice-group h3"); !slices.Equal(got, []string{"At work", "More work", "Work"}) || work.Find(".chips [aria-current]").Length() != 1 {
		t.Errorf("the page of maintenances has %q", got)
	}
	if maps := string(fileText(t, out, "sitemap.xml")); !strings.Contains(maps, "/notices/security/") {
		t.Error("the sitemap lacks the page of a category")
	}
	files := policySite()
	files["content/notices/security.md"] = "---\ntitle: Ours\ncategory: security\n---\nText.\n"
	out, _ = written(t, files)
	if got := text(page(t, out, "notices/security/index.html"), "h1"); got != "Ours" {
		t.Errorf("an article's place is taken by %q", got)
	}
}

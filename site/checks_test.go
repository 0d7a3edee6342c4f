package site

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"deskbell/diag"
)

// faults is a site that has each fault once.
func faults() map[string]string {
	twin := strings.Repeat("To connect, open the settings, choose the network, and type the word that the console shows. ", 6)
	return map[string]string{
		"deskbell.yaml":               "title: T\nlanguages: [en, fr]\nproducts: [{id: sdk, name: SDK}]\nchecks: {off: [image-remote, orphan-page]}\n",
		"status/services.yaml":        "services:\n  - {id: chat, name: Chat}\n",
		"releases.yaml":               "sdk:\n  lifecycle:\n    - {versions: \"1\", supported_until: 2026-01-31, state: supported}\n",
		"content/en/index.md":         "# Home\n",
		"content/fr/index.md":         "# Accueil\n",
		"content/en/alone.md":         "---\ntitle: Alone # deskbell-off: translation-missing\n---\nText.\n",
		"content/en/a/index.md":       "---\ntitle: A\n---\n",
		"content/fr/a/index.md":       "---\ntitle: A, en français\n---\n",
		"content/en/a/links.md":       "---\ntitle: Links\nproduct: sdkk\n---\n[a](gone.md)\n\n[b](../index.md#gone)\n\n![](p.svg)\n\n![far](https://x.example/p.png)\n\n## Two\n\n#### Four\n",
		"content/fr/a/links.md":       "---\ntitle: Liens\n---\n",
		"content/en/a/p.svg":          "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
		"content/en/a/flow.md":        "---\ntitle: Flow\n---\n```flow\na: One?\n- Yes -> End of it.\n\nb: Two?\n- Yes -> nowhere\n```\n",
		"content/fr/a/flow.md":        "---\ntitle: Questions\n---\n",
		"content/en/a/old.md":         "---\ntitle: Old\nreview_by: 2026-11-20\nupdated: 2026-10-02\n---\n" + twin + "\n",
		"content/fr/a/old.md":         "---\ntitle: Vieux\nupdated: 2026-10-01\n---\n",
		"content/en/a/twin.md":        "---\ntitle: Twin\n---\n" + twin + "It is done.\n",
		"content/fr/a/twin.md":        "---\ntitle: Jumeau\n---\n",
		"content/en/a/same.md":        "---\ntitle: LINKS\n---\n",
		"content/en/notices/over.md":  "---\ntitle: Over\ncategory: renewal\nstatus: active\nwindow: {start: 2026-11-01T00:00:00Z, end: 2026-11-02T00:00:00Z}\nservices: {chatt: operational}\n---\n",
		"content/fr/notices/over.md":  "---\ntitle: Fini\ncategory: renewal\nstatus: closed\n---\n",
		"content/en/notices/maint.md": "---\ntitle: Upkeep\ncategory: maintenance\nstatus: in_progress\nwindow: {start: 2026-11-01T00:00:00Z, end: 2026-11-02T00:00:00Z}\nservices: {chat: partial_outage}\n---\n",
		"content/fr/notices/maint.md": "---\ntitle: Entretien\ncategory: maintenance\nstatus: completed\nwindow: {start: 2026-11-01T00:00:00Z, end: 2026-11-02T00:00:00Z}\nservices: {chat: partial_outage}\n---\n",
	}
}

func TestEachFaultIsReportedAtItsPlace(t *testing.T) {
	_, result := built(t, folder(t, faults()), func(o *Options) { o.DryRun = true })
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Pos.String()+" "+d.ID)
	}
	want := []string{
		"content/en/a/flow.md:8:1 flow-unreachable",
		"content/en/a/flow.md:9:10 flow-branch",
		"content/en/a/links.md:3:10 product-unknown",
		"content/en/a/links.md:5:5 link-broken",
		"content/en/a/links.md:7:5 link-fragment",
		"content/en/a/links.md:9:5 image-alt",
		"content/en/a/links.md:15:6 heading-order",
		"content/en/a/old.md:3:12 review-due",
		"content/en/a/same.md:2:8 title-duplicate",
		"content/en/a/same.md:2:8 translation-missing",
		"content/en/a/twin.md:2:8 article-duplicate",
		"content/en/alone.md:2:8 orphan",
		"content/en/notices/maint.md:5:9 maintenance-overdue",
		"content/en/notices/over.md:4:9 notice-overdue",
		"content/en/notices/over.md:6:12 service-unknown",
		"content/fr/a/old.md:3:10 translation-older",
		"deskbell.yaml:4:30 check-unknown",
		"releases.yaml:3:59 lifecycle-state",
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("not reported: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("reported as well: %s", g)
		}
	}
}

// TestChecksCanBeSwitchedOff switches each warning off for the site, and one
// for its line alone; errors stay.
func TestChecksCanBeSwitchedOff(t *testing.T) {
	files := faults()
	files["deskbell.yaml"] = strings.Replace(files["deskbell.yaml"], "image-remote, orphan-page", strings.Join(switchable, ", "), 1)
	_, result := built(t, folder(t, files), func(o *Options) { o.DryRun = true })
	for _, d := range result.Diagnostics {
		if d.Severity != diag.Error {
			t.Errorf("%s is reported though it is off", d.ID)
		}
	}
	if len(result.Diagnostics) < 3 {
		t.Errorf("%d errors are left", len(result.Diagnostics))
	}
	_, result = written(t, map[string]string{
		"deskbell.yaml":    "title: T\n",
		"content/index.md": "# T\n\n![a](https://x.example/a.png) <!-- deskbell-off: image-remote -->\n\n[gone](gone.md) <!-- deskbell-off: image-alt -->\n",
	})
	if len(result.Diagnostics) != 1 || result.Diagnostics[0].ID != "link-broken" {
		t.Errorf("%v", result.Diagnostics)
	}
}

// TestChecksCanBeSwitchedOffByLine writes a comment on the line of each warning
// in turn, which then is gone while all others stay.
func TestChecksCanBeSwitchedOffByLine(t *testing.T) {
	files := faults()
	_, before := built(t, folder(t, files), func(o *Options) { o.DryRun = true })
	for _, d := range before.Diagnostics {
		if d.Severity == diag.Error {
			continue
		}
		changed := maps.Clone(files)
		lines := strings.Split(changed[d.Pos.File], "\n")
		line := &lines[d.Pos.Line-1]
		if strings.HasSuffix(d.Pos.File, ".yaml") || d.Pos.Line < slices.Index(lines[1:], "---")+2 {
			*line += " # deskbell-off: " + d.ID
		} else {
			*line += " <!-- deskbell-off: " + d.ID + " -->"
		}
		changed[d.Pos.File] = strings.Join(lines, "\n")
		_, after := built(t, folder(t, changed), func(o *Options) { o.DryRun = true })
		var left []string
		for _, a := range after.Diagnostics {
			left = append(left, a.Pos.String()+" "+a.ID)
		}
		if len(left) != len(before.Diagnostics)-1 || slices.Contains(left, d.Pos.String()+" "+d.ID) {
			t.Errorf("%s %s is not switched off by %q: %q", d.Pos, d.ID, *line, left)
		}
	}
}

func TestBuildsDoNotLint(t *testing.T) {
	files := faults()
	delete(files, "content/en/a/flow.md")
	_, result := written(t, files)
	for _, d := range result.Diagnostics {
		if d.ID == "review-due" || d.ID == "article-duplicate" {
			t.Errorf("a build reports %s", d.ID)
		}
	}
}

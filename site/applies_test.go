package site

import (
	"slices"
	"strings"
	"testing"
)

// What an article applies to is one fact, however many products it names.
func TestAppliesToIsSaidOnce(t *testing.T) {
	out, _ := written(t, map[string]string{
		"deskbell.yaml": "title: T\nproducts: [{id: sdk, name: SDK}, {id: push, name: Push}]\n",
		"content/a.md":  "---\napplies_to: [{product: sdk, versions: \">= 2\", platforms: [Android, iOS]}, {product: push}]\n---\n# A\n",
		"content/b.md":  "---\nproducts: [sdk, push]\n---\n# B\n",
	})
	for name, want := range map[string]string{"a": "Applies to: SDK ≥ 2 Android, iOS · Push", "b": "Product: SDK, Push"} {
		var got []string
		doc := page(t, out, name+"/index.html")
		labels, values := texts(doc, ".facts dt"), texts(doc, ".facts dd")
		for i, label := range labels {
			if !strings.Contains(label, "hanged") {
				got = append(got, label+": "+values[i])
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A part that is too large says so where it is included, and how to raise it.
func TestLargeParts(t *testing.T) {
	found := passed(t, map[string]string{
		"deskbell.yaml": "title: T\nlimits: {article_mb: 1}\n", "content/a.md": "# A\n\n::include _part.md\n", "content/_part.md": strings.Repeat("x", 1<<20+1),
	})
	if len(found) != 1 || found[0].Pos.String() != "content/a.md:3:11" || found[0].Message != "content/_part.md cannot be read: it has more than 1 MB" || !strings.Contains(found[0].Hint, "limits.article_mb") {
		t.Errorf("%+v", found)
	}
}

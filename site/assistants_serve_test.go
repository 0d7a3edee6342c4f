package site

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestServedAssistants holds that a preview shows programs what a build at the
// same address publishes for them.
func TestServedAssistants(t *testing.T) {
	dir := folder(t, map[string]string{
		"deskbell.yaml":          "title: T\nlanguages: [en, fr]\n",
		"content/en/faq/a.md":    "# How?\n\nLike *this*.\n\n[b](b.md)\n",
		"content/en/faq/b.md":    "# Why?\n\nBecause.\n",
		"content/fr/faq/a.md":    "# Comment ?\n\nAinsi.\n",
		"content/en/guides/g.md": "# It fails\n\n1. Look.\n",
	})
	base := "http://127.0.0.1:1/"
	published, _ := built(t, dir, func(o *Options) { o.BaseURL = base })
	served, _ := built(t, dir, func(o *Options) { o.BaseURL, o.Reload, o.Volatile = base, true, true })
	for _, name := range []string{"llms.txt", "llms-full.txt", "api/articles.json", "fr/llms.txt", "fr/llms-full.txt", "fr/api/articles.json", "faq/a/index.md", "fr/faq/a/index.md", "guides/g/index.md"} {
		want, err := os.ReadFile(filepath.Join(published, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(served, filepath.FromSlash(name))); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs: %v", name, err)
		}
	}
}

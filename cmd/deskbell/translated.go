package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"

	"deskbell/site"

	"github.com/spf13/cobra"
)

func (a *app) translatedCommand() *cobra.Command {
	var o site.Options
	cmd := &cobra.Command{
		Use:   "translated FILE...",
		Short: "Say that translations are up to date with their originals",
		Long: `Write into the front matter of each translation, as source_hash, the hash of its
original's words as they are now, and print the files' paths. All else in the
files stays as it is. When the original is changed later, check tells of it, and
readers of the translation see a line that leads to the original.`,
		Example: `  deskbell translated content/en/faq/login.md
  deskbell translated help/content/en/faq/*.md --site help`,
		Args:              args(1, -1),
		ValidArgsFunction: cobra.FixedCompletions([]string{"md"}, cobra.ShellCompDirectiveFilterFileExt),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runTranslated(cmd.Context(), o, args)
		},
	}
	cmd.Flags().StringVar(&o.Dir, "site", ".", "the site's `folder`")
	folderFlag(cmd, "site")
	a.clockFlag(cmd)
	return cmd
}

func (a *app) runTranslated(ctx context.Context, o site.Options, files []string) (err error) {
	if err := checkDir(o.Dir); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	o.Drafts = true
	all, _, err := site.Translations(ctx, o)
	if err != nil {
		return err
	}
	hashes := make([]string, len(files)) // nothing is written unless all of them can be
	for n, file := range files {
		source, err := belowSite(o.Dir, file)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(t site.Translation) bool { return t.Source == source })
		switch {
		case i < 0:
			return usageError(file+" is no article of the site", "write the paths of translations; the site's folder goes behind --site")
		case all[i].Original == "":
			return usageError(file+" has no original", "an original is the article with the same path, or the same 'translation:', in another language")
		}
		hashes[n] = all[i].Hash
	}
	for n, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if changed := withSourceHash(text, hashes[n]); !bytes.Equal(changed, text) {
			if err := replaceText(file, changed); err != nil {
				return err
			}
		}
		a.ui.written(file)
	}
	return nil
}

// belowSite is a file's path from the site's folder, with slashes.
func belowSite(dir, file string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(rel) {
		return "", usageError(file+" is not in the site's folder", "the site's folder goes behind --site")
	}
	return filepath.ToSlash(rel), nil
}

// withSourceHash puts a hash into an article's front matter: in the place of the
// one that is there, else at its end, else into a new front matter.
func withSourceHash(text []byte, hash string) []byte {
	key, end := []byte("source_hash:"), []byte("\n")
	if bytes.Contains(text, []byte("\r\n")) {
		end = []byte("\r\n")
	}
	line := slices.Concat(key, []byte(" \""+hash+"\""), end)
	mark := bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	begin := len(text) - len(mark)
	first, _, _ := bytes.Cut(mark, []byte("\n"))
	if !bytes.Equal(bytes.TrimRight(first, " \t\r"), []byte("---")) {
		return slices.Concat(text[:begin], []byte("---"), end, line, []byte("---"), end, mark)
	}
	for at := begin + len(first) + 1; at < len(text); {
		next := len(text)
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		here := bytes.TrimRight(text[at:next], " \t\r\n")
		switch {
		case bytes.HasPrefix(here, key):
			if _, comment, ok := bytes.Cut(here, []byte(" #")); ok {
				line = slices.Concat(key, []byte(" \""+hash+"\" #"), comment, end)
			}
			return slices.Concat(text[:at], line, text[next:])
		case bytes.Equal(here, []byte("---")) || bytes.Equal(here, []byte("...")):
			return slices.Concat(text[:at], line, text[at:])
		}
		at = next
	}
	return text // the front matter is not closed: check says so
}

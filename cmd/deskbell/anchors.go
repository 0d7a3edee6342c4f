package main

import (
	"context"

	"deskbell/site"

	"github.com/spf13/cobra"
)

func (a *app) anchorsCommand() *cobra.Command {
	var o site.Options
	cmd := &cobra.Command{
		Use:   "anchors FILE...",
		Short: "Write the ids of headings into articles, so that links stay",
		Long: `Write behind each heading of an article the id that it has now, as {#id}, and
print the files' paths. Without one, the id is made of the heading's words: links
to it break when these change. Headings that have an id keep it, and all else in
the files stays as it is.`,
		Example: `  deskbell anchors content/en/faq/login.md
  deskbell anchors help/content/en/faq/*.md --site help`,
		Args:              args(1, -1),
		ValidArgsFunction: cobra.FixedCompletions([]string{"md"}, cobra.ShellCompDirectiveFilterFileExt),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runAnchors(cmd.Context(), o, args)
		},
	}
	cmd.Flags().StringVar(&o.Dir, "site", ".", "the site's `folder`")
	folderFlag(cmd, "site")
	a.clockFlag(cmd)
	return cmd
}

func (a *app) runAnchors(ctx context.Context, o site.Options, files []string) (err error) {
	if err := checkDir(o.Dir); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	o.Drafts = true
	all, _, err := site.Anchors(ctx, o)
	if err != nil {
		return err
	}
	texts := make([][]byte, len(files)) // nothing is written unless all of them can be
	for n, file := range files {
		source, err := belowSite(o.Dir, file)
		if err != nil {
			return err
		}
		text, ok := all[source]
		if !ok {
			return usageError(file+" is no article of the site", "write the paths of articles; the site's folder goes behind --site")
		}
		texts[n] = text
	}
	for n, file := range files {
		if err := replaceText(file, texts[n]); err != nil {
			return err
		}
		a.ui.written(file)
	}
	return nil
}

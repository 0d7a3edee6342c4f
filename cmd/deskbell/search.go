package main

import (
	"context"
	"strings"

	"deskbell/search"
	"deskbell/site"

	"github.com/spf13/cobra"
)

func (a *app) searchCommand() *cobra.Command {
	var o site.Options
	var lang string
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the site in the terminal",
		Long: `Search a site's articles and print the best section of each page that matches,
with its URL and its file. The index is kept in SITE/.deskbell and renewed when
the site has changed.`,
		Example: `  deskbell search "sign in"
  deskbell search 消息延迟 --site help --lang zh-CN --limit 5
  deskbell search 40101 --json`,
		Args:              args(1, -1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runSearch(cmd.Context(), o, strings.TrimSpace(strings.Join(args, " ")), lang, limit, asJSON)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&o.Dir, "site", ".", "the site's `folder`")
	flags.StringVar(&lang, "lang", "", "search in this `language`; without it in that of the query, then in the others")
	flags.IntVar(&limit, "limit", 10, "print at most this `number` of pages")
	flags.BoolVar(&asJSON, "json", false, "print one JSON object")
	folderFlag(cmd, "site")
	a.clockFlag(cmd)
	return cmd
}

func (a *app) runSearch(ctx context.Context, o site.Options, query, lang string, limit int, asJSON bool) (err error) {
	switch {
	case query == "":
		return usageError("the query is empty", "write what to search for")
	case limit < 1:
		return usageError("--limit must be at least 1", "leave it out for 10")
	}
	if err := checkDir(o.Dir); err != nil {
		return err
	}
	l, err := readLayout(o.Dir)
	if err != nil {
		return err
	}
	if lang != "" {
		if lang, err = l.language(lang); err != nil {
			return err
		}
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	results, diagnostics, err := site.Search(ctx, o, query, lang, limit)
	if err != nil {
		return err
	}
	if stopped(diagnostics, false) {
		if err := a.ui.problems(o.Dir, diagnostics); err != nil {
			return err
		}
		return errReported
	}
	if asJSON {
		return a.ui.json(withLists(results))
	}
	a.ui.found(query, results)
	return nil
}

// withLists is results with every list there, so that JSON has no null.
func withLists(r search.Results) search.Results {
	r.Hits = append([]search.Hit{}, r.Hits...)
	for i := range r.Hits {
		r.Hits[i].Marks = append([]search.Mark{}, r.Hits[i].Marks...)
	}
	r.Facets.Kinds = append([]search.Facet{}, r.Facets.Kinds...)
	r.Facets.Products = append([]search.Facet{}, r.Facets.Products...)
	r.Facets.Versions = append([]search.Facet{}, r.Facets.Versions...)
	r.Facets.Langs = append([]search.Facet{}, r.Facets.Langs...)
	return r
}

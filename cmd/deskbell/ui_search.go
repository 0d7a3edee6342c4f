package main

import (
	"fmt"
	"strings"

	"deskbell/search"
)

// found prints what a query found, the best first.
func (u *ui) found(query string, r search.Results) {
	if len(r.Hits) == 0 {
		fmt.Fprintf(u.out, "nothing found for %s\n", query)
	}
	for i, h := range r.Hits {
		title := u.bold(h.Title)
		if h.Section != "" && h.Section != h.Title {
			title += " › " + h.Section
		}
		fmt.Fprintf(u.out, "%d. %s\n", i+1, title)
		if excerpt := strings.Join(strings.Fields(h.Excerpt), " "); excerpt != "" {
			fmt.Fprintf(u.out, "   %s\n", excerpt)
		}
		fmt.Fprintf(u.out, "   %s  %s\n", h.URL, u.dim(h.Source))
	}
	if r.Total > len(r.Hits) {
		fmt.Fprintf(u.out, "%d of %d pages\n", len(r.Hits), r.Total)
	}
	if r.Suggestion != "" {
		fmt.Fprintf(u.out, "did you mean: %s\n", r.Suggestion)
	}
	if r.Incomplete {
		u.warning("a part of the index could not be read")
	}
}

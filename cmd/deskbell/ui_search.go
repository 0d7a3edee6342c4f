package main

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/search"
)

// found prints what a query found, the best first.
func (u *ui) found(query string, r search.Results) {
	if len(r.Hits) == 0 {
		fmt.Fprintf(u.out, "nothing found for %s\n", query)
	}
	for i, h := range r.Hits {
		title := u.bold(printable(h.Title))
		if h.Section != "" && h.Section != h.Title {
			title += " › " + printable(h.Section)
		}
		fmt.Fprintf(u.out, "%d. %s\n", i+1, title)
		if excerpt := printable(strings.Join(strings.Fields(h.Excerpt), " ")); excerpt != "" {
			fmt.Fprintf(u.out, "   %s\n", excerpt)
		}
		fmt.Fprintf(u.out, "   %s  %s\n", readable(h.URL), u.dim(h.Source))
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

// readable is an address as a person reads it: 中文 and not %E4%B8%AD%E6%96%87.
// What could steer the terminal stays encoded.
func readable(address string) string {
	plain, err := url.PathUnescape(address)
	if err != nil || !utf8.ValidString(plain) || strings.ContainsFunc(plain, unicode.IsSpace) || printable(plain) != plain {
		return address
	}
	return plain
}

// printable is text without what could steer the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, s)
}

package main

import (
	"fmt"
	"text/tabwriter"

	"deskbell/site"
)

// timings prints what each stage of a build took. Render and index run side by
// side, so their times overlap and each counts what both allocated.
func (u *ui) timings(r *site.Result) {
	w := tabwriter.NewWriter(u.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nstage\tstarted\ttook\tallocated\titems\treused\t")
	for _, s := range r.Stages {
		fmt.Fprintf(w, "%s\t%s\t%s\t%.1f MB\t%s\t%s\t\n", s.Name, round(s.Start), round(s.Duration), float64(s.Allocated)/1e6, orDash(s.Items, s.Items), orDash(s.Items, s.Reused))
	}
	fmt.Fprintf(w, "total\t\t%s\t\t\t\t\n", round(r.Took))
	w.Flush()
}

// orDash is n, or a dash where nothing was counted.
func orDash(items, n int) string {
	if items == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}

package main

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/site"
	"deskbell/site/preview"
)

// built prints what a build did; a build that was stopped says so.
func (u *ui) built(dir string, r *site.Result, stopped bool) {
	if stopped {
		u.nothingWritten(r.Diagnostics)
		return
	}
	out := r.Out
	if out == "" {
		out = filepath.Join(dir, "public")
	}
	if r.Counts["articles"] == 0 {
		u.warning("there are no Markdown files in " + dir)
	}
	fmt.Fprintf(u.out, "%s %s into %s in %s\n", u.bold("built"), dir, out, round(r.Took))
	u.row("pages", fmt.Sprint(len(r.Pages)))
	u.row("articles", tally(r.Pages, articleKind))
	u.row("languages", tally(r.Pages, func(p site.PageInfo) string { return p.Lang }))
	if n, ok := r.Counts["files"]; ok {
		u.row("files", fmt.Sprintf("%d beside the pages", n))
	}
	u.row("changed", changeCounts(r))
	u.row("stages", stageTimes(r.Stages))
	if !r.NextEdge.IsZero() {
		u.row("next edge", r.NextEdge.Format(time.RFC3339)+": build again then, for a maintenance changes the pages")
	}
	if r.Hash != "" {
		u.row("hash", r.Hash)
	}
}

// changeCounts is what a build changed of the output: "3 files, 1 deleted".
func changeCounts(r *site.Result) string {
	switch c, d := len(r.Changed), len(r.Deleted); {
	case !r.Written:
		return ""
	case c+d == 0:
		return "nothing: the output was the same already"
	case d == 0:
		return fmt.Sprintf("%d files", c)
	default:
		return fmt.Sprintf("%d files, %d deleted", c, d)
	}
}

// waiting tells that a build waits for another one.
func (u *ui) waiting(out string) {
	fmt.Fprintf(u.err, "another build is writing %s: waiting for it to end\n", out)
}

func (u *ui) nothingWritten(ds []diag.Diagnostic) {
	why := "the errors above stopped the build"
	if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
		why = "with --strict, the warnings above stopped the build"
	}
	fmt.Fprintf(u.err, "nothing was written: %s\n", why)
}

// checked prints the outcome of a check.
func (u *ui) checked(r *site.Result, failed bool) {
	switch {
	case failed:
	case diag.Summary(r.Diagnostics) == "":
		fmt.Fprintf(u.err, "no problems in %d pages\n", len(r.Pages))
	default:
		fmt.Fprintf(u.err, "no errors in %d pages\n", len(r.Pages))
	}
}

func (u *ui) row(name, value string) {
	if value != "" {
		fmt.Fprintf(u.out, "  %s %s\n", u.dim(fmt.Sprintf("%-9s", name)), value)
	}
}

// articleKind is the kind of a page that was written as Markdown, else "".
func articleKind(p site.PageInfo) string {
	if path.Ext(p.Source) == ".md" {
		return p.Kind
	}
	return ""
}

// tally counts pages by a property, the most frequent first: "faq 34, guide 9".
func tally(pages []site.PageInfo, of func(site.PageInfo) string) string {
	counts := map[string]int{}
	var names []string
	for _, p := range pages {
		name := of(p)
		if name == "" {
			continue
		}
		if counts[name]++; counts[name] == 1 {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, counts[name])
	}
	return strings.Join(names, ", ")
}

func stageTimes(stages []site.Stage) string {
	parts := make([]string, len(stages))
	for i, s := range stages {
		parts[i] = s.Name + " " + round(s.Duration)
	}
	return strings.Join(parts, ", ")
}

// round is a duration for people: "2.34 s", "812 ms", "0.3 ms".
func round(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= 10*time.Millisecond:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}

// preview prints what happens while a site is served.
func (u *ui) preview(dir string, e preview.Event) {
	switch e.Kind {
	case preview.Listening:
		fmt.Fprintf(u.out, "%s %s at %s (ctrl-c ends it)\n", u.bold("serving"), dir, e.URL)
	case preview.Warned:
		u.warning(e.Text)
	case preview.Built:
		// A failure to print on a terminal has nowhere to be told.
		_ = u.buildProblems(dir, e.Result.Diagnostics)
		fmt.Fprintf(u.out, "%s %d pages in %s%s\n", u.bold("built"), len(e.Result.Pages), round(e.Result.Took), u.dim(because(e.Changed)))
	case preview.Failed:
		if e.Result != nil {
			_ = u.buildProblems(dir, e.Result.Diagnostics)
		}
		if e.Err != nil {
			u.failure(e.Err)
		}
		fmt.Fprintf(u.err, "the site is shown as it was%s\n", because(e.Changed))
	}
}

// because names what was saved before a build: "; changed: content/a.md and 2 more".
func because(changed []string) string {
	switch len(changed) {
	case 0:
		return ""
	case 1:
		return "; changed: " + changed[0]
	}
	return fmt.Sprintf("; changed: %s and %d more", changed[0], len(changed)-1)
}

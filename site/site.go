// Package site builds a site: it joins articles, status, search and theme into
// a folder of files that any host can serve.
//
// Build is the one way there is. The command line, the checks and the preview
// server all call it; what differs is in Options.
package site

import (
	"time"

	"deskbell/diag"
)

// Options are what a build is asked to do.
type Options struct {
	Dir     string    // the site's folder
	Out     string    // the output folder; empty: Dir/public
	BaseURL string    // overrides the configuration's url
	Now     time.Time // the build's clock
	Drafts  bool      // include drafts and pages dated in the future
	Strict  bool      // warnings stop the build too
	NoCache bool
	DryRun  bool // do everything but write: for checks
	Reload  bool // serve: pages ask for the script that reloads them
	Replace bool // replace an output folder that holds files Deskbell did not make
	NoWait  bool // return a BusyError while another build has the output folder

	// Volatile is for an output folder that the caller alone reads and that need
	// not outlast a failure: changed files are put in place one by one, without
	// waiting for the disk. The record of them lies beside the folder.
	Volatile bool
	// Memory is what the last build of this site left, and gets what this one
	// leaves; nil: a build begins with what is on disk.
	Memory *Memory
	// Ready is called when the site is joined and has no error, before its pages are
	// made, with the means to make any of them at once; nil: nobody asks.
	Ready func(*Draft)

	// Waiting is called once when the build begins to wait for another one that
	// has the output folder; nil drops it.
	Waiting func(out string)

	// Progress is told of each stage that begins, and of pages that are done out
	// of how many, from any goroutine; nil: nobody is.
	Progress func(stage string, done, of int)
}

// Result is what a build did. It is complete whenever Build returns no error,
// also when diagnostics stopped the output.
type Result struct {
	Pages       []PageInfo
	Stages      []Stage
	Took        time.Duration  // of all stages, of which some run side by side
	Counts      map[string]int // "pages", "articles", "files", "incidents", "warnings", "errors", …
	Diagnostics []diag.Diagnostic
	NextEdge    time.Time // when a maintenance window next opens or closes; zero without any
	Out         string    // the output folder
	Written     bool      // false when diagnostics stopped it, or for a dry run
	Hash        string    // of all output, hexadecimal
	Changes               // what was written of it
}

// PageInfo is one page of the output.
type PageInfo struct {
	Source string `json:"source"` // empty for pages made from several files
	URL    string `json:"url"`
	Kind   string `json:"kind"`
	Lang   string `json:"lang"`
	Title  string `json:"title"`
}

package diag

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"
)

// Format is a way to print diagnostics.
type Format string

// The formats: for people, for programs, for code scanning, and for the
// annotations of GitHub Actions.
const (
	FormatText   Format = "text"
	FormatJSON   Format = "json"
	FormatSARIF  Format = "sarif"
	FormatGitHub Format = "github"
)

// Formats are all of them, as the command line writes them.
func Formats() []string {
	return []string{string(FormatText), string(FormatJSON), string(FormatSARIF), string(FormatGitHub)}
}

// Report says how diagnostics are printed. Its zero value prints plain text
// with paths from the site's folder.
type Report struct {
	// Dir is put before the files of text, SARIF and GitHub, so that terminals
	// and code hosts find them: the site's folder, from where the reader stands.
	// JSON keeps paths from the site's folder.
	Dir     string
	Color   bool   // text only: escape sequences for terminals
	Version string // SARIF only: the tool's
}

// Write prints diagnostics in the order that they come in. It fails as w does.
func (r Report) Write(w io.Writer, f Format, ds []Diagnostic) error {
	switch f {
	case FormatText:
		return r.text(w, ds)
	case FormatJSON:
		return r.json(w, ds)
	case FormatSARIF:
		return r.sarif(w, ds)
	case FormatGitHub:
		return r.github(w, ds)
	}
	return fmt.Errorf("unknown format %q", f)
}

// Summary counts errors and warnings in words, "3 errors, 1 warning"; it is
// empty where there are neither.
func Summary(ds []Diagnostic) string {
	var parts []string
	for _, s := range []Severity{Error, Warning} {
		switch n := count(ds, s); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.String())
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
	}
	return strings.Join(parts, ", ")
}

func count(ds []Diagnostic, s Severity) (n int) {
	for _, d := range ds {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// file is a position's file as the reader reaches it.
func (r Report) file(p Position) string {
	if p.File == "" || r.Dir == "" || r.Dir == "." {
		return p.File
	}
	return path.Join(r.Dir, p.File)
}

// at is the position as text, with the folder before it.
func (r Report) at(p Position) string {
	p.File = r.file(p)
	return p.String()
}

// github prints workflow commands: one annotation for each diagnostic.
func (r Report) github(w io.Writer, ds []Diagnostic) error {
	b := bufio.NewWriter(w)
	for _, d := range ds {
		command := map[Severity]string{Error: "error", Warning: "warning", Note: "notice"}[d.Severity]
		var properties []string
		add := func(name, value string) { properties = append(properties, name+"="+githubProperty.Replace(value)) }
		if d.Pos.File != "" {
			add("file", r.file(d.Pos))
		}
		if d.Pos.Line > 0 {
			add("line", fmt.Sprint(d.Pos.Line))
		}
		if d.Pos.Column > 0 {
			add("col", fmt.Sprint(d.Pos.Column))
			add("endColumn", fmt.Sprint(d.Pos.Column+max(d.Pos.Width, 1)))
		}
		add("title", d.ID)
		message := d.Message
		if d.Hint != "" {
			message += "\nhelp: " + d.Hint
		}
		for _, rel := range d.Related {
			message += "\nsee " + r.at(rel.Pos) + ": " + rel.Message
		}
		fmt.Fprintf(b, "::%s %s::%s\n", command, strings.Join(properties, ","), githubMessage.Replace(message))
	}
	return b.Flush()
}

var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

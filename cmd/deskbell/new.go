package main

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"deskbell/status"

	"github.com/spf13/cobra"
)

// newKind is something that new writes.
type newKind struct {
	name, what string
	folder     string // of articles: below the language's folder
	dated      bool   // the file's name begins with the day
	status     bool   // it needs a service
}

var newKinds = []newKind{
	{name: "faq", what: "a question with its answer", folder: "faq"},
	{name: "guide", what: "a troubleshooting guide", folder: "guides"},
	{name: "release", what: "what a version changed", folder: "releases"},
	{name: "notice", what: "an announcement", folder: "notices", dated: true},
	{name: "page", what: "any other article"},
	{name: "incident", what: "an incident on the status page", dated: true, status: true},
	{name: "maintenance", what: "a planned maintenance", folder: "notices", dated: true, status: true},
}

// newFlags are what new is told. Those of the second line are for incidents.
type newFlags struct {
	site, kind, title, lang string
	severity, started       string
	services, texts         []string
}

func (a *app) newCommand() *cobra.Command {
	var f newFlags
	cmd := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Write an article, an incident or a maintenance to fill in",
		Long: `Write a new file of a kind in its place, with front matter filled in, and print
its path. The name is made of the title. A file that exists is never changed.

Kinds:
` + kindTable() + `

An incident is complete when its flags say how bad it is and what it does to
which services; deskbell incident update goes on from there.`,
		Example: `  deskbell new faq "Why do I have to sign in again?"
  deskbell new release "IM SDK 4.2.0" --lang en
  deskbell new incident "Message delays" --severity major --service messaging=partial_outage \
      --text "Messages arrive late; we are investigating." --started 2026-10-14T09:12:00+08:00
  deskbell new maintenance "Database upgrade" --site help`,
		Args:              args(2, -1),
		ValidArgsFunction: completeKinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.kind, f.title = args[0], strings.TrimSpace(strings.Join(args[1:], " "))
			return a.runNew(cmd, f)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.site, "site", ".", "the site's `folder`")
	flags.StringVar(&f.lang, "lang", "", "the `language` to write in; default: the site's first")
	flags.StringVar(&f.severity, "severity", string(status.Major), "incident: minor, major or critical, how `bad` it is")
	flags.StringArrayVar(&f.services, "service", nil, "incident: `ID=STATE`, what it does to a service; may be repeated")
	flags.StringArrayVar(&f.texts, "text", nil, "incident: what people should know, `text`, or LANGUAGE=TEXT once for each language")
	flags.StringVar(&f.started, "started", "", "incident: the RFC 3339 `time` at which it began; default: now")
	folderFlag(cmd, "site")
	completeFlag(cmd, "severity", cobra.FixedCompletions(status.Severity("").Values(), cobra.ShellCompDirectiveNoFileComp))
	completeFlag(cmd, "service", completeServices(&f.site))
	a.clockFlag(cmd)
	return cmd
}

func completeKinds(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, k := range newKinds {
		if len(args) == 0 {
			out = append(out, k.name+"\t"+k.what)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func kindTable() string {
	var b strings.Builder
	for _, k := range newKinds {
		b.WriteString("  " + k.name + strings.Repeat(" ", 13-len(k.name)) + k.what + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (a *app) runNew(cmd *cobra.Command, f newFlags) error {
	at := slices.IndexFunc(newKinds, func(k newKind) bool { return k.name == f.kind })
	if at < 0 {
		return usageError("unknown kind "+f.kind, "the kinds are "+kindNames())
	}
	if f.title == "" {
		return usageError("the title is empty", "write the title behind the kind")
	}
	for _, name := range []string{"severity", "service", "text", "started"} {
		if f.kind != "incident" && cmd.Flags().Changed(name) {
			return usageError("--"+name+" is for incidents alone", "leave it out for a "+f.kind)
		}
	}
	l, now, err := a.layoutAt(f.site)
	if err != nil {
		return err
	}
	file, text, err := l.draft(newKinds[at], f, now)
	if err != nil {
		return err
	}
	target := filepath.Join(f.site, filepath.FromSlash(file))
	if err := writeNew(target, text); err != nil {
		return err
	}
	a.ui.written(target)
	return nil
}

func kindNames() string {
	names := make([]string, len(newKinds))
	for i, k := range newKinds {
		names[i] = k.name
	}
	return strings.Join(names, ", ")
}

// maintenanceWindow is two hours of a night, announced early enough to count as
// planned.
func maintenanceWindow(now time.Time, announce time.Duration) (start, end time.Time) {
	earliest := now.Add(announce)
	start = time.Date(earliest.Year(), earliest.Month(), earliest.Day(), 2, 0, 0, 0, now.Location())
	if start.Before(earliest) {
		start = start.AddDate(0, 0, 1)
	}
	return start, start.Add(2 * time.Hour)
}

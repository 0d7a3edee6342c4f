package main

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

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

func (a *app) newCommand() *cobra.Command {
	var site, lang string
	cmd := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Write an article, an incident or a maintenance to fill in",
		Long: `Write a new file of a kind in its place, with front matter filled in, and print
its path. The name is made of the title. A file that exists is never changed.

Kinds:
` + kindTable(),
		Example: `  deskbell new faq "Why do I have to sign in again?"
  deskbell new release "IM SDK 4.2.0" --lang en
  deskbell new incident "华东消息延迟"
  deskbell new maintenance "Database upgrade" --site help`,
		Args: args(2, -1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var out []string
			for _, k := range newKinds {
				if len(args) == 0 {
					out = append(out, k.name+"\t"+k.what)
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.runNew(site, lang, args[0], strings.TrimSpace(strings.Join(args[1:], " ")))
		},
	}
	cmd.Flags().StringVar(&site, "site", ".", "the site's `folder`")
	cmd.Flags().StringVar(&lang, "lang", "", "the `language` to write in; default: the site's first")
	folderFlag(cmd, "site")
	a.clockFlag(cmd)
	return cmd
}

func kindTable() string {
	var b strings.Builder
	for _, k := range newKinds {
		b.WriteString("  " + k.name + strings.Repeat(" ", 13-len(k.name)) + k.what + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (a *app) runNew(site, lang, kindName, title string) error {
	at := slices.IndexFunc(newKinds, func(k newKind) bool { return k.name == kindName })
	if at < 0 {
		return usageError("unknown kind "+kindName, "the kinds are "+kindNames())
	}
	if title == "" {
		return usageError("the title is empty", "write the title behind the kind")
	}
	if err := checkDir(site); err != nil {
		return err
	}
	now, err := a.time()
	if err != nil {
		return err
	}
	l, err := readLayout(site)
	if err != nil {
		return err
	}
	file, text, err := l.draft(newKinds[at], title, lang, now)
	if err != nil {
		return err
	}
	target := filepath.Join(site, filepath.FromSlash(file))
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

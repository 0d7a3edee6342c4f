package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

// app is one run of the program.
type app struct {
	system
	ui      *ui
	started bool   // a command's own code began: the command line was right
	now     string // the flag --now
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "deskbell",
		Short: "Build a static help centre and a status page from Markdown and YAML",
		Long: `Deskbell turns a folder of Markdown (FAQs, troubleshooting guides, version
notes, maintenance notices) into a searchable static help centre, and incident
files with uptime exports into a status page.

A folder that has only Markdown is a site already:

  deskbell build FOLDER

Exit codes: 0 good; 1 the site's files are wrong; 2 wrong usage; 3 the machine
failed (disk, permissions).`,
		Example: `  deskbell init help          # a small site to begin with
  deskbell serve help         # see it, and see it change as you write
  deskbell build help --strict`,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		// Without it, usage would offer "deskbell [flags]" as a way to run.
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				cmd.SetOut(a.stderr)
				_ = cmd.Help()
				return usageError("no command", "deskbell init DIR writes a site to begin with")
			}
			return unknownCommand(cmd, args[0])
		},
		PersistentPreRun: func(*cobra.Command, []string) { a.started = true },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError(err.Error(), "see "+cmd.CommandPath()+" --help")
	})
	root.AddCommand(a.commands()...)
	root.SetHelpCommand(helpCommand())
	completions(root)
	return root
}

// helpCommand is "deskbell help COMMAND"; a command that is not there is wrong
// usage.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  deskbell help build",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil {
				return unknownCommand(cmd.Root(), args[0])
			}
			if len(rest) > 0 {
				return unknownCommand(found, rest[0])
			}
			return found.Help()
		},
	}
}

func unknownCommand(parent *cobra.Command, name string) error {
	hint := parent.CommandPath() + " --help lists the commands"
	parent.SuggestionsMinimumDistance = 2
	if near := parent.SuggestionsFor(name); len(near) > 0 {
		hint = "did you mean " + parent.CommandPath() + " " + near[0] + "?"
	}
	return usageError(fmt.Sprintf("unknown command %q", name), hint)
}

// args checks how many arguments a command has: from least to most, which is
// -1 for any number.
func args(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		usage := "usage: " + cmd.UseLine()
		switch n := len(args); {
		case n < least && n == 0:
			return usageError(cmd.Name()+" needs an argument", usage)
		case n < least:
			return usageError(cmd.Name()+" needs one more argument", usage)
		case most >= 0 && n > most:
			return usageError(fmt.Sprintf("unexpected argument %q", args[most]), usage)
		}
		return nil
	}
}

// siteArg is the folder of the site: the first argument or ".".
func siteArg(args []string) (string, error) {
	dir := "."
	if len(args) > 0 {
		dir = args[0]
	}
	return dir, checkDir(dir)
}

// checkDir refuses a folder that is not there: the command line names it.
func checkDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usageError("no folder "+dir, "name the folder of a site; deskbell init "+dir+" makes one")
	case err != nil:
		return err
	case !info.IsDir():
		return usageError(dir+" is a file, not a folder", "name the folder of a site")
	}
	return nil
}

// clockFlag adds --now to a command.
func (a *app) clockFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.now, "now", "", "the clock, as an RFC 3339 `time`; else SOURCE_DATE_EPOCH, else the wall clock")
}

// time is the command's clock: --now, else SOURCE_DATE_EPOCH, else the wall
// clock.
func (a *app) time() (time.Time, error) {
	if a.now != "" {
		return timeFlag("--now", a.now)
	}
	if epoch := a.getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, usageError(fmt.Sprintf("SOURCE_DATE_EPOCH: %q is not a number of seconds", epoch), "set it to seconds since 1970, or unset it")
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return a.clock().Truncate(time.Second), nil
}

// timeFlag is the time that a flag gives.
func timeFlag(flag, s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, usageError(fmt.Sprintf("%s: %q is not an RFC 3339 time", flag, s), "write a time with its zone, such as 2026-10-14T09:12:00+08:00")
	}
	return t, nil
}

// folders completes an argument with folders, once.
func folders(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// folderFlag completes a flag with folders.
func folderFlag(cmd *cobra.Command, name string) {
	if err := cmd.MarkFlagDirname(name); err != nil {
		panic(err) // no such flag
	}
}

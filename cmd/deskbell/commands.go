package main

import "github.com/spf13/cobra"

// commands are all that deskbell can do, in the order in which a site meets
// them.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.initCommand(),
		a.newCommand(),
		a.translatedCommand(),
		a.anchorsCommand(),
		a.serveCommand(),
		a.checkCommand(),
		a.buildCommand(),
		a.searchCommand(),
		a.statusCommand(),
		a.incidentCommand(),
		a.uptimeCommand(),
		a.themeCommand(),
		a.versionCommand(),
	}
}

// commandGroup makes a command of commands that belong together. It does
// nothing by itself.
func (a *app) commandGroup(group *cobra.Command, members ...*cobra.Command) *cobra.Command {
	group.Args = cobra.ArbitraryArgs
	group.ValidArgsFunction = cobra.NoFileCompletions
	group.DisableFlagsInUseLine = true
	group.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		cmd.SetOut(a.stderr)
		_ = cmd.Help()
		return usageError("no command behind "+cmd.Name(), "see the examples above")
	}
	group.AddCommand(members...)
	return group
}

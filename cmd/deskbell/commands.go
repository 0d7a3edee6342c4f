package main

import "github.com/spf13/cobra"

// commands are all that deskbell can do, in the order in which a site meets
// them.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.initCommand(),
		a.newCommand(),
		a.serveCommand(),
		a.checkCommand(),
		a.buildCommand(),
		a.searchCommand(),
		a.statusCommand(),
		a.versionCommand(),
	}
}

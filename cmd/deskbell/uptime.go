package main

import "github.com/spf13/cobra"

func (a *app) uptimeCommand() *cobra.Command {
	return a.commandGroup(&cobra.Command{
		Use:   "uptime",
		Short: "Keep what monitors measured",
		Long: `Work on the uptime exports that availability is taken from. A site reads every
export in SITE/status/uptime as it is; import makes a small file of exports that
would be lost or too long to keep.`,
		Example: `  deskbell uptime import heartbeat-2026-10.csv`,
	}, a.uptimeImportCommand())
}

package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Long:    "Print the version of Deskbell, of the Go it was built with, and its platform.",
		Example: "  deskbell version",
		Args:    args(0, 0),
		RunE: func(*cobra.Command, []string) error {
			a.ui.version(version(), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
			return nil
		},
	}
}

// release is the version that the linker is given when a release is made.
var release string

// version is the release's, else the module's version, with the revision where it was built from a
// checkout: "v1.2.0", "devel 1a2b3c4d5e6f", "devel".
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel" + revision(info)
	}
	return info.Main.Version
}

func revision(info *debug.BuildInfo) string {
	if info == nil {
		return ""
	}
	out := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			out = " " + s.Value[:min(12, len(s.Value))] + out
		case s.Key == "vcs.modified" && s.Value == "true":
			out += " modified"
		}
	}
	return out
}

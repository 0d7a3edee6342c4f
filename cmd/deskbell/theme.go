package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"deskbell/diag"
	"deskbell/themes"

	"github.com/spf13/cobra"
)

func (a *app) themeCommand() *cobra.Command {
	return a.commandGroup(&cobra.Command{
		Use:   "theme",
		Short: "List the theme's files and copy one to change it",
		Long: `A file below a site's themes folder replaces the theme's file of the same path.
That is the whole rule: there is no other look-up.`,
		Example: `  deskbell theme list
  deskbell theme eject parts/footer.html help`,
	}, a.themeListCommand(), a.themeEjectCommand())
}

func (a *app) themeListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the files that a site may replace",
		Long:    "List the paths of the built-in theme's files, one on each line.",
		Example: "  deskbell theme list",
		Args:    args(0, 0),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, strings.Join(themes.Files(), "\n"))
			return err
		},
	}
}

func (a *app) themeEjectCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "eject NAME [SITE]",
		Short: "Copy a file of the theme into the site, to change it there",
		Long: `Copy a file of the built-in theme to the same path below the site's themes folder,
where it replaces the built-in one. NAME is a path as "deskbell theme list" prints
it, or its end where that names one file alone. A file that is there already stays.`,
		Example: `  deskbell theme eject templates/article.html
  deskbell theme eject parts/footer.html help`,
		Args: args(1, 2),
		ValidArgsFunction: func(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(given) == 0 {
				return themes.Files(), cobra.ShellCompDirectiveNoFileComp
			}
			return folders(cmd, given[1:], typed)
		},
		RunE: func(_ *cobra.Command, given []string) error {
			dir, err := siteArg(given[1:])
			if err != nil {
				return err
			}
			name, err := themeFile(given[0])
			if err != nil {
				return err
			}
			return a.eject(dir, name)
		},
	}
}

// themeFile is the theme's file that a name means.
func themeFile(name string) (string, error) {
	name = strings.TrimPrefix(filepath.ToSlash(name), "themes/")
	var found []string
	for _, file := range themes.Files() {
		if file == name {
			return file, nil
		}
		if strings.HasSuffix(file, "/"+name) {
			found = append(found, file)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", usageError("the theme has no file "+name, diag.DidYouMean(name, themes.Files(), "deskbell theme list prints them all"))
	}
	return "", usageError("the theme has several files "+name, "write one of "+strings.Join(found, ", "))
}

// eject copies a file of the theme into a site. It never writes over another.
func (a *app) eject(dir, name string) error {
	text, _ := themes.File(name)
	target := filepath.Join(dir, "themes", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		return usageError(target+" is there already", "remove it to begin anew from the theme's own")
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "wrote %s\n", filepath.ToSlash(target))
	return err
}

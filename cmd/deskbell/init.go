package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/spf13/cobra"
)

// starter is a complete site. All its dates lie before starterDay, and init
// moves them by as much as its own day is later or earlier.
//
//go:embed all:starter
var starter embed.FS

var (
	starterDay  = time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	starterDate = regexp.MustCompile(`202[56]-[01][0-9]-[0-3][0-9]`)
)

func (a *app) initCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Write a small site to begin with",
		Long: `Write a small but complete site into DIR: configuration, articles of every kind
in Chinese and English, a status page with two services and a past incident, and
synonyms for search. DIR is made; it must be empty (a .git folder may be there).`,
		Example: `  deskbell init help
  deskbell init . && deskbell serve`,
		Args:              args(1, 1),
		ValidArgsFunction: folders,
		RunE: func(_ *cobra.Command, args []string) error {
			now, err := a.time()
			if err != nil {
				return err
			}
			files, err := writeStarter(args[0], now)
			if err == nil {
				a.ui.started(args[0], files)
			}
			return err
		},
	}
	a.clockFlag(cmd)
	return cmd
}

// writeStarter writes the starter into dir and returns the files' paths.
func writeStarter(dir string, now time.Time) (files []string, err error) {
	if err := checkEmpty(dir); err != nil {
		return nil, err
	}
	days := int(now.UTC().Truncate(24*time.Hour).Sub(starterDay) / (24 * time.Hour))
	move := func(date string) string {
		t, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return date
		}
		return t.AddDate(0, 0, days).Format(time.DateOnly)
	}
	site, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(starterDate.ReplaceAllStringFunc(name, move)))
		files = append(files, target)
		return writeNew(target, []byte(starterDate.ReplaceAllStringFunc(string(text), move)))
	})
	return files, err
}

// checkEmpty refuses a folder that holds anything but a repository.
func checkEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return siteError(dir+" is a file, not a folder", "name a folder that is empty or not there yet")
		}
		return err
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return siteError("folder "+dir+" is not empty: it holds "+e.Name(), "name a folder that is empty or not there yet")
		}
	}
	return nil
}

// writeNew writes a file that must not exist, with the folders above it.
func writeNew(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return siteError(name+" exists already", "give the new file another title, or change the one that is there")
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		_ = f.Close() // the write's error says more
		return err
	}
	return f.Close()
}

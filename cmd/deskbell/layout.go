package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/site"
)

// layout is what commands that write must know of a site. It is read leniently: a mistake in
// the configuration is build's to report, and must not keep anyone from
// announcing an incident.
type layout struct {
	dir       string
	content   string   // "content", or "." for a folder that has only Markdown
	languages []string // of the configuration, the default first
	zone      *time.Location
	product   string         // the first of the configuration; may be empty
	services  []serviceEntry // of services.yaml
	announce  time.Duration  // how long before its window a maintenance is announced
}

type servicesFile struct {
	Services []serviceEntry `yaml:"services"`
	Rest     map[string]any `yaml:",extra"`
}

type serviceEntry struct {
	ID       string         `yaml:"id"`
	Monitors []string       `yaml:"monitors,list"`
	Rest     map[string]any `yaml:",extra"`
}

// layoutAt is the layout of the site in a folder, and the command's clock.
func (a *app) layoutAt(dir string) (*layout, time.Time, error) {
	if err := checkDir(dir); err != nil {
		return nil, time.Time{}, err
	}
	now, err := a.time()
	if err != nil {
		return nil, time.Time{}, err
	}
	l, err := readLayout(dir)
	return l, now, err
}

func readLayout(dir string) (*layout, error) {
	l := &layout{dir: dir, content: ".", zone: time.UTC, announce: 24 * time.Hour}
	var config site.Config
	configured, err := decodeIfThere(filepath.Join(dir, site.ConfigFile), &config)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(filepath.Join(dir, "content")); configured || err == nil && info.IsDir() {
		l.content = "content"
	}
	l.languages = config.Languages
	if zone, err := time.LoadLocation(config.TimeZone); err == nil {
		l.zone = zone
	}
	if config.Status.Announce > 0 {
		l.announce = config.Status.Announce
	}
	if len(config.Products) > 0 {
		l.product = config.Products[0].ID
	}
	var services servicesFile
	if _, err := decodeIfThere(filepath.Join(dir, "status", "services.yaml"), &services); err != nil {
		return nil, err
	}
	l.services = services.Services
	return l, nil
}

// serviceIDs are the ids of all services.
func (l *layout) serviceIDs() []string {
	ids := make([]string, len(l.services))
	for i, s := range l.services {
		ids[i] = s.ID
	}
	return ids
}

// decodeIfThere reads what can be read of a YAML file.
func decodeIfThere(name string, out any) (there bool, err error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	strictyaml.Decode(diag.NewSource(name, text), out, strictyaml.Options{}, new(diag.List))
	return true, nil
}

// language is the one to write in: want, or the site's default. It is "" where
// the configuration names none.
func (l *layout) language(want string) (string, error) {
	if want == "" {
		if len(l.languages) > 0 {
			return l.languages[0], nil
		}
		return "", nil
	}
	for _, have := range l.languages {
		if strings.EqualFold(have, want) {
			return have, nil
		}
	}
	if len(l.languages) == 0 {
		return want, nil
	}
	return "", usageError("the site has no language "+want, "its languages are "+strings.Join(l.languages, ", "))
}

// folder is where articles in a language stand in a kind's folder,
// slash-separated from the site's folder.
func (l *layout) folder(language, kindFolder string) string {
	if len(l.languages) > 1 {
		return path.Join(l.content, language, kindFolder)
	}
	return path.Join(l.content, kindFolder)
}

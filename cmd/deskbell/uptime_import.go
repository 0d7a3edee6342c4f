package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"deskbell/diag"
	"deskbell/status/importer"

	"github.com/spf13/cobra"
)

// keptFormat is the format that import writes.
const keptFormat = "deskbell-intervals"

func (a *app) uptimeImportCommand() *cobra.Command {
	var dir, out string
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Make a small file for long keeping of uptime exports",
		Long: `Read uptime exports of any format that is known, and add what they say to
SITE/status/uptime/imported.csv, or to the file that -o names: one line for each
time that a service was up, down, degraded or in maintenance, without repeating
what is there. Gaps stay gaps; latencies are not kept. Formats are told by
content; files may be compressed with gzip.

A monitor is kept under the name that status/services.yaml calls it, else under
its id. What an export leaves open is kept until now; if it is older, say with
--now when it was made. A later export takes over from there.

A record that cannot be read is reported with its place, and then nothing is
written.`,
		Example: `  deskbell uptime import heartbeat-2026-10.csv
  deskbell uptime import kuma.json pingdom.json.gz --site help
  deskbell uptime import ../exports/*.json -o status/uptime/2026.csv`,
		Args: args(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.runUptimeImport(dir, out, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&out, "output", "o", "", "add to this `file` instead of SITE/status/uptime/imported.csv")
	flags.StringVar(&dir, "site", ".", "the site's `folder`")
	folderFlag(cmd, "site")
	a.clockFlag(cmd)
	return cmd
}

func (a *app) runUptimeImport(dir, out string, files []string) error {
	l, now, err := a.layoutAt(dir)
	if err != nil {
		return err
	}
	if out == "" {
		out = filepath.Join(dir, "status", "uptime", "imported.csv")
	}
	var list diag.List
	kept, err := readKept(out, now, &list)
	if err != nil {
		return err
	}
	added, err := readExports(files, out, now, &list)
	if err != nil {
		return err
	}
	if problems := list.Sorted(); len(problems) > 0 {
		if err := a.ui.problems("", problems); err != nil {
			return err
		}
		if stopped(problems, false) {
			return errReported
		}
	}
	if !slices.ContainsFunc(added, measured) {
		return siteError("the exports hold no measurement", "see that they are of the right time and monitors; "+out+" stays as it is")
	}
	monitors := importer.Merge(kept, l.nameMonitors(importer.Compact(added)))
	if err := replaceFile(out, func(w io.Writer) error { return importer.WriteCSV(w, monitors) }); err != nil {
		return err
	}
	a.ui.written(out)
	if read := filepath.Join(dir, "status", "uptime"); !inside(read, out) {
		a.ui.warning("the site does not read " + out + ": its exports stand in " + read)
	}
	for _, m := range l.unusedMonitors(monitors) {
		a.ui.warning("no service has the monitor " + quote(m) + ": name it in a service's monitors in " + filepath.Join(dir, "status", "services.yaml"))
	}
	return nil
}

// inside says whether a file stands in a folder or below it.
func inside(folder, file string) bool {
	f, errFolder := filepath.Abs(folder)
	name, errFile := filepath.Abs(file)
	if errFolder != nil || errFile != nil {
		return true // not known, so nothing is said
	}
	rel, err := filepath.Rel(f, name)
	return err == nil && filepath.IsLocal(rel)
}

func measured(m *importer.Monitor) bool {
	return len(m.Intervals) > 0 || m.Watched.Start < m.Watched.End
}

// readKept reads the file that is added to; it may not be there. Anything but
// the form for long keeping is left alone.
func readKept(name string, now time.Time, list *diag.List) ([]*importer.Monitor, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, usageError(name+" is a folder, not a file", "name a file behind -o")
	}
	result := importer.Read(filepath.ToSlash(name), f, importer.Options{AsOf: now}, list)
	if result.Format != "" && result.Format != keptFormat {
		return nil, usageError(name+" is an export ("+result.Format+") that would be lost", "name another file behind -o")
	}
	return result.Monitors, nil
}

// readExports reads the exports one after the other. None may be the file that
// is written.
func readExports(names []string, out string, now time.Time, list *diag.List) ([]*importer.Monitor, error) {
	target, _ := os.Stat(out) // nil where it is not there yet
	var all []*importer.Monitor
	for _, name := range names {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usageError("no file "+name, "name uptime exports")
		}
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		switch {
		case err != nil:
		case info.IsDir():
			err = usageError(name+" is a folder, not a file", "name the exports in it")
		case target != nil && os.SameFile(info, target):
			err = usageError(name+" is the file that is added to", "name another one behind -o, or leave it out of the exports")
		default:
			all = append(all, importer.Read(filepath.ToSlash(name), f, importer.Options{AsOf: now}, list).Monitors...)
		}
		_ = f.Close() // only read
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// nameMonitors gives each monitor the one name that it is kept under: what a
// service calls it, else its id. One that services call by different names is
// kept once for each.
func (l *layout) nameMonitors(monitors []*importer.Monitor) []*importer.Monitor {
	var out []*importer.Monitor
	for _, m := range monitors {
		var names []string
		for _, s := range l.services {
			called := slices.IndexFunc(m.Names, s.calls)
			if called >= 0 && !slices.Contains(names, m.Names[called]) {
				names = append(names, m.Names[called])
			}
		}
		if len(names) == 0 {
			names = m.Names[:1]
		}
		for _, name := range names {
			named := *m
			named.Names = []string{name}
			out = append(out, &named)
		}
	}
	return out
}

// calls says whether a monitor of that name is the service's.
func (s serviceEntry) calls(monitor string) bool {
	return s.ID == monitor || slices.Contains(s.Monitors, monitor)
}

// unusedMonitors are the names of monitors that no service has.
func (l *layout) unusedMonitors(monitors []*importer.Monitor) []string {
	var out []string
	for _, m := range monitors {
		if !slices.ContainsFunc(l.services, func(s serviceEntry) bool { return s.calls(m.Names[0]) }) {
			out = append(out, m.Names[0])
		}
	}
	return out
}

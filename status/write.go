package status

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// IncidentFile is the path of the file of an incident, from the site's folder;
// empty, with an error on the list, when there is none.
func IncidentFile(cfg Config, id string, list *diag.List) string {
	var ids []string
	for _, name := range incidentFiles(cfg, list) {
		if incidentID(name) == id {
			return name
		}
		ids = append(ids, incidentID(name))
	}
	hint := diag.DidYouMean(id, ids, "write the name of a file in "+cfg.Dir+"/incidents, without .yaml")
	list.Errorf("incident-unknown", diag.Position{File: cfg.Dir + "/incidents"}, hint, "unknown incident %q", id)
	return ""
}

// AddUpdate returns the text of an incident's file with an update added, all
// else as it was: comments, order and line ends. The update goes behind the
// newest one, wherever the file has that. A state that cannot follow, an unknown
// service, or anything else that the file may not say is reported, and then
// nothing is returned.
func AddUpdate(cfg Config, name string, u Update, list *diag.List) []byte {
	if cfg.Zone == nil {
		cfg.Zone = time.UTC
	}
	known := readServices(cfg, list)
	if known == nil {
		lonelyIncidents(cfg, list)
		return nil
	}
	src := strictyaml.ReadSource(cfg.FS, name, cfg.yaml(), list)
	if src == nil {
		if !list.Has(diag.Error) {
			list.Errorf("file-unreadable", diag.Position{File: name}, "", "there is no such incident")
		}
		return nil
	}
	r := incidentReader{cfg, known, list}
	if r.read(incidentID(name), src); list.Has(diag.Error) {
		return nil
	}
	added, ok := insertUpdate(src, u, list)
	if !ok {
		return nil
	}
	if r.read(incidentID(name), diag.NewSource(name, added)); list.Has(diag.Error) {
		return nil
	}
	return added
}

var (
	updatesLine = regexp.MustCompile(`^updates:[ \t]*(\[[ \t]*\])?[ \t]*(#.*)?\r?\n?$`)
	itemLine    = regexp.MustCompile(`^([ \t]*)-([ \t]|\r?\n?$)`)
)

// insertUpdate puts the update's lines into the list "updates".
func insertUpdate(src *diag.Source, u Update, list *diag.List) ([]byte, bool) {
	lines := strings.SplitAfter(string(src.Text), "\n")
	newline := "\n"
	if strings.Contains(lines[0], "\r\n") {
		newline = "\r\n"
	}
	if last := len(lines) - 1; lines[last] == "" {
		lines = lines[:last]
	} else if !strings.HasSuffix(lines[last], "\n") {
		lines[last] += newline
	}
	head := -1
	for i, l := range lines {
		if strings.HasPrefix(l, "updates:") {
			head = i
		}
	}
	switch {
	case head < 0:
		head = len(lines)
		lines = append(lines, "updates:"+newline)
	case !updatesLine.MatchString(lines[head]):
		list.Errorf("updates-inline", src.LineColumn(head+1, 1), "write each update on lines of its own, beginning with '- '", "updates stand in brackets, where none can be added")
		return nil, false
	default:
		lines[head] = strings.Replace(lines[head], "[]", "", 1)
	}
	at, indent := updatePlace(src, lines, head)
	entry := updateEntryText(u, indent, newline)
	out := append([]string{}, lines[:at]...)
	out = append(append(out, entry), lines[at:]...)
	return []byte(strings.Join(out, "")), true
}

// updatePlace is the line before which an update is put, and how far the list is
// indented: behind the list's last line, or, where the newest stands first, at
// its beginning.
func updatePlace(src *diag.Source, lines []string, head int) (at int, indent string) {
	at, indent = head+1, "  "
	first := 0
	for i := head + 1; i < len(lines); i++ {
		item := itemLine.FindStringSubmatch(lines[i])
		blank := strings.TrimSpace(lines[i]) == "" || strings.HasPrefix(strings.TrimSpace(lines[i]), "#")
		if item == nil && !blank && lines[i][0] != ' ' && lines[i][0] != '\t' {
			break
		}
		if first == 0 && item != nil {
			first, indent = i, item[1]
		}
		if !blank {
			at = i + 1
		}
	}
	var file incidentFile
	strictyaml.Decode(src, &file, strictyaml.Options{}, &diag.List{}) // read before, without errors
	if n := len(file.Updates); n > 1 && file.Updates[n-1].At.Before(file.Updates[0].At.Time) && first > 0 {
		return first, indent
	}
	return at, indent
}

// updateEntryText is an update as lines of YAML.
func updateEntryText(u Update, indent, newline string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s- at: %s%s", indent, stamp(u.At), newline)
	line := func(key, value string) { fmt.Fprintf(&b, "%s  %s: %s%s", indent, key, value, newline) }
	if u.Phase != "" {
		line("state", string(u.Phase))
	}
	if !u.Next.IsZero() {
		line("next", stamp(u.Next))
	}
	if len(u.Services) > 0 {
		var parts []string
		for _, id := range keys(u.Services) {
			parts = append(parts, id+": "+string(u.Services[id]))
		}
		line("services", "{"+strings.Join(parts, ", ")+"}")
	}
	if len(u.Text.Languages()) == 0 {
		line("text", quote(u.Text.For()))
		return b.String()
	}
	fmt.Fprintf(&b, "%s  text:%s", indent, newline)
	for _, lang := range u.Text.Languages() {
		line("  "+lang, quote(u.Text.For(lang)))
	}
	return b.String()
}

// quote writes a string in double quotes, which YAML reads as JSON does.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(strings.ToValidUTF8(s, "\uFFFD")) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

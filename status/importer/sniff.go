package importer

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// sniff is the beginning of a file, taken apart once for all formats.
type sniff struct {
	text   []byte
	header []string        // of CSV: the first line's fields, in lower case
	paths  map[string]bool // of JSON: "[].results[].success"
}

func newSniff(text []byte) *sniff {
	s := &sniff{text: text, paths: map[string]bool{}}
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') {
		s.scan(json.NewDecoder(bytes.NewReader(trimmed)), "")
		return s
	}
	for f := range strings.SplitSeq(s.firstLine(), ",") {
		s.header = append(s.header, column(f))
	}
	return s
}

// column is a CSV header as names are compared.
func column(s string) string { return strings.ToLower(strings.Trim(strings.TrimSpace(s), `"`)) }

func (s *sniff) firstLine() string {
	line, _, _ := bytes.Cut(s.text, []byte("\n"))
	return string(bytes.ToValidUTF8(bytes.TrimRight(line[:min(len(line), 200)], "\r"), []byte("\uFFFD")))
}

// columns says whether the file is CSV with all these columns.
func (s *sniff) columns(names ...string) bool {
	for _, n := range names {
		if !slices.Contains(s.header, n) {
			return false
		}
	}
	return true
}

// has says whether the file is JSON with a value at each path.
func (s *sniff) has(paths ...string) bool {
	for _, p := range paths {
		if !s.paths[p] {
			return false
		}
	}
	return true
}

// scan collects the paths of a value as far as the text goes.
func (s *sniff) scan(d *json.Decoder, path string) bool {
	token, err := d.Token()
	if err != nil || len(s.paths) > 500 {
		return false
	}
	s.paths[path] = true
	switch token {
	case json.Delim('{'):
		for d.More() {
			key, err := d.Token()
			name, ok := key.(string)
			if err != nil || !ok || !s.scan(d, strings.TrimPrefix(path+"."+name, ".")) {
				return false
			}
		}
	case json.Delim('['):
		for d.More() {
			if !s.scan(d, path+"[]") {
				return false
			}
		}
	default:
		return true
	}
	_, err = d.Token()
	return err == nil
}

// lines says whether the file has lines that begin with each of these.
func (s *sniff) lines(starts ...string) bool {
	for _, start := range starts {
		if !bytes.HasPrefix(s.text, []byte(start)) && !bytes.Contains(s.text, []byte("\n"+start)) {
			return false
		}
	}
	return true
}

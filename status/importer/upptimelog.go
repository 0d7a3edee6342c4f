package importer

import (
	"bufio"
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"deskbell/diag"
)

// upptimeLog is the log of an Upptime repository, a commit a line with its time
// in front: git log --format='%cI %s'. Upptime commits each change of a site's
// state; it holds until the next one, and the last one until the newest commit of
// Upptime, which tells that it was at work.
var upptimeLog = format{
	name: "upptime-log",
	detect: func(s *sniff) bool {
		lines := bytes.SplitN(s.text, []byte("\n"), 50)
		for _, l := range lines {
			when, _, _ := cutTime(l)
			if _, ok := parseInstant(when); ok && bytes.Contains(l, []byte(upptimeMark)) {
				return true
			}
		}
		return false
	},
	read: readUpptimeLog,
}

// upptimeMark stands in each subject that Upptime writes.
const upptimeMark = "[upptime]"

// upptimeSubject is a change of state: 🟥 Manual is down (502 in 562 ms).
var upptimeSubject = regexp.MustCompile(`^(?:🟥|🟩|🟨)\s*(.+?) is (down|up|degraded|experiencing degraded performance)\b(?: \((\d+) in (\d+) ms\))?`)

// cutTime parts a line at its first blank.
func cutTime(line []byte) (when, subject string, ok bool) {
	i := bytes.IndexAny(line, " \t")
	if i < 0 {
		return string(line), "", false
	}
	return string(line[:i]), strings.TrimSpace(string(line[i:])), true
}

func readUpptimeLog(in *input) {
	lines := bufio.NewScanner(in.r)
	lines.Buffer(nil, maxRow)
	flips := map[*builder][]flip{}
	newest := int64(0)
	for n := 1; lines.Scan(); n++ {
		when, subject, _ := cutTime(lines.Bytes())
		if !strings.Contains(subject, upptimeMark) {
			continue // somebody else's commit
		}
		at, ok := parseInstant(when)
		if !ok {
			in.bad(diag.Position{Line: n, Column: 1, Width: utf8.RuneCountInString(when)}, "write the log with git log --format='%cI %s'", "expected a time, found %q", when)
			continue
		}
		newest = max(newest, at)
		change := upptimeSubject.FindStringSubmatch(subject)
		if change == nil {
			if strings.HasPrefix(subject, "🟥") || strings.HasPrefix(subject, "🟩") || strings.HasPrefix(subject, "🟨") {
				in.bad(diag.Position{Line: n, Column: utf8.RuneCountInString(when) + 2}, "Upptime writes 'SITE is up', down or degraded", "expected a change of state, found %q", subject)
			}
			continue
		}
		b := in.monitor(change[1], upptimeSlug(change[1]))
		flips[b] = append(flips[b], flip{at, map[string]State{"down": Down, "up": Up}[change[2]]})
		if last := &flips[b][len(flips[b])-1]; last.state == Unknown {
			last.state = Degraded
		}
		if ms, ok := parseMilliseconds([]byte(change[4])); ok && change[4] != "" && change[2] != "down" {
			b.latency(at, ms)
		}
	}
	if err := lines.Err(); err != nil {
		in.fail(diag.Position{}, "cannot be read to its end: %v", err)
	}
	for _, b := range in.builders {
		b.flips(flips[b])
		for i := range b.intervals {
			b.intervals[i].End = min(b.intervals[i].End, newest)
		}
		if n := len(b.intervals); n > 0 && b.intervals[n-1].Start >= newest {
			b.intervals = b.intervals[:n-1]
		}
		b.newest = newest
	}
}

// upptimeSlug is what Upptime calls a site's files.
func upptimeSlug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

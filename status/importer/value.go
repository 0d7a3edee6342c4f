package importer

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// whole is a whole number, as exports write it: 1, "1", 1.0, true.
type whole int64

// UnmarshalJSON reads a whole number.
func (w *whole) UnmarshalJSON(text []byte) error {
	s := string(bytes.Trim(text, `"`))
	switch s {
	case "true":
		*w = 1
		return nil
	case "false":
		*w = 0
		return nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		f, errFloat := strconv.ParseFloat(s, 64)
		if errFloat != nil || f != float64(int64(f)) {
			return &recordError{"a whole number", found(text)}
		}
		n = int64(f)
	}
	*w = whole(n)
	return nil
}

// instant is a time with its zone, as a unix second: RFC 3339, with an offset
// without colon, or seconds since 1970.
type instant int64

// UnmarshalJSON reads a time.
func (i *instant) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] != '"' {
		n, ok := wholeSeconds(string(text))
		if !ok {
			return &recordError{"a time in seconds since 1970", found(text)}
		}
		*i = instant(n)
		return nil
	}
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	at, ok := parseInstant(s)
	if !ok {
		return &recordError{"a time with its zone", found(text)}
	}
	*i = instant(at)
	return nil
}

// parseInstant reads the forms of RFC 3339 that exports use.
func parseInstant(s string) (int64, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 -0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Unix(), true
		}
	}
	return 0, false
}

// parseUTC reads a time that a database keeps in UTC without saying so.
func parseUTC(s string) (int64, bool) {
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Unix(), true
		}
	}
	return parseInstant(s)
}

// plausible says whether a unix second lies between 1970 and the year 9999.
// Milliseconds, a common slip, do not.
func plausible(unix int64) bool { return unix >= 0 && unix < 253402300800 }

// wholeSeconds is a unix second, rounded down, without going through floating
// point where it can be helped.
func wholeSeconds(s string) (int64, bool) {
	if before, after, ok := strings.Cut(s, "."); ok && strings.Trim(after, "0123456789") == "" && before != "" {
		s = before
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		f, errFloat := strconv.ParseFloat(s, 64) // 1.7e9
		if errFloat != nil || f < 0 || f > 1e12 {
			return 0, false
		}
		n = int64(f)
	}
	return n, plausible(n)
}

// plainSeconds is wholeSeconds, quick for what is digits with or without a
// fraction.
func plainSeconds(s []byte) (n int64, ok bool) {
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9' && i < 12:
			n = n*10 + int64(c-'0')
			continue
		case c == '.' && i > 0 && digits(s[i+1:]):
			return n, plausible(n)
		}
		return wholeSeconds(string(s))
	}
	return n, len(s) > 0 && plausible(n)
}

// totals lays down what is only known in sum for [start, end): so many seconds
// down and under maintenance, and so many up. Where in the period they were is
// not in the data; downtime is put in the middle of the time that is known, so
// that it falls on the same day in nearly every zone, and what is not known
// comes last. More seconds than the period has are cut from what was up.
func (b *builder) totals(start, end, down, planned, up int64) {
	length := end - start
	down = min(down, length)
	planned = min(planned, length-down)
	up = min(up, length-down-planned)
	at := start
	for _, part := range [...]struct {
		seconds int64
		state   State
	}{{up / 2, Up}, {planned, Maintenance}, {down, Down}, {up - up/2, Up}} {
		b.interval(at, at+part.seconds, part.state)
		at += part.seconds
	}
	b.newest = max(b.newest, end)
}

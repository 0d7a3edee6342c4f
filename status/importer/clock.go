package importer

import (
	"strconv"
	"time"
)

// clock reads RFC 3339 times of the plain form 2026-10-14T09:12:00+08:00, or
// with Z. Rows of an export follow each other, so it keeps the day that it looked
// up last.
type clock struct {
	day  [10]byte
	unix int64 // of the day's midnight in UTC
}

// parse reads a time as a unix second; ok is false for any other form, which the
// standard library may still read.
func (c *clock) parse(s []byte) (unix int64, ok bool) {
	if len(s) < 20 || s[10] != 'T' {
		return 0, false
	}
	if unix, ok = c.wall(s); !ok {
		return 0, false
	}
	switch {
	case len(s) == 20 && s[19] == 'Z':
		return unix, true
	case len(s) == 25 && s[22] == ':' && (s[19] == '+' || s[19] == '-'):
		hour, minute := two(s[20:]), two(s[23:])
		if hour > 23 || minute > 59 {
			return 0, false
		}
		offset := int64(hour*3600 + minute*60)
		if s[19] == '-' {
			offset = -offset
		}
		return unix - offset, true
	}
	return 0, false
}

// utc reads a time that a database keeps in UTC without saying so, such as
// 2026-10-14 09:12:00.123, rounded down to the second.
func (c *clock) utc(s []byte) (unix int64, ok bool) {
	if len(s) >= 19 && (s[10] == ' ' || s[10] == 'T') && (len(s) == 19 || s[19] == '.' && len(s) < 32 && digits(s[20:])) {
		if unix, ok := c.wall(s); ok {
			return unix, true
		}
	}
	return parseUTC(string(s))
}

// wall reads 2026-10-14T09:12:00 at the beginning of a text, as in UTC.
func (c *clock) wall(s []byte) (unix int64, ok bool) {
	if s[13] != ':' || s[16] != ':' {
		return 0, false
	}
	if [10]byte(s[:10]) != c.day {
		day, err := time.Parse(time.DateOnly, string(s[:10]))
		if err != nil {
			return 0, false
		}
		c.day, c.unix = [10]byte(s[:10]), day.Unix()
	}
	hour, minute, second := two(s[11:]), two(s[14:]), two(s[17:])
	if hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	return c.unix + int64(hour*3600+minute*60+second), true
}

// digits says whether there are digits, and nothing else.
func digits(s []byte) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(s) > 0
}

// two is a number of two digits; 100 for anything else.
func two(s []byte) int {
	tens, ones := s[0]-'0', s[1]-'0'
	if tens > 9 || ones > 9 {
		return 100
	}
	return int(tens)*10 + int(ones)
}

// parseMilliseconds reads a number of milliseconds; decimals are cut off.
func parseMilliseconds(s []byte) (int64, bool) {
	n := int64(0)
	for i, c := range s {
		if c < '0' || c > '9' || i > 9 {
			f, err := strconv.ParseFloat(string(s), 64)
			return int64(f), err == nil && f > -1e12 && f < 1e12
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

package importer

import (
	"cmp"
	"errors"
	"io"

	"deskbell/diag"
)

// Limits bound what one export may hold; what is 0 is as in DefaultLimits.
type Limits struct {
	Bytes    int64 // of the file, unpacked
	Records  int   // samples, outages and changes
	Monitors int
}

// DefaultLimits are for sites that set none: ten years of a check each second, and
// so many bytes as these take in the longest of the formats.
var DefaultLimits = Limits{Bytes: 32 << 30, Records: 400_000_000, Monitors: 20_000}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Bytes, DefaultLimits.Bytes), cmp.Or(l.Records, DefaultLimits.Records), cmp.Or(l.Monitors, DefaultLimits.Monitors)}
}

var errLimit = errors.New("a limit was passed")

// over reports a limit that was passed, the first one of a file.
func (in *input) over(setting, format string, args ...any) {
	if !in.stopped {
		in.stopped = true
		in.list.Errorf("limit-uptime", diag.Position{File: in.file, Line: 1, Column: 1}, "split the export, or raise limits."+setting, format, args...)
	}
}

// record counts a record, and says whether it is still taken.
func (in *input) record() bool {
	if in.records++; in.records <= in.limits.Records {
		return true
	}
	in.over("uptime_records", "the uptime file has more than %d records", in.limits.Records)
	return false
}

// bounded reads no more of a file than the limit allows.
type bounded struct {
	r    io.Reader
	in   *input
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 || b.in.stopped {
		b.in.over("uptime_mb", "the uptime file has more than %d MB unpacked", b.in.limits.Bytes>>20)
		return 0, errLimit
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left+1)])
	b.left -= int64(n)
	return n, err
}

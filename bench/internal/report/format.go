package report

import (
	"math"
	"time"
)

// None stands where there is no figure.
var None = Same("–")

// Skipped stands where the data that a figure needs is not there.
var Skipped = Words{"skipped: no shared data", "跳过：没有共享数据"}

// Bytes is a size in kB or MB of a thousand.
func Bytes(n int64) Words {
	switch {
	case n >= 1e9:
		return Same("%.2f GB", float64(n)/1e9)
	case n >= 1e6:
		return Same("%.1f MB", float64(n)/1e6)
	}
	return Same("%.1f kB", float64(n)/1e3)
}

// Duration is a time with three digits or so.
func Duration(d time.Duration) Words {
	switch ms := float64(d) / 1e6; {
	case ms >= 100_000:
		return Same("%.0f s", ms/1e3)
	case ms >= 10_000:
		return Same("%.1f s", ms/1e3)
	case ms >= 1000:
		return Same("%.2f s", ms/1e3)
	case ms >= 100:
		return Same("%.0f ms", ms)
	default:
		return Same("%.1f ms", ms)
	}
}

// Ratio is one figure in parts of another.
func Ratio(a, b float64) Words {
	if r := a / b; b > 0 && !math.IsNaN(r) {
		return Same("%.2f", r)
	}
	return None
}

// Mark says whether a figure reaches what is wanted.
func Mark(want Words, reached bool) Words {
	if reached {
		return Words{want.EN + " ✓", want.In("zh-CN") + " ✓"}
	}
	return Words{want.EN + ", not reached", want.In("zh-CN") + "，未达到"}
}

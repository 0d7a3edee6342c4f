package content

import (
	"math"
	"strconv"
	"strings"

	"deskbell/diag/strictyaml"
)

// Download is a file that a version is had as.
type Download struct {
	Platform string `yaml:"platform"`
	File     string `yaml:"file,required"` // below the version note's folder, or the name of the file at URL
	URL      string `yaml:"url"`           // where the file lies elsewhere
	Size     Bytes  `yaml:"size"`
	SHA256   string `yaml:"sha256"`
}

// Bytes is a size, written as 7130316, "6.8 MB" or "212 KB"; units are powers
// of 1000, or of 1024 as KiB, MiB and GiB.
type Bytes int64

var byteUnits = map[string]float64{"": 1, "b": 1, "bytes": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}

// UnmarshalStrict reads a size.
func (b *Bytes) UnmarshalStrict(v *strictyaml.Value) {
	text, _ := v.Scalar()
	number := strings.TrimRight(strings.TrimSpace(text), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	unit, known := byteUnits[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), number)))]
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !known || n < 0 || n*unit > math.MaxInt64/2 {
		v.Errorf("yaml-type", "write bytes, or a size such as 6.8 MB", "expected a size, found %q", text)
		return
	}
	*b = Bytes(math.Round(n * unit))
}

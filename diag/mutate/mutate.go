// Package mutate spoils texts for tests: fuzz targets add what it makes of their
// seeds to their corpus, so that `go test` runs each of them on some hundred
// inputs, the same every time, and `make fuzz` begins with more than the seeds.
package mutate

import (
	"bytes"
	"math/rand/v2"
)

// pieces are what parsers trip over.
var pieces = [][]byte{
	[]byte("\x00"), []byte("\xff"), []byte("\xef\xbb\xbf"), []byte("\n"), []byte("\r\n"), []byte("\t"), []byte(" "), []byte(`"`), []byte("'"), []byte("\\"), []byte("{"), []byte("}"), []byte("["), []byte("]"),
	[]byte("("), []byte(")"), []byte("<"), []byte(">"), []byte("&"), []byte("*"), []byte("-"), []byte("---\n"), []byte(": "), []byte(","), []byte("#"), []byte("%"), []byte("|"), []byte("`"), []byte("```"), []byte("!"),
	[]byte("../"), []byte("//"), []byte("null"), []byte("true"), []byte("-1"), []byte("0"), []byte("1e309"), []byte("9223372036854775808"), []byte("0001-01-01T00:00:00Z"), []byte("9999-12-31T23:59:59Z"),
	[]byte("2026-02-30"), []byte("中文"), []byte("\u202e"), []byte("\u2028"), []byte("&a"), []byte("*a"), []byte("<<: *a"), []byte("!!binary "), []byte("javascript:"), []byte("<script>"),
}

// Texts are the seeds, and each of them spoilt n times: bytes changed, left out,
// doubled, cut, joined with another's, or with pieces that parsers trip over.
func Texts(n int, seeds ...[]byte) [][]byte {
	random := rand.New(rand.NewPCG(7, uint64(len(seeds))))
	out := append([][]byte{}, seeds...)
	for _, seed := range seeds {
		for range n {
			text := bytes.Clone(seed)
			for range 1 + random.IntN(4) {
				text = spoil(random, text, seeds)
			}
			out = append(out, text)
		}
	}
	return out
}

// Strings is Texts for strings.
func Strings(n int, seeds ...string) []string {
	texts := make([][]byte, len(seeds))
	for i, s := range seeds {
		texts[i] = []byte(s)
	}
	var out []string
	for _, text := range Texts(n, texts...) {
		out = append(out, string(text))
	}
	return out
}

func spoil(random *rand.Rand, text []byte, seeds [][]byte) []byte {
	at := random.IntN(len(text) + 1)
	end := at + random.IntN(min(len(text)-at, 16)+1)
	part := bytes.Clone(text[at:end])
	switch random.IntN(7) {
	case 0:
		if at < len(text) {
			text[at] ^= 1 << random.IntN(8)
		}
		return text
	case 1:
		return append(text[:at:at], text[end:]...)
	case 2:
		part = append(part, part...)
	case 3:
		return text[:at]
	case 4:
		other := seeds[random.IntN(len(seeds))]
		from := random.IntN(len(other) + 1)
		return append(text[:at:at], other[from:]...)
	case 5:
		part = bytes.Repeat(pieces[random.IntN(len(pieces))], 1+random.IntN(40))
	default:
		part = pieces[random.IntN(len(pieces))]
	}
	return append(append(text[:at:at], part...), text[end:]...)
}

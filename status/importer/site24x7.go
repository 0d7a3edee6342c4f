package importer

import (
	"encoding/json"
	"math/big"
)

// site24x7 is a list of periods in percent: ["2020-04-23T00:00:00+0900",98,2,0]
// is up, down and maintenance from then on. A period lasts to the next one, the
// last one as long as the one before it, a single one a day. The list does not
// name its monitor: the id is the file's name.
var site24x7 = format{
	name:   "site24x7",
	detect: func(s *sniff) bool { return s.has("[][]") },
	read:   readSite24x7,
}

type site24x7Row struct {
	at    int64
	parts [3]*big.Rat // up, down, maintenance in percent
}

// UnmarshalJSON reads a row.
func (r *site24x7Row) UnmarshalJSON(text []byte) error {
	wrong := &recordError{"[time, up, down, maintenance] in percent", found(text)}
	var fields []json.RawMessage
	if json.Unmarshal(text, &fields) != nil || len(fields) != 4 {
		return wrong
	}
	var at instant
	if json.Unmarshal(fields[0], &at) != nil {
		return &recordError{"a time with its zone", found(fields[0])}
	}
	r.at = int64(at)
	sum := new(big.Rat)
	for i := range r.parts {
		var n json.Number
		if json.Unmarshal(fields[i+1], &n) != nil || len(n) > 20 {
			return wrong
		}
		part, ok := new(big.Rat).SetString(string(n))
		if !ok || part.Sign() < 0 {
			return wrong
		}
		r.parts[i] = part
		sum.Add(sum, part)
	}
	if sum.Cmp(big.NewRat(101, 1)) > 0 { // rounded figures may be a little over 100
		return &recordError{"at most 100 percent in sum", found(text)}
	}
	return nil
}

func readSite24x7(in *input) {
	d := newDocument(in)
	b := in.monitor()
	var rows []site24x7Row
	d.array(func(int) {
		var r site24x7Row
		if !d.decode(&r, "") {
			return
		}
		if n := len(rows); n > 0 && r.at <= rows[n-1].at {
			d.bad("", "the period begins at %s, which is not after the one before", stamp(r.at))
			return
		}
		rows = append(rows, r)
	})
	length := int64(dayLength)
	for i, r := range rows {
		if i+1 < len(rows) {
			length = rows[i+1].at - r.at
		}
		// Downtime is rounded up, what was up is rounded down.
		up, _ := seconds(r.parts[0], length)
		down, rest := seconds(r.parts[1], length)
		if rest {
			down++
		}
		planned, _ := seconds(r.parts[2], length)
		b.totals(r.at, r.at+length, down, planned, up)
	}
}

// seconds is a percentage of a length, rounded down, and whether there was more.
func seconds(percent *big.Rat, length int64) (n int64, rest bool) {
	x := new(big.Rat).Mul(percent, big.NewRat(length, 100))
	q := new(big.Int).Quo(x.Num(), x.Denom())
	return q.Int64(), !x.IsInt()
}

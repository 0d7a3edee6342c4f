package importer

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// prometheus is the answer of /api/v1/query_range for up, probe_success, or
// another series of 1 and 0. A value between the two is degraded, as an average
// over several targets is; NaN is not known. A gap is a point that is absent.
var prometheus = format{
	name: "prometheus",
	detect: func(s *sniff) bool {
		return s.has("data.resultType", "data.result") || s.has("data.result[].values")
	},
	read: readPrometheus,
}

func readPrometheus(in *input) {
	d := newDocument(in)
	var status, message string
	d.object(func(key string) {
		switch key {
		case "status":
			d.decode(&status, "a string")
		case "error":
			d.decode(&message, "a string")
		case "data":
			d.object(func(key string) {
				if key == "result" {
					d.array(func(int) { d.prometheusSeries() })
				} else {
					d.skip()
				}
			})
		default:
			d.skip()
		}
	})
	if status == "error" {
		d.bad("run the query again", "Prometheus answered with an error: %s", message)
	}
}

func (d *document) prometheusSeries() {
	var metric map[string]string
	b := d.builder()
	d.object(func(key string) {
		switch key {
		case "metric":
			d.decode(&metric, "labels")
		case "values":
			d.array(func(int) {
				var p prometheusPoint
				if d.decode(&p, "") {
					b.sample(p.at, p.state)
				}
			})
		case "value":
			d.bad("query a range with /api/v1/query_range", "a single value has no history")
			d.skip()
		default:
			d.skip()
		}
	})
	instance, job := metric["instance"], metric["job"]
	both := ""
	if job != "" && instance != "" {
		both = job + "/" + instance
	}
	d.adopt(b, or(instance, job), both, metric["monitor"], metric["name"], metric["target"], seriesName(metric))
}

// seriesName is a series as Prometheus writes it: up{instance="…",job="…"}.
func seriesName(metric map[string]string) string {
	var labels []string
	for _, k := range slices.Sorted(maps.Keys(metric)) {
		if k != "__name__" {
			labels = append(labels, fmt.Sprintf("%s=%q", k, metric[k]))
		}
	}
	if len(labels) == 0 {
		return metric["__name__"]
	}
	return metric["__name__"] + "{" + strings.Join(labels, ",") + "}"
}

// prometheusPoint is [1435781430.781,"1"].
type prometheusPoint struct {
	at    int64
	state State
}

// parse reads a point.
func (p *prometheusPoint) parse(text []byte) error {
	inner := bytes.TrimSuffix(bytes.TrimPrefix(text, []byte("[")), []byte("]"))
	at, value, ok := bytes.Cut(inner, []byte(","))
	seconds, isTime := plainSeconds(bytes.TrimSpace(at))
	value = bytes.TrimSpace(value)
	if isTime && len(inner) == len(text)-2 && len(value) == 3 && value[0] == '"' && value[2] == '"' && (value[1] == '0' || value[1] == '1') {
		p.at, p.state = seconds, [...]State{Down, Up}[value[1]-'0'] // nearly all there are
		return nil
	}
	number, err := strconv.ParseFloat(string(bytes.Trim(value, `"`)), 64)
	if !ok || !isTime || err != nil || len(inner) != len(text)-2 {
		return &recordError{`[seconds, "value"]`, found(text)}
	}
	p.at = seconds
	switch {
	case number != number:
		p.state = Unknown
	case number >= 1:
		p.state = Up
	case number > 0:
		p.state = Degraded
	default:
		p.state = Down
	}
	return nil
}

package importer

import (
	"cmp"
	"slices"
	"strconv"
)

// uptimeRobot is the answer of UptimeRobot's API v2 getMonitors with logs=1. A
// log says what began then and how long it lasted; a paused or just started
// monitor is not known.
var uptimeRobot = format{
	name: "uptimerobot",
	detect: func(s *sniff) bool {
		return s.has("stat", "monitors[].friendly_name") || s.has("stat", "monitors[].logs") || s.has("stat", "monitors") || s.has("stat", "error")
	},
	read: readUptimeRobot,
}

type robotLog struct {
	Type     *whole   `json:"type"`
	Datetime *instant `json:"datetime"`
	Duration *whole   `json:"duration"`
}

func readUptimeRobot(in *input) {
	d := newDocument(in)
	d.object(func(key string) {
		switch key {
		case "monitors":
			d.array(func(int) { d.robotMonitor() })
		case "error":
			var problem struct {
				Message string `json:"message"`
			}
			if d.decode(&problem, "") {
				d.bad("ask for the monitors again", "UptimeRobot answered with an error: %s", problem.Message)
			}
		default:
			d.skip()
		}
	})
}

func (d *document) robotMonitor() {
	var id whole
	var name, url string
	var logs []robotLog
	b := d.builder()
	d.object(func(key string) {
		switch key {
		case "id":
			d.decode(&id, "a number")
		case "friendly_name":
			d.decode(&name, "a string")
		case "url":
			d.decode(&url, "a string")
		case "logs":
			d.array(func(int) {
				if l, ok := d.robotLog(); ok {
					logs = append(logs, l)
				}
			})
		case "response_times":
			d.array(func(int) { d.robotResponse(b) })
		default:
			d.skip()
		}
	})
	number := ""
	if id != 0 {
		number = strconv.FormatInt(int64(id), 10)
	}
	d.adopt(b, number, name, url)
	b.robotLogs(logs)
}

func (d *document) robotLog() (l robotLog, ok bool) {
	if !d.decode(&l, "") {
		return l, false
	}
	if l.Type == nil || l.Datetime == nil {
		d.bad("", "expected type and datetime")
		return l, false
	}
	return l, true
}

func (d *document) robotResponse(b *builder) {
	var r struct {
		Datetime *instant `json:"datetime"`
		Value    whole    `json:"value"`
	}
	if d.decode(&r, "") && r.Datetime != nil {
		b.latency(int64(*r.Datetime), int64(r.Value))
	}
}

// robotLogs lays down what began with each log, the last of which may go on.
func (b *builder) robotLogs(logs []robotLog) {
	slices.SortStableFunc(logs, func(x, y robotLog) int { return cmp.Compare(*x.Datetime, *y.Datetime) })
	for i, l := range logs {
		start, end := int64(*l.Datetime), goesOn
		if i+1 < len(logs) {
			end = int64(*logs[i+1].Datetime)
		}
		if l.Duration != nil {
			end = min(end, start+int64(*l.Duration))
		}
		switch *l.Type {
		case 1:
			b.interval(start, end, Down)
		case 2:
			b.interval(start, end, Up)
		}
	}
}

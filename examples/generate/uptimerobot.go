package main

import (
	"encoding/json"
	"slices"
	"time"
)

// The answer of UptimeRobot's API v2 to getMonitors with logs and response
// times; both come newest first.
type robotAnswer struct {
	Stat       string          `json:"stat"`
	Pagination robotPagination `json:"pagination"`
	Monitors   []robotMonitor  `json:"monitors"`
}

type robotPagination struct {
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
	Total  int `json:"total"`
}

type robotMonitor struct {
	ID            int             `json:"id"`
	FriendlyName  string          `json:"friendly_name"`
	URL           string          `json:"url"`
	Type          int             `json:"type"` // 1: HTTP
	Interval      int             `json:"interval"`
	Status        int             `json:"status"` // 2 up, 9 down
	CreateTime    int64           `json:"create_datetime"`
	Logs          []robotLog      `json:"logs"`
	ResponseTimes []robotResponse `json:"response_times"`
}

type robotLog struct {
	Type     int         `json:"type"`
	Time     int64       `json:"datetime"`
	Duration int64       `json:"duration"`
	Reason   robotReason `json:"reason"`
}

type robotReason struct {
	Code   any    `json:"code"` // a number for HTTP's, else a string
	Detail string `json:"detail"`
}

type robotResponse struct {
	Time  int64 `json:"datetime"`
	Value int   `json:"value"` // milliseconds
}

// Types of log.
const (
	robotDown    = 1
	robotUp      = 2
	robotStarted = 98
	robotPaused  = 99
)

// robotWarmUp is from a monitor's start to its first result.
const robotWarmUp = 30 * time.Second

func uptimeRobotJSON(observations []Observation) []byte {
	answer := robotAnswer{Stat: "ok", Pagination: robotPagination{Limit: 50, Total: len(observations)}}
	for i, o := range observations {
		logs := robotLogs(o)
		status := 2
		if logs[0].Type == robotDown {
			status = 9
		}
		answer.Monitors = append(answer.Monitors, robotMonitor{
			ID: 797106220 + 17*i, FriendlyName: o.Name, URL: o.URL, Type: 1, Interval: int(o.Every / time.Second),
			Status: status, CreateTime: from.Unix(), Logs: logs, ResponseTimes: responseTimes(o),
		})
	}
	out, err := json.MarshalIndent(answer, "", " ")
	if err != nil {
		panic(err) // only plain fields
	}
	return append(out, '\n')
}

// robotLogs are an observation's changes between up and down, the pause where
// it was off, and what the monitor says when it starts.
func robotLogs(o Observation) []robotLog {
	var logs []robotLog
	add := func(kind int, start, end time.Time, code any, detail string) {
		if n := len(logs); n > 0 && logs[n-1].Type == kind {
			logs[n-1].Duration += int64(end.Sub(start) / time.Second)
			return
		}
		logs = append(logs, robotLog{kind, start.Unix(), int64(end.Sub(start) / time.Second), robotReason{code, detail}})
	}
	// start gives the first span's beginning to the start of the monitor.
	start := func(s *Span) {
		began := s.Start
		s.Start = began.Add(robotWarmUp)
		add(robotStarted, began, s.Start, "98", "Monitor started")
	}
	for i, s := range o.Spans {
		if i == 0 {
			start(&s)
		} else if gap := o.Spans[i-1].End; gap.Before(s.Start) {
			add(robotPaused, gap, s.Start, "99", "Monitor paused")
			start(&s)
		}
		if s.State == Down || s.State == Maintenance {
			add(robotDown, s.Start, s.End, 503, "Service Unavailable")
		} else {
			add(robotUp, s.Start, s.End, 200, "OK")
		}
	}
	slices.Reverse(logs)
	return logs
}

// responseTimes are the last day's, one for each half hour.
func responseTimes(o Observation) []robotResponse {
	random := o.random()
	var out []robotResponse
	for t := o.next(now).Add(-o.Every); t.After(now.AddDate(0, 0, -1)); t = t.Add(-30 * time.Minute) {
		if state, ok := o.At(t.Add(-time.Second)); ok && (state == Up || state == Degraded) {
			out = append(out, robotResponse{t.Unix(), o.Latency + random.IntN(o.Latency/3)})
		}
	}
	return out
}

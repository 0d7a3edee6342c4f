package main

import (
	"hash/fnv"
	"math/rand/v2"
	"time"
)

const seed = 20261121

// Probe is a monitor that checks a service from outside.
type Probe struct {
	Name    string
	Service string
	URL     string
	Every   time.Duration // between two checks
	Blips   int           // how often in the year it fails without an incident
	Latency int           // usual milliseconds
	// Blind are the incidents that it does not see: a probe in Shanghai has no
	// trouble with uploads from the south.
	Blind []string
	Gap   *Gap
}

// Gap is a time in which a probe was off.
type Gap struct{ Start, End time.Time }

// The probes that Acme runs itself, in three data centres.
var ownProbes = []Probe{
	{Name: "msg-probe-sh", Service: "messaging", Every: time.Minute, Blips: 3,
		Blind: []string{"2026-07-08-carrier-dns"}},
	{Name: "msg-probe-gz", Service: "messaging", Every: time.Minute, Blips: 4,
		Blind: []string{"2026-04-09-east-china-power", "2026-10-14-east-china-delay"}},
	{Name: "group-probe-sh", Service: "groups", Every: time.Minute, Blips: 3,
		Blind: []string{"2026-06-18-large-group-delay"}},
	{Name: "presence-probe-sh", Service: "presence", Every: time.Minute, Blips: 4,
		// The probe's host moved to another room.
		Gap: &Gap{time.Date(2026, 9, 5, 18, 0, 0, 0, zone), time.Date(2026, 9, 7, 9, 30, 0, 0, zone)}},
	{Name: "history-probe-sh", Service: "history", Every: time.Minute, Blips: 4},
	{Name: "push-probe-apns", Service: "push", Every: 2 * time.Minute, Blips: 5,
		Blind: []string{"2026-11-21-android-push-delay"}},
	{Name: "push-probe-android", Service: "push", Every: 2 * time.Minute, Blips: 7,
		Blind: []string{"2026-05-06-apns-token-rejected", "2026-09-16-voip-push-throttled"}},
	{Name: "callback-echo", Service: "callbacks", Every: time.Minute, Blips: 4},
}

// The media probes, scraped by Prometheus.
var mediaProbes = []Probe{
	{Name: "files-upload", Service: "files", URL: "https://upload.acme-im.example/healthz", Every: 5 * time.Minute, Blips: 3,
		Blind: []string{"2025-11-30-upload-south-china", "2026-06-10-download-certificate"}},
	{Name: "rtc-join", Service: "rtc", URL: "https://rtc.acme-im.example/join", Every: 5 * time.Minute, Blips: 3,
		Blind: []string{"2026-01-20-rtc-north-china", "2026-07-23-rtc-south-china-typhoon"}},
}

// What UptimeRobot checks from abroad.
var webProbes = []Probe{
	{Name: "Acme Console", Service: "console", URL: "https://console.acme-im.example/", Every: 5 * time.Minute, Blips: 4, Latency: 236},
	{Name: "Acme Server API", Service: "api", URL: "https://api.acme-im.example/v4/ping", Every: 5 * time.Minute, Blips: 2, Latency: 148,
		// Paused while its allow-list entry was renewed.
		Gap: &Gap{time.Date(2026, 8, 2, 1, 0, 0, 0, zone), time.Date(2026, 8, 2, 4, 0, 0, 0, zone)}},
}

// random is a source of its own for each probe, so that adding a probe leaves
// the others' files as they are.
func (p Probe) random() *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(p.Name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// phase is how long after each multiple of Every the probe checks.
func (p Probe) phase() time.Duration {
	h := fnv.New32a()
	h.Write([]byte(p.Name))
	return time.Duration(h.Sum32()%uint32(p.Every/time.Second)) * time.Second
}

// next is the probe's first check at or after t.
func (p Probe) next(t time.Time) time.Time {
	check := t.Truncate(p.Every).Add(p.phase())
	for check.Before(t) {
		check = check.Add(p.Every)
	}
	for !check.Add(-p.Every).Before(t) {
		check = check.Add(-p.Every)
	}
	return check
}

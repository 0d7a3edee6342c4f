package status

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
)

// locked is a file system of which one name may not be read.
type locked struct {
	fs.FS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

// A part that is there and cannot be read is an error, not a site without it.
func TestWhatCannotBeReadIsNotPassedOver(t *testing.T) {
	files := fstest.MapFS{
		"status/services.yaml":               {Data: []byte("services:\n  - {id: api, name: API}\n")},
		"status/sla.yaml":                    {Data: []byte("credits: []\n")},
		"status/incidents/2026-01-01-x.yaml": {Data: []byte("title: X\nservices: {api: outage}\nstarted: 2026-01-01T00:00:00Z\nended: 2026-01-01T01:00:00Z\n")},
		"status/frozen/2026-01.yaml":         {Data: []byte("{}\n")},
		"status/uptime/api.csv":              {Data: []byte("time,up\n")},
	}
	for _, name := range []string{"status/services.yaml", "status/sla.yaml", "status/incidents", "status/incidents/2026-01-01-x.yaml", "status/frozen", "status/uptime", "status/uptime/api.csv"} {
		list := &diag.List{}
		Read(Config{FS: locked{files, name}, Dir: "status", Now: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)}, list)
		found := 0
		for _, d := range list.Sorted() {
			if d.Pos.File == name && d.Severity == diag.Error && strings.Contains(d.Message, "permission denied") {
				found++
			}
		}
		if found != 1 || name == "status/services.yaml" && len(list.Sorted()) != 1 {
			t.Errorf("%s: %v", name, list.Sorted())
		}
	}
}

package examples

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"deskbell/site"
)

var acmeOut = struct {
	once sync.Once
	dir  string
}{}

func TestMain(m *testing.M) {
	code := m.Run()
	if acmeOut.dir != "" {
		os.RemoveAll(acmeOut.dir)
	}
	os.Exit(code)
}

// acme is the example, built once.
func acme(t *testing.T) string {
	t.Helper()
	acmeOut.once.Do(func() {
		dir, err := os.MkdirTemp("", "deskbell-acme-")
		if err != nil {
			t.Fatal(err)
		}
		acmeOut.dir = dir
		build(t, site.Options{Dir: "acme", Out: filepath.Join(dir, "public")})
	})
	return filepath.Join(acmeOut.dir, "public")
}

// published are the files of the built example whose names end so, as slash
// paths.
func published(t *testing.T, suffixes ...string) []string {
	t.Helper()
	var out []string
	root := os.DirFS(acme(t))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(name, s) }) {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// client runs a program of the folder clients on files or an address, and
// decodes what it prints.
func client(t *testing.T, into any, program, script string, args ...string) error {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Fatalf("%s is missing: make test says what to install", program)
	}
	cmd := exec.Command(program, append([]string{filepath.Join("clients", script)}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", script, err, stderr.String())
	}
	if err := json.Unmarshal(stdout.Bytes(), into); err != nil {
		t.Fatal(err)
	}
	return nil
}

// schemas says which schema a published JSON file has to pass; the first
// pattern that matches counts. A file that none matches is a fault.
var schemas = []struct{ pattern, schema string }{
	{`^(en/)?status/status\.json$`, "status-1.json"},
	{`^(en/)?api/v2/`, "statuspage-v2.json"},
	{`^(en/)?status/sla/.*/figures\.json$`, "figures-1.json"},
	{`(^|/)(feed|weekly)\.json$`, "jsonfeed-1.1.json"},
	{`/badge\.json$`, "shields-endpoint.json"},
	{`^\.deskbell-manifest\.json$`, ""}, // Deskbell's own note of what it made
	{`^(en/)?api/articles(-\d+)?\.json$`, "articles-1.json"},
	{`^redirects\.json$`, "redirects-1.json"},
}

func schemaFor(name string) (schema string, known bool) {
	for _, s := range schemas {
		if regexp.MustCompile(s.pattern).MatchString(name) {
			return s.schema, true
		}
	}
	return "", false
}

func compile(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for _, s := range schemas {
		if s.schema == "" || out[s.schema] != nil {
			continue
		}
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		compiled, err := c.Compile(filepath.Join("..", "docs", "content", "en", "reference", "schemas", s.schema))
		if err != nil {
			t.Fatal(err)
		}
		out[s.schema] = compiled
	}
	return out
}

func TestEveryJSONPassesItsSchema(t *testing.T) {
	compiled, used := compile(t), map[string]int{}
	for _, name := range published(t, ".json") {
		schema, known := schemaFor(name)
		if !known {
			t.Errorf("%s has no schema", name)
		}
		if schema == "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(acme(t), name))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(name, err)
		}
		if err := compiled[schema].Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		used[schema]++
	}
	for _, s := range slices.Sorted(maps.Keys(compiled)) {
		if used[s] == 0 {
			t.Errorf("nothing was held against %s", s)
		}
	}
}

// A schema that lets everything pass shows nothing.
func TestSchemasFindFaults(t *testing.T) {
	compiled := compile(t)
	for _, c := range []struct{ file, old, new string }{
		{"status/status.json", `"stale_after":"2`, `"stale_after":"soon 2`},
		{"status/status.json", `"state":"operational"`, `"state":"green"`},
		{"status/status.json", `"version":1,`, ``},
		{"api/v2/summary.json", `"indicator":"`, `"indicator":"very `},
		{"api/v2/incidents.json", `"impact":"`, `"impact":null,"x":"`},
		{"status/sla/2026-10/figures.json", `"counted_seconds":`, `"counted_seconds":-`},
		{"feed.json", `jsonfeed.org/version/1.1`, `jsonfeed.org/version/2`},
		{"api/articles.json", `"next":null`, `"next":1`},
		{"en/api/articles.json", `"sections":`, `"parts":`},
		{"redirects.json", `"/guides/`, `"guides/`},
		{"status/services/push/badge.json", `"schemaVersion":1`, `"schemaVersion":"1"`},
	} {
		text, err := os.ReadFile(filepath.Join(acme(t), c.file))
		if err != nil {
			t.Fatal(err)
		}
		damaged := bytes.Replace(text, []byte(c.old), []byte(c.new), 1)
		if bytes.Equal(text, damaged) {
			t.Fatalf("%s does not hold %s", c.file, c.old)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(damaged))
		if err != nil {
			t.Fatal(err)
		}
		schema, _ := schemaFor(c.file)
		if compiled[schema].Validate(value) == nil {
			t.Errorf("%s passes %s with %s", c.file, schema, c.new)
		}
	}
}

// event is what a calendar's reader makes of one.
type event struct {
	UID, Summary, Start, End, Status, Impact string
	Sequence                                 int
	Objects                                  []string
}

func TestCalendarsParseInTwoReaders(t *testing.T) {
	names := published(t, ".ics")
	if len(names) < 20 {
		t.Fatalf("%d calendars", len(names))
	}
	var files []string
	for _, name := range names {
		files = append(files, filepath.Join(acme(t), name))
	}
	first := map[string][]event{}
	if err := client(t, &first, "node", "calendars.mjs", files...); err != nil {
		t.Fatal(err)
	}
	for i, name := range files {
		for _, e := range first[name] {
			if e.UID == "" || e.Summary == "" || e.Start >= e.End || !slices.Contains([]string{"CONFIRMED", "CANCELLED"}, e.Status) ||
				!slices.Contains([]string{"NO-IMPACT", "DEGRADED", "OUTAGE"}, e.Impact) || len(e.Objects) == 0 {
				t.Errorf("%s: %+v", names[i], e)
			}
		}
	}
	if n := len(first[filepath.Join(acme(t), "status", "maintenance.ics")]); n < 5 {
		t.Errorf("the calendar of all maintenance has %d events", n)
	}
	second := map[string][]event{}
	python := withICalendar()
	if python == "" {
		t.Skip("skipped: no python3 with icalendar")
	}
	if err := client(t, &second, python, "calendars.py", files...); err != nil {
		t.Fatal(err)
	}
	for i, name := range files {
		if a, b := fmt.Sprintf("%+v", first[name]), fmt.Sprintf("%+v", second[name]); a != b {
			t.Errorf("%s is read in two ways:\n%s\n%s", names[i], a, b)
		}
	}
}

// withICalendar is a Python that has icalendar, or empty. Debian's own has it from
// a package, and need not be the one that comes first.
func withICalendar() string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import icalendar").Run() == nil {
			return python
		}
	}
	return ""
}

func TestCalendarReadersFindFaults(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(acme(t), "status", "maintenance.ics"))
	if err != nil {
		t.Fatal(err)
	}
	python := withICalendar()
	for name, damaged := range map[string]string{
		"no end":          strings.Replace(string(text), "END:VEVENT\r\n", "", 1),
		"a line unfolded": strings.Replace(string(text), "\r\n ", "\r\n", 1),
	} {
		file := filepath.Join(t.TempDir(), "damaged.ics")
		if err := os.WriteFile(file, []byte(damaged), 0o666); err != nil {
			t.Fatal(err)
		}
		var got any
		if client(t, &got, "node", "calendars.mjs", file) == nil {
			t.Errorf("ical.js takes a calendar with %s", name)
		}
		if python != "" && client(t, &got, python, "calendars.py", file) == nil {
			t.Errorf("icalendar takes a calendar with %s", name)
		}
	}
}

// feed is what a feed's reader makes of one.
type feed struct {
	Title string
	Items []struct {
		ID, Title, Link, Date string
		Text                  int
	}
}

// TestFeedsParse has another parser read Atom and RSS, and holds that the three
// formats of a feed tell the same.
func TestFeedsParse(t *testing.T) {
	var files []string
	names := published(t, "feed.xml", "weekly.xml", "rss.xml")
	for _, name := range names {
		files = append(files, filepath.Join(acme(t), name))
	}
	got := map[string]feed{}
	if err := client(t, &got, "node", "feeds.mjs", files...); err != nil {
		t.Fatal(err)
	}
	atoms := 0
	for i, name := range names {
		f := got[files[i]]
		for _, item := range f.Items {
			if item.ID == "" || item.Title == "" || !strings.HasPrefix(item.Link, "https://help.acme-im.example/") || item.Date == "" || item.Text == 0 {
				t.Errorf("%s: %+v", name, item)
			}
		}
		if strings.HasSuffix(name, "rss.xml") {
			continue
		}
		atoms++
		base := strings.TrimSuffix(files[i], ".xml")
		other := got[strings.Replace(base+"-rss.xml", "feed-rss.xml", "rss.xml", 1)]
		var third feed
		text, err := os.ReadFile(base + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &third); err != nil {
			t.Fatal(err)
		}
		if a, b, c := ids(f), ids(other), ids(third); a != b || a != c {
			t.Errorf("%s tells other news than its RSS or JSON:\n%s\n%s\n%s", name, a, b, c)
		}
	}
	if atoms < 30 || len(names) != 2*atoms {
		t.Errorf("%d feeds, %d of them Atom", len(names), atoms)
	}
}

func ids(f feed) string {
	var out []string
	for _, i := range f.Items {
		out = append(out, i.ID+" "+i.Title)
	}
	return strings.Join(out, "\n")
}

func TestFeedReaderFindsFaults(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(acme(t), "status", "feed.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string]string{
		"a bare ampersand": strings.Replace(string(text), "<title>", "<title>& ", 1),
		"no title":         strings.Replace(string(text), "<title>", "<name>", 1),
	} {
		file := filepath.Join(t.TempDir(), "feed.xml")
		if err := os.WriteFile(file, []byte(damaged), 0o666); err != nil {
			t.Fatal(err)
		}
		var got any
		if client(t, &got, "node", "feeds.mjs", file) == nil {
			t.Errorf("rss-parser takes a feed with %s", name)
		}
	}
}

// TestStatuspageClient points the npm client at the built site.
func TestStatuspageClient(t *testing.T) {
	server := httptest.NewServer(http.FileServer(http.Dir(acme(t))))
	defer server.Close()
	type incident struct {
		ID, Name, Status, Impact string
		Updates                  []struct{ Body, Status string } `json:"incident_updates"`
		Components               []struct{ ID string }
	}
	var got struct {
		Summary struct {
			Page         struct{ Name string }
			Components   []struct{ ID, Status string }
			Incidents    []incident
			Maintenances []incident `json:"scheduled_maintenances"`
			Status       struct{ Indicator, Description string }
		}
		Status     struct{ Status struct{ Indicator string } }
		Components struct {
			Components []struct {
				ID, Name string
				Group    bool
			}
		}
		Incidents, Unresolved          struct{ Incidents []incident }
		Maintenances, Upcoming, Active struct {
			List []incident `json:"scheduled_maintenances"`
		}
	}
	if err := client(t, &got, "node", "statuspage.mjs", server.URL+"/en"); err != nil {
		t.Fatal(err)
	}
	if s := got.Summary; s.Page.Name != "Acme IM Help" || s.Status.Indicator != "minor" || len(s.Incidents) != 1 || len(s.Maintenances) == 0 || len(s.Components) < 10 {
		t.Errorf("summary: %+v", s)
	}
	if got.Status.Status.Indicator != got.Summary.Status.Indicator {
		t.Errorf("status: %+v", got.Status)
	}
	if n := len(got.Incidents.Incidents); n != 24 {
		t.Errorf("%d incidents, want 24", n)
	}
	if u := got.Unresolved.Incidents; len(u) != 1 || u[0].Name != "Push notifications late on some Android phones" || len(u[0].Updates) < 2 || u[0].Components[0].ID != "push" {
		t.Errorf("unresolved: %+v", u)
	}
	// The client asks for those to come whichever are wanted.
	if len(got.Maintenances.List) == 0 || len(got.Active.List) == 0 || len(got.Upcoming.List) == 0 || got.Upcoming.List[0].Status != "scheduled" {
		t.Errorf("maintenances: %d, upcoming %+v", len(got.Maintenances.List), got.Upcoming.List)
	}
	groups := 0
	for _, c := range got.Components.Components {
		if c.Group {
			groups++
		}
	}
	if groups != 3 || len(got.Components.Components) != 13 {
		t.Errorf("components: %d, groups %d", len(got.Components.Components), groups)
	}
	var nothing any
	if client(t, &nothing, "node", "statuspage.mjs", server.URL+"/nowhere") == nil {
		t.Error("the client reads a site that is not there")
	}
}

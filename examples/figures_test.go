package examples

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// TestFiguresAreTheSameOnPageTableAndData holds every figure of every report of
// the example against the same in the other forms.
func TestFiguresAreTheSameOnPageTableAndData(t *testing.T) {
	reports := published(t, "figures.json")
	if len(reports) < 30 {
		t.Fatalf("%d reports", len(reports))
	}
	compared := 0
	for _, name := range reports {
		folder := filepath.Join(acme(t), filepath.Dir(name))
		var data struct {
			Services []map[string]any
		}
		text, err := os.ReadFile(filepath.Join(acme(t), name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &data); err != nil {
			t.Fatal(err)
		}
		rows := readTable(t, filepath.Join(folder, "figures.csv"))
		shown := readReport(t, filepath.Join(folder, "index.html"))
		if len(rows) != len(data.Services) || len(shown) != len(data.Services) {
			t.Fatalf("%s: %d services, %d rows, %d on the page", name, len(data.Services), len(rows), len(shown))
		}
		for i, s := range data.Services {
			for _, key := range []string{"name", "target", "availability", "coverage", "span_seconds", "excluded_seconds", "unknown_seconds", "counted_seconds",
				"up_seconds", "degraded_seconds", "partial_seconds", "down_seconds", "unplanned_seconds", "lost_ms", "budget_ms"} {
				if want := cell(s[key]); strings.TrimPrefix(rows[i][key], "'") != want {
					t.Errorf("%s: %s of %s is %q in the table and %q in the data", name, key, s["id"], rows[i][key], want)
				}
				compared++
			}
			if want := cell(s["availability"]); want != "" && shown[cell(s["name"])] != want {
				t.Errorf("%s: the page shows %q for %s, the data %q", name, shown[cell(s["name"])], s["name"], want)
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d figures were compared", compared)
	}
}

func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprint(v)
}

func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(name, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, key := range rows[0] {
			m[key] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// readReport is the availability of each service as a report's page shows it.
func readReport(t *testing.T, name string) map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := goquery.NewDocumentFromReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, row := range doc.Find(".figures tbody tr:has(th a)").EachIter() {
		if cells := row.Find("td"); cells.Length() >= 6 {
			out[strings.TrimSpace(row.Find("th").Text())] = strings.TrimSpace(cells.Eq(1).Text())
		}
	}
	return out
}

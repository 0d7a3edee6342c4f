package torture

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	full = flag.Bool("full", false, "inject every fault, not a few of each")
	seed = flag.Uint64("seed", 1, "of moments and orders")
)

// deskbell is the program under test.
var deskbell string

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "torture-")
	if err != nil {
		panic(err)
	}
	deskbell = filepath.Join(dir, "deskbell")
	if out, err := exec.Command("go", "build", "-o", deskbell, "../../cmd/deskbell").CombinedOutput(); err != nil {
		fmt.Printf("go build: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	printTable()
	os.Exit(code)
}

// some is how many of a fault are injected: all of them, or a few.
func some(all, few int) int {
	if *full {
		return all
	}
	return few
}

// random is a source of its own for each test, so that one may run alone.
func random(t *testing.T) *rand.Rand {
	var name uint64
	for _, c := range t.Name() {
		name = name*131 + uint64(c)
	}
	return rand.New(rand.NewPCG(*seed, name))
}

// row is a line of the table: what was done how often, and what came of it.
type row struct {
	fault   string
	n       int    // faults injected
	reads   int    // whole readings of the published folder meanwhile
	torn    int    // readings that were neither the old site nor the new
	hand    int    // times that the next build did not put all in order by itself
	figures string // what else there is to say
}

var table struct {
	sync.Mutex
	rows []row
}

func (r row) report(t *testing.T) {
	t.Helper()
	table.Lock()
	table.rows = append(table.rows, r)
	table.Unlock()
	if r.torn > 0 || r.hand > 0 || r.n == 0 {
		t.Errorf("%s: %d injected, %d torn, %d needing a hand", r.fault, r.n, r.torn, r.hand)
	}
}

func printTable() {
	slices.SortStableFunc(table.rows, func(a, b row) int { return cmp.Compare(a.fault, b.fault) })
	if len(table.rows) == 0 {
		return
	}
	fmt.Printf("\nseed %d, %s/%s, %d processors\n\n", *seed, runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	fmt.Println("| fault | injected | readings meanwhile | torn | needing a hand | |")
	fmt.Println("| --- | --- | --- | --- | --- | --- |")
	for _, r := range table.rows {
		fmt.Printf("| %s | %d | %d | %d | %d | %s |\n", r.fault, r.n, r.reads, r.torn, r.hand, r.figures)
	}
}

// world is a site with the two states between which builds go, "A" and "B".
type world struct {
	t      *testing.T
	dir    string // of the site
	public string
	hashes map[string]string // hash of the output → state
}

var hashes = map[string]string{}

const clock = "2026-11-21T02:00:00Z"

// newWorld gives a site in state A, built. All tests share one folder, whose
// hashes are found once.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, dir: filepath.Join(filepath.Dir(deskbell), "site"), hashes: hashes}
	w.public = filepath.Join(w.dir, "public")
	if len(w.hashes) == 2 {
		w.become("A")
		w.mustBuild()
		return w
	}
	for _, state := range []string{"B", "A"} {
		w.become(state)
		w.mustBuild()
		if got, err := w.look(); err != nil || got != "" {
			t.Fatalf("%q %v", got, err)
		}
		w.hashes[w.hash()] = state
	}
	if len(w.hashes) != 2 {
		t.Fatal("the two states have the same output")
	}
	return w
}

// articles is how many the site has in each state; one more is in B alone.
const articles = 12

// become writes the site's files in one of its states.
func (w *world) become(state string) {
	w.t.Helper()
	w.write("deskbell.yaml", "title: Help\nurl: https://help.example.com/\ntime_zone: UTC\n")
	w.write("status/services.yaml", "services:\n  - id: api\n    name: API\n")
	w.write("content/picture.png", "\x89PNG\r\n\x1a\n"+state)
	for i := range articles {
		w.write(fmt.Sprintf("content/faq/page-%d.md", i), article(i, state))
	}
	w.write("content/guides/same.md", "# The same\n\nThis page is the same in both states.\n")
	if only := filepath.Join(w.dir, "content/guides/only-b.md"); state == "B" {
		w.write("content/guides/only-b.md", "# Only in B\n\nB.\n")
	} else if err := os.RemoveAll(only); err != nil {
		w.t.Fatal(err)
	}
}

func article(i int, state string) string {
	return fmt.Sprintf("# Page %d\n\nState %s begins.\n\n%s\nState %s ends.\n", i, state, strings.Repeat("A line of text to fill the page with.\n\n", 20), state)
}

func (w *world) write(name, text string) {
	w.t.Helper()
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// command is a build of the site, behind a wrapper if there is one.
func (w *world) command(wrapper ...string) *exec.Cmd {
	args := append(slices.Clone(wrapper), deskbell, "build", w.dir, "--now", clock)
	return exec.Command(args[0], args[1:]...)
}

// mustBuild builds and asserts that all is in order afterwards.
func (w *world) mustBuild() {
	w.t.Helper()
	if out, err := w.command().CombinedOutput(); err != nil {
		w.t.Fatalf("build: %v\n%s", err, out)
	}
	if left := w.leftovers(); len(left) > 0 {
		w.t.Fatalf("left: %v", left)
	}
}

// mended says whether the next build makes the wanted state without help.
func (w *world) mended(want string) bool {
	out, err := w.command().CombinedOutput()
	got, torn := w.look()
	left := w.leftovers()
	if err != nil || torn != nil || got != want || len(left) > 0 {
		w.t.Logf("the next build: %v, state %q, torn %v, left %v\n%s", err, got, torn, left, out)
		return false
	}
	return true
}

// leftovers are names beside the output, and in the cache, that builds remove.
func (w *world) leftovers() []string {
	a, _ := filepath.Glob(filepath.Join(w.dir, ".deskbell-*"))
	return a
}

// buildTime is what a build of a changed site takes here: the shortest of some.
func (w *world) buildTime() time.Duration {
	w.t.Helper()
	least := time.Hour
	for _, state := range []string{"B", "A", "B", "A"} {
		w.become(state)
		began := time.Now()
		w.mustBuild()
		least = min(least, time.Since(began))
	}
	return least
}

package main

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	full = flag.Bool("full", false, "inject every fault, not a few of each")
	seed = flag.Uint64("seed", 1, "of moments and orders")
)

// deskbell is the program under test, self this test binary, and shared a folder
// for what is made once for all tests.
var deskbell, self, shared string

func TestMain(m *testing.M) {
	if role := roles[os.Getenv("TORTURE_ROLE")]; role != nil {
		os.Exit(role())
	}
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if shared, err = os.MkdirTemp("", "torture-"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(shared)
	if self, err = os.Executable(); err != nil {
		panic(err)
	}
	deskbell = filepath.Join(shared, "deskbell")
	if out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", deskbell, "../../cmd/deskbell").CombinedOutput(); err != nil {
		fmt.Printf("go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
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

// report gives a row to the table. Tests whose faults did something fail.
func (r row) report(t *testing.T) {
	t.Helper()
	t.Attr("fault", r.fault)
	t.Attr("injected", strconv.Itoa(r.n))
	t.Attr("readings", strconv.Itoa(r.reads))
	t.Attr("torn", strconv.Itoa(r.torn))
	t.Attr("hand", strconv.Itoa(r.hand))
	t.Attr("note", r.note)
	if r.torn > 0 || r.hand > 0 || r.n == 0 {
		t.Errorf("%s: %d injected, %d torn, %d needing a hand", r.fault, r.n, r.torn, r.hand)
	}
}

// world is a site with the two states between which builds go, "A" and "B".
type world struct {
	t      *testing.T
	dir    string // of the site
	public string
	hashes map[string]string // hash of the output → state; nil while none is known
	took   time.Duration     // by the last whole build
	owner  int               // who builds; 0 is whoever tests
}

const clock = "2026-11-21T02:00:00Z"

// hashes are those of the two states' outputs. They are found once for all tests,
// and the site in which they are found stays, in state A, to be copied.
var hashes = sync.OnceValue(func() map[string]string {
	found := map[string]string{}
	w := worldIn(nil, shared)
	for _, state := range []string{"B", "A"} {
		w.become(state)
		began := time.Now()
		if out, err := w.command().CombinedOutput(); err != nil {
			panic(fmt.Sprintf("build: %v\n%s", err, out))
		}
		took = time.Since(began)
		if got, err := w.look(); err != nil || got != "" {
			panic(fmt.Sprint(got, err))
		}
		found[w.hash()] = state
	}
	if len(found) != 2 {
		panic("the two states have the same output")
	}
	return found
})

// took is how long the build took that hashes made last.
var took time.Duration

func worldIn(t *testing.T, dir string) *world {
	return &world{t: t, dir: filepath.Join(dir, "site"), public: filepath.Join(dir, "site", "public")}
}

// newWorld gives a site of the test's own in state A, built. Tests with one run
// side by side.
func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	return builtIn(t, t.TempDir())
}

func builtIn(t *testing.T, dir string) *world {
	t.Helper()
	w := worldIn(t, dir)
	w.hashes, w.took = hashes(), took
	if err := os.CopyFS(w.dir, os.DirFS(filepath.Join(shared, "site"))); err != nil {
		t.Fatal(err)
	}
	return w
}

// articles is how many the site has in each state; one more is in B alone.
const articles = 12

// become writes the site's files in one of its states.
func (w *world) become(state string) {
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
		panic(err)
	}
}

func article(i int, state string) string {
	return fmt.Sprintf("# Page %d\n\nState %s begins.\n\n%s\nState %s ends.\n", i, state, strings.Repeat("A line of text to fill the page with.\n\n", 20), state)
}

func (w *world) write(name, text string) {
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
		panic(err)
	}
}

// command is a build of the site, behind a wrapper if there is one.
func (w *world) command(wrapper ...string) *exec.Cmd {
	args := append(slices.Clone(wrapper), deskbell, "build", w.dir, "--now", clock)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = filepath.Dir(w.dir) // which holds the site alone
	return cmd
}

// mustBuild builds and asserts that all is in order afterwards.
func (w *world) mustBuild() {
	w.t.Helper()
	began := time.Now()
	if out, err := w.command().CombinedOutput(); err != nil {
		w.t.Fatalf("build: %v\n%s", err, out)
	}
	w.took = time.Since(began)
	if left := w.leftovers(); len(left) > 0 {
		w.t.Fatalf("left: %v", left)
	}
}

// mended says whether the next build makes the wanted state without help.
func (w *world) mended(want string) bool {
	began := time.Now()
	out, err := w.command().CombinedOutput()
	w.took = time.Since(began)
	got, torn := w.look()
	left := w.leftovers()
	if err != nil || torn != nil || got != want || len(left) > 0 {
		w.t.Logf("the next build: %v, state %q, torn %v, left %v\n%s", err, got, torn, left, out)
		return false
	}
	return true
}

// leftovers are names beside the output that builds remove, and those in the
// folder in which builds are started, where they have no business.
func (w *world) leftovers() []string {
	a, _ := filepath.Glob(filepath.Join(w.dir, ".deskbell-*"))
	b, _ := filepath.Glob(filepath.Join(filepath.Dir(w.dir), "*"))
	return append(a, slices.DeleteFunc(b, func(name string) bool { return name == w.dir })...)
}

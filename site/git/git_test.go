package git

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// workTree makes a repository in an empty folder; run runs git there.
func workTree(t *testing.T) (dir string, run func(args ...string) string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("skipped: there is no git to make a repository with")
	}
	dir = t.TempDir()
	clock := 1_700_000_000
	run = func(args ...string) string {
		t.Helper()
		clock += 60
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.example", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.example",
			"GIT_AUTHOR_DATE="+strconv.Itoa(clock-7)+" +0800", "GIT_COMMITTER_DATE="+strconv.Itoa(clock)+" +0000")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("init", "-q", "-b", "main")
	return dir, run
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// history commits random edits, deletions, moves and merges of 30 files.
func history(t *testing.T, dir string, run func(...string) string, commits int) {
	random := rand.New(rand.NewPCG(7, 7))
	name := func() string {
		n := random.IntN(30)
		return filepath.Join(dir, "docs", "site", "content", fmt.Sprintf("s%d", n%4), fmt.Sprintf("f%d.md", n))
	}
	save(t, filepath.Join(dir, "README"), "x")
	for i := range commits {
		switch {
		case i%17 == 16:
			run("checkout", "-q", "-b", fmt.Sprint("side", i), "HEAD~"+strconv.Itoa(1+random.IntN(5)))
		case i%17 == 9 && i > 17:
			run("checkout", "-q", "main")
			run("merge", "-q", "-X", []string{"ours", "theirs"}[random.IntN(2)], "--no-edit", fmt.Sprint("side", i-i%17-1))
		}
		switch file := name(); random.IntN(8) {
		case 0:
			os.Remove(file)
		case 1:
			os.Rename(file, name())
		default:
			save(t, file, strings.Repeat(fmt.Sprintln("line", random.IntN(3)), 20)+fmt.Sprint(i))
		}
		run("add", "-A")
		run("commit", "-q", "--allow-empty", "-m", "change")
	}
	run("checkout", "-q", "main")
}

// sayAs holds LastChanges against git log for each file.
func sayAs(t *testing.T, dir string, run func(...string) string) int {
	t.Helper()
	repo, err := Open(filepath.Join(dir, "docs", "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	files := strings.Fields(run("-C", "docs/site", "ls-files"))
	got, cut, err := repo.LastChanges(append(files, "content/none.md"))
	if err != nil || repo.Prefix != "docs/site" || len(got)+cut != len(files) {
		t.Fatalf("%v: %d files of %d in %q, %d cut", err, len(got), len(files), repo.Prefix, cut)
	}
	for name, at := range got {
		if want := run("log", "-1", "--format=%at", "--", "docs/site/"+name); want != strconv.FormatInt(at.Unix(), 10) {
			t.Errorf("%s: %d, git log says %s", name, at.Unix(), want)
		}
	}
	return cut
}

func TestLastChangesAreGitLogs(t *testing.T) {
	dir, run := workTree(t)
	history(t, dir, run, 70)
	sayAs(t, dir, run) // loose objects
	run("gc", "-q", "--aggressive", "--prune=now")
	sayAs(t, dir, run) // one pack with deltas, packed references
	save(t, filepath.Join(dir, "docs", "site", "content", "new.md"), "not committed")
	sayAs(t, dir, run)
}

func TestLinkedWorkTreeAndBorrowedObjects(t *testing.T) {
	dir, run := workTree(t)
	history(t, dir, run, 8)
	linked := filepath.Join(t.TempDir(), "linked")
	run("worktree", "add", "-q", linked, "HEAD~1")
	shared := filepath.Join(t.TempDir(), "shared")
	run("clone", "-q", "--shared", dir, shared)
	for name, where := range map[string]string{"a linked work tree": linked, "a shared clone": shared} {
		repo, err := Open(filepath.Join(where, "docs", "site", "content"))
		if err != nil {
			t.Fatal(name, err)
		}
		files := strings.Fields(run("-C", where+"/docs/site/content", "ls-files"))
		if got, _, err := repo.LastChanges(files); err != nil || len(got) != len(files) || len(got) == 0 {
			t.Errorf("%s: %d of %d: %v", name, len(got), len(files), err)
		}
		repo.Close()
	}
}

// A shallow clone knows nothing of what lies before it, and says how much.
func TestShallowClone(t *testing.T) {
	dir, run := workTree(t)
	save(t, filepath.Join(dir, "docs/site/content/old.md"), "old")
	save(t, filepath.Join(dir, "docs/site/content/new.md"), "old")
	run("add", "-A")
	run("commit", "-qm", "first")
	run("commit", "-qm", "second", "--allow-empty")
	save(t, filepath.Join(dir, "docs/site/content/new.md"), "new")
	run("commit", "-qam", "third")
	for depth, want := range map[int][2]int{1: {0, 2}, 2: {1, 1}, 3: {1, 1}} {
		shallow := filepath.Join(t.TempDir(), "shallow")
		run("clone", "-q", "--depth", strconv.Itoa(depth), "file://"+dir, shallow)
		repo, err := Open(filepath.Join(shallow, "docs/site"))
		if err != nil {
			t.Fatal(err)
		}
		got, cut, err := repo.LastChanges([]string{"content/old.md", "content/new.md"})
		if depth == 3 {
			want = [2]int{2 - cut, cut} // git may know that the clone is whole
		}
		if err != nil || len(got) != want[0] || cut != want[1] {
			t.Errorf("depth %d: %v, %d cut, %v", depth, got, cut, err)
		}
		repo.Close()
	}
}

func TestNoHistory(t *testing.T) {
	dir, run := workTree(t)
	if _, err := Open(dir); !errors.Is(err, ErrNone) {
		t.Errorf("without a commit: %v", err)
	}
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNone) {
		t.Errorf("without a repository: %v", err)
	}
	save(t, filepath.Join(dir, "a.md"), strings.Repeat("a", 100))
	run("add", "-A")
	run("commit", "-qm", "one")
	objects, _ := filepath.Glob(filepath.Join(dir, ".git", "objects", "*", "*"))
	for _, name := range objects {
		os.Chmod(name, 0o644)
		if err := os.Truncate(name, 5); err != nil {
			t.Fatal(err)
		}
	}
	repo, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	if _, _, err := repo.LastChanges([]string{"a.md"}); err == nil {
		t.Error("a damaged repository is not an error")
	}
}

func TestPatchRefusesWhatIsDamaged(t *testing.T) {
	base := []byte("0123456789")
	for _, delta := range []string{"", "\x0a", "\x05\x01x", "\x0a\x05\x00", "\x0a\x05\x91\x09\x05", "\x0a\x02\x05abcde", "\x0a\x05\x90\x02", "\x0a\xff\xff\xff\xff\xff\xff\x01\x90\x02"} {
		if out, err := patch(base, []byte(delta)); err == nil {
			t.Errorf("%q gives %q", delta, out)
		}
	}
	if out, err := patch(base, []byte("\x0a\x05\x91\x02\x03\x02ab")); err != nil || string(out) != "234ab" {
		t.Errorf("%q %v", out, err)
	}
}

// BenchmarkLastChanges reads the history that this file lies in.
func BenchmarkLastChanges(b *testing.B) {
	for b.Loop() {
		repo, err := Open(".")
		if err != nil {
			b.Skip("skipped: this is no work tree")
		}
		at, _, err := repo.LastChanges([]string{"git_test.go", "repo.go"})
		if err != nil || len(at) > 0 && at["repo.go"].After(time.Now().AddDate(10, 0, 0)) {
			b.Fatal(err)
		}
		repo.Close()
	}
}

package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// The command line is tested by the scripts in testdata/script: each runs
// deskbell as a process in a folder made of its files.

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"deskbell": main,
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1791943200") // 2026-10-14T10:00:00+08:00
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"hexfile":  hexFile,
			"samedirs": sameDirs,
			"jsonkeys": jsonKeys,
		},
	})
}

// exits runs a command and asserts its exit code: exits CODE COMMAND [ARG]….
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG]...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		code = strconv.Itoa(exit.ExitCode())
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, expected %s", code, args[0])
	}
}

// hexFile writes bytes that a script cannot hold: hexfile FILE HEX….
func hexFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: hexfile FILE HEX...")
	}
	data, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// sameDirs asserts that two folders hold the same files.
func sameDirs(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] samedirs DIR DIR")
	}
	a, b := filesOf(ts, args[0]), filesOf(ts, args[1])
	var differ []string
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			differ = append(differ, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			differ = append(differ, name)
		}
	}
	if len(a) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	if (len(differ) > 0) != neg {
		ts.Fatalf("files that differ: %v", differ)
	}
}

func filesOf(ts *testscript.TestScript, dir string) map[string]string {
	root, files := ts.MkAbs(dir), map[string]string{}
	ts.Check(filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, root)] = string(text)
		return err
	}))
	return files
}

// jsonKeys asserts that a file holds one JSON object with these keys, sorted:
// jsonkeys FILE KEY….
func jsonKeys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: jsonkeys FILE KEY...")
	}
	var object map[string]json.RawMessage
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &object))
	if got := slices.Sorted(maps.Keys(object)); !slices.Equal(got, args[1:]) {
		ts.Fatalf("keys %v, expected %v", got, args[1:])
	}
}

// command runs a command line in the test's own process.
func command(args ...string) (code int, stdout, stderr string) {
	var out, err strings.Builder
	clock := func() time.Time { return time.Date(2026, 10, 14, 2, 0, 0, 0, time.UTC) }
	code = run(context.Background(), args, system{&out, &err, func(string) string { return "" }, clock})
	return code, out.String(), err.String()
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Why do I have to sign in again?": "why-do-i-have-to-sign-in-again",
		"IM SDK 4.2.0":                    "im-sdk-4.2.0",
		"登录失败怎么办？":                        "登录失败怎么办",
		"华东 消息/延迟":                        "华东-消息-延迟",
		"../../etc/passwd":                "etc-passwd",
		"...":                             "faq",
		"？！":                              "faq",
		strings.Repeat("长", 100):          strings.Repeat("长", 60),
		strings.Repeat("word ", 30):       strings.TrimSuffix(strings.Repeat("word-", 12), "-"),
		"Version 2. What is new":          "version-2-what-is-new",
		"العربية ١":                       "العربية-١",
		"C:\\windows\\con":                "c-windows-con",
	} {
		if got := slug(title, "faq"); got != want {
			t.Errorf("slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestMaintenanceWindow(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	for _, c := range []struct {
		now      time.Time
		announce time.Duration
		day      int
	}{
		{time.Date(2026, 10, 14, 1, 0, 0, 0, zone), 24 * time.Hour, 15},
		{time.Date(2026, 10, 14, 2, 0, 0, 0, zone), 24 * time.Hour, 15},
		{time.Date(2026, 10, 14, 9, 0, 0, 0, zone), 24 * time.Hour, 16},
		{time.Date(2026, 10, 14, 9, 0, 0, 0, zone), 72 * time.Hour, 18},
	} {
		start, end := maintenanceWindow(c.now, c.announce)
		if start.Day() != c.day || start.Hour() != 2 || end.Sub(start) != 2*time.Hour {
			t.Errorf("at %v: %v to %v", c.now, start, end)
		}
	}
}

// Every command explains itself, with examples.
func TestHelpHasExamples(t *testing.T) {
	app := &app{system: system{getenv: os.Getenv}}
	for _, c := range withMembers(app.root().Commands()) {
		if c.Example == "" || c.Short == "" {
			t.Errorf("%s has no example or no short description", c.CommandPath())
		}
		words := append(strings.Fields(c.CommandPath())[1:], "--help")
		code, stdout, stderr := command(words...)
		if code != 0 || !strings.Contains(stdout, "Examples:") || stderr != "" {
			t.Errorf("%s: exit code %d, stderr %q\n%s", words, code, stderr, stdout)
		}
	}
}

// withMembers are commands and those behind them; cobra explains the shells of
// completion.
func withMembers(commands []*cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range commands {
		if out = append(out, c); c.Name() != "completion" {
			out = append(out, withMembers(c.Commands())...)
		}
	}
	return out
}

// A fault of the program must not look like wrong usage.
func TestFaultExitsAsMachine(t *testing.T) {
	var out, errs strings.Builder
	env := func(key string) string {
		if key == "SOURCE_DATE_EPOCH" {
			panic("broken")
		}
		return ""
	}
	code := run(t.Context(), []string{"init", t.TempDir()}, system{&out, &errs, env, time.Now})
	if code != exitMachine || !strings.HasPrefix(errs.String(), "deskbell: error: a fault of deskbell itself: broken\n  help: ") {
		t.Errorf("exit code %d\n%s", code, errs.String())
	}
}

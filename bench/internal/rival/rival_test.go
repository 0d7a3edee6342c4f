package rival

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// What was installed halfway is installed again, what was installed is kept.
func TestOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x-1.0")
	c := Cache{Dir: filepath.Dir(dir), Say: func(string) {}}
	calls := 0
	install := func(err error) func() error {
		return func() error {
			calls++
			if entries, _ := os.ReadDir(dir); len(entries) > 0 {
				t.Error("there is something from before")
			}
			os.WriteFile(filepath.Join(dir, "file"), nil, 0o644)
			return err
		}
	}
	if c.once(dir, install(errors.New("no network"))) == nil {
		t.Error("a failure is kept quiet")
	}
	if err := c.once(dir, install(nil)); err != nil {
		t.Error(err)
	}
	if err := c.once(dir, install(nil)); err != nil || calls != 2 {
		t.Error(calls, err)
	}
}

//go:build unix

package site

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What is no file is refused by its name wherever a file may stand, and no build
// waits for it.
func TestPipesAndSocketsAreRefused(t *testing.T) {
	kinds := map[string]func(name string) error{
		"pipe": func(name string) error { return syscall.Mkfifo(name, 0o600) },
		"socket": func(name string) error {
			l, err := net.ListenUnix("unix", &net.UnixAddr{Name: name})
			if err == nil {
				l.SetUnlinkOnClose(false)
				err = l.Close()
			}
			return err
		},
	}
	places := []string{ConfigFile, ErrorFile, ReleaseFile, "content/b.md", "content/b.png", "content/b.svg", "content/_part.md", "status/services.yaml", "status/sla.yaml", "status/incidents/b.yaml", "status/uptime/b.csv",
		"status/frozen/2026-01.yaml", "search/synonyms.yaml", "themes/i18n/en.yaml", "themes/templates/parts/footer.html"}
	for kind, make := range kinds {
		for _, place := range places {
			dir, err := os.MkdirTemp("", "") // a socket's name must be short
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			for name, text := range map[string]string{ConfigFile: "title: T\n", "content/a.md": "# A\n\n::include _part.md\n\n![x](b.png)\n", "content/_part.md": "Part.\n", "content/b.png": "", "status/services.yaml": oneService} {
				full := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
					t.Fatal(err)
				}
				if name != place {
					if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			full := filepath.Join(dir, filepath.FromSlash(place))
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := make(full); err != nil {
				t.Fatal(err)
			}
			r, err := Build(t.Context(), Options{Dir: dir, Out: filepath.Join(t.TempDir(), "public"), Now: now, NoCache: true})
			said := ""
			if err != nil {
				said = err.Error()
			} else {
				for _, d := range r.Diagnostics {
					said += d.Pos.String() + ": " + d.Message + "\n"
				}
			}
			if err == nil && r.Written || !strings.Contains(said, filepath.Base(place)) || !strings.Contains(said, "not a file") {
				t.Errorf("a %s as %s: %v, %s", kind, place, err, said)
			}
		}
	}
}

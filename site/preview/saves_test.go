package preview

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/fsnotify/fsnotify"

	"deskbell/site"
)

var saves = flag.Int("saves", 40, "how many saves TestNoSaveIsLost makes")

// ways are how programs save a file.
var ways = []struct {
	name string
	save func(name, text string) error
}{
	{"in place", func(name, text string) error { return os.WriteFile(name, []byte(text), 0o644) }},
	{"in two halves", func(name, text string) error {
		half := len(text) / 2
		return errors.Join(os.WriteFile(name, nil, 0o644), os.WriteFile(name, []byte(text[:half]), 0o644), os.WriteFile(name, []byte(text), 0o644))
	}},
	{"by a rename", func(name, text string) error {
		return errors.Join(os.WriteFile(name+".tmp", []byte(text), 0o644), os.Rename(name+".tmp", name))
	}},
	{"as vim does", func(name, text string) error {
		probe := filepath.Join(filepath.Dir(name), "4913")
		return errors.Join(os.WriteFile(probe, nil, 0o644), os.Remove(probe), os.Rename(name, name+"~"), os.WriteFile(name, []byte(text), 0o644), os.Remove(name+"~"))
	}},
	{"as emacs does", func(name, text string) error {
		auto := filepath.Join(filepath.Dir(name), "#"+filepath.Base(name)+"#")
		return errors.Join(os.WriteFile(auto, []byte(text), 0o644), os.Rename(name, name+"~"), os.WriteFile(name, []byte(text), 0o644), os.Remove(auto))
	}},
}

// Files are saved again and again, in five ways, and every tenth time while the
// kernel's queue has run over, so that nothing tells of the save: each time the
// last state is shown.
func TestNoSaveIsLost(t *testing.T) {
	r := &running{t: t, dir: filepath.Join(t.TempDir(), "help"), events: make(chan Event, 100*(*saves)+1000)}
	for i := range 4 {
		r.write(fmt.Sprintf("a%d/page.md", i), "first")
	}
	w := r.watched()
	for i := range *saves {
		folder, way := fmt.Sprintf("a%d", i%4), ways[i%len(ways)]
		name, text := filepath.Join(r.dir, folder, "page.md"), fmt.Sprintf("save %d, %s", i, way.name)
		overflow := i%10 == 9
		if overflow {
			if err := w.notify.Remove(filepath.Dir(name)); err != nil && !errors.Is(err, fsnotify.ErrNonExistentWatch) {
				t.Fatal(err)
			}
		}
		if err := way.save(name, text); err != nil {
			t.Fatal(err)
		}
		if overflow {
			w.notify.Errors <- fsnotify.ErrEventOverflow
		}
		r.waitFor("/"+folder+"/page.html", text)
	}
	t.Logf("%d saves in %d ways, %d of them unseen in an overflow: 0 lost", *saves, len(ways), *saves/10)
}

// watched runs a preview whose watcher the test can reach.
func (r *running) watched() *watcher {
	r.t.Helper()
	w, err := newWatcher(r.dir, filepath.Join(r.dir, "public"), func(string) {})
	if err != nil {
		r.t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	c := Config{
		Site:  site.Options{Dir: r.dir, Out: filepath.Join(r.t.TempDir(), "public")},
		Log:   func(e Event) { r.events <- e },
		Build: copyBuild,
	}.withDefaults()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- runSession(ctx, c, addressOf(listener, "127.0.0.1:0"), listener, w) }()
	r.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			r.t.Error(err)
		}
		w.close()
	})
	r.url = r.wait("the address", func(e Event) bool { return e.Kind == Listening }).URL
	return w
}

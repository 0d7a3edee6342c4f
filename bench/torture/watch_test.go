package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// serving is "deskbell serve" of a world.
type serving struct {
	w   *world
	cmd *exec.Cmd
	url string
	wg  sync.WaitGroup
}

func (w *world) serve() *serving {
	w.t.Helper()
	s := &serving{w: w, cmd: exec.Command(deskbell, "serve", w.dir, "--addr", "127.0.0.1:0", "--now", clock)}
	said, err := s.cmd.StdoutPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	s.cmd.Stderr = os.Stderr
	if err := s.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	for s.url == "" && lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), "http://"); ok {
			address, _, _ := strings.Cut(rest, "/")
			s.url = "http://" + address
		}
	}
	s.wg.Go(func() {
		for lines.Scan() { // it must not block on its output
		}
	})
	if s.url == "" {
		w.t.Fatal("serve did not say where")
	}
	return s
}

// end interrupts serve, which must end well and leave nothing.
func (s *serving) end() {
	s.w.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.w.t.Error(err)
	}
	s.wg.Wait()
	if err := s.cmd.Wait(); err != nil {
		s.w.t.Errorf("serve: %v", err)
	}
}

// shows waits until a page holds a text.
func (s *serving) shows(page, text string) error {
	var body []byte
	client := http.Client{Timeout: time.Minute}
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		r, err := client.Get(s.url + page)
		if err != nil {
			return err
		}
		body, err = io.ReadAll(r.Body)
		r.Body.Close()
		if err == nil && strings.Contains(string(body), text) {
			return nil
		}
	}
	return fmt.Errorf("%s does not show %q after a minute, but %d bytes", page, text, len(body))
}

// ways are how programs save a file. Each save is of a text of its own.
var ways = []struct {
	name string
	save func(file, text string) error
}{
	{"in place", write},
	{"truncated, then in two halves", func(file, text string) error {
		f, err := os.Create(file)
		if err != nil {
			return err
		}
		_, a := f.WriteString(text[:len(text)/2])
		_, b := f.WriteString(text[len(text)/2:])
		return errors.Join(a, b, f.Close())
	}},
	{"a file beside, renamed over it, as VS Code and most others", func(file, text string) error {
		return errors.Join(write(file+".tmp", text), os.Rename(file+".tmp", file))
	}},
	{"the old one renamed away, as vim", func(file, text string) error {
		probe := filepath.Join(filepath.Dir(file), "4913")
		return errors.Join(write(probe, ""), os.Remove(probe), os.Rename(file, file+"~"), write(file, text), os.Remove(file+"~"))
	}},
	{"a backup kept, as Emacs", func(file, text string) error {
		auto := filepath.Join(filepath.Dir(file), "#"+filepath.Base(file)+"#")
		return errors.Join(write(auto, text), os.Rename(file, file+"~"), write(file, text), os.Remove(auto))
	}},
	{"twenty times in a burst", func(file, text string) error {
		for i := range 20 {
			if err := write(file, fmt.Sprintf("# Burst\n\nBefore the last, %d.\n", i)); err != nil {
				return err
			}
		}
		return write(file, text)
	}},
}

func write(file, text string) error { return os.WriteFile(file, []byte(text), 0o644) }

// Files are saved again and again while serve watches them, and every tenth time
// while the kernel's queue of events has run over, so that nothing tells of the
// save: each time the last state is shown.
func TestWatching(t *testing.T) {
	w := newWorld(t)
	result := row{fault: fmt.Sprintf("saves in %d ways while serve watches", len(ways)), n: some(1000, 12)}
	s := w.serve()
	overflows := 0
	for i := range result.n {
		page, way := i%articles, ways[i%len(ways)]
		file := filepath.Join(w.dir, fmt.Sprintf("content/faq/page-%d.md", page))
		word := fmt.Sprintf("save-%d-of-%d", i, *seed)
		unseen := i%10 == 9 && s.overflow()
		if err := way.save(file, "# Page\n\nThis is "+word+".\n"); err != nil {
			t.Fatal(err)
		}
		if unseen {
			overflows++
			s.goOn()
		}
		if err := s.shows(fmt.Sprintf("/faq/page-%d/", page), word); err != nil {
			result.hand++
			t.Logf("save %d, %s, overflow %v: %v", i, way.name, unseen, err)
		}
	}
	s.end()
	result.note = fmt.Sprintf("%d of them while the kernel's queue of events ran over; 0 lost", overflows)
	result.report(t)
}

// overflow halts serve and fills the kernel's queue of its events. It returns
// false where that cannot be done.
func (s *serving) overflow() bool {
	text, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		return false
	}
	queue, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || queue > 1<<17 || !halt(s.cmd.Process) {
		return false
	}
	var noise [2]*os.File
	for i := range noise {
		if noise[i], err = os.Create(filepath.Join(s.w.dir, "content/faq", fmt.Sprintf(".noise-%d", i))); err != nil {
			s.w.t.Fatal(err)
		}
		defer noise[i].Close()
	}
	for i := range queue + 100 { // by turns, for the kernel joins two events that are alike
		if _, err := noise[i%2].WriteAt([]byte{'.'}, 0); err != nil {
			s.w.t.Fatal(err)
		}
	}
	return true
}

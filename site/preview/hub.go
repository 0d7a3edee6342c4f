package preview

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"sync"
)

// problem is a diagnostic as the browser is told it.
type problem struct {
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Source   string `json:"source,omitempty"` // the line of the file
}

// message is one server-sent event.
type message struct {
	name    string // reload, problems, ok
	version string
	data    string // one line
}

// hub holds what the browsers should know and tells those that listen. A
// version names a site that was shown: a browser that has another one is told
// to reload as soon as it connects, so that no build is missed between the
// loading of a page and its listening.
type hub struct {
	mu       sync.Mutex
	run      string // tells this process from an earlier one on the same port
	builds   int    // sites shown so far
	problems []problem
	clients  map[chan message]bool
	closed   bool
	draft    draft         // of the site that is shown; nil once the folder holds it
	written  chan struct{} // closed when the draft's build is over; nil without a draft
}

// draft makes files of a site that is joined and not written yet: a *site.Draft.
type draft interface {
	Has(name string) bool
	File(name string) (data []byte, ok bool, err error)
}

// backlog is how many messages a browser may be behind before it is cut off;
// it then connects again and is told the present state.
const backlog = 8

func newHub() *hub {
	return &hub{run: rand.Text()[:8], clients: map[chan message]bool{}}
}

// succeed notes that a build went well: reload says whether the site differs.
func (h *hub) succeed(reload bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.problems = nil
	if !reload && h.builds > 0 {
		h.tell("ok", "{}")
		return
	}
	h.builds++
	h.tell("reload", "{}")
}

// restyle notes that a build went well, and that pages look right with another
// style sheet: they take it as they stand, without being loaded again.
func (h *hub) restyle(href string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.problems = nil
	h.builds++
	h.tell("styles", href)
}

// fail notes that a build had problems.
func (h *hub) fail(p []problem) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.problems = p
	h.tell("problems", encode(p))
}

// ready notes that a site can be shown though it is not written yet; reload says
// whether it differs from the one before.
//
// What it gives is for over.
func (h *hub) ready(d draft, reload bool) (written chan struct{}) {
	written = make(chan struct{})
	h.mu.Lock()
	if h.written != nil {
		close(h.written)
	}
	h.draft, h.written = d, written
	h.mu.Unlock()
	h.succeed(reload)
	return written
}

// over notes that a build came to its end, that of a draft or, with nil, one that
// had none. Whole says that the folder holds the site; otherwise the draft goes on
// making what it can. A draft that was replaced is no matter any more.
func (h *hub) over(written chan struct{}, whole bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.written != written {
		return
	}
	if written != nil {
		close(written)
		h.written = nil
	}
	if whole {
		h.draft = nil
	}
}

// shown is the draft of the site that is shown, and what tells that the folder
// holds it; both nil where it does already.
func (h *hub) shown() (draft, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.draft, h.written
}

// state is the version that is shown and the problems of the last build.
func (h *hub) state() (version string, shown bool, p []problem) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.version(), h.builds > 0, h.problems
}

// join adds a listener that has the version known ("" where it cannot say). The
// channel holds what it must be told first, and is closed when it has to go.
func (h *hub) join(known string) chan message {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := make(chan message, backlog)
	if h.closed {
		close(c)
		return c
	}
	switch {
	case known != "" && known != h.version():
		c <- h.message("reload", "{}")
	case h.problems != nil:
		c <- h.message("problems", encode(h.problems))
	default:
		c <- h.message("ok", "{}")
	}
	h.clients[c] = true
	return c
}

// leave takes a listener away.
func (h *hub) leave(c chan message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(c)
}

// close sends all listeners away and takes no more.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for c := range h.clients {
		h.drop(c)
	}
}

func (h *hub) drop(c chan message) {
	if h.clients[c] {
		delete(h.clients, c)
		close(c)
	}
}

func (h *hub) tell(name, data string) {
	m := h.message(name, data)
	for c := range h.clients {
		select {
		case c <- m:
		default:
			h.drop(c)
		}
	}
}

func (h *hub) message(name, data string) message {
	return message{name: name, version: h.version(), data: data}
}

func (h *hub) version() string { return fmt.Sprintf("%s-%d", h.run, h.builds) }

// encode gives JSON on one line, as an event's data has to be.
func encode(p []problem) string {
	b, err := json.Marshal(p)
	if err != nil { // strings and integers always encode
		panic(err)
	}
	return string(b)
}

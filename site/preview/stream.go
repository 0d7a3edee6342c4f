package preview

import (
	"fmt"
	"net/http"
	"time"
)

// heartbeat is how often an idle stream sends something, so that a browser
// that went away without a word is noticed.
const heartbeat = 15 * time.Second

// streamEvents tells one browser what happens until either side goes away.
func (h *handler) streamEvents(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	// A stream outlives the deadlines of a page.
	if rc.SetWriteDeadline(time.Time{}) != nil || rc.SetReadDeadline(time.Time{}) != nil {
		http.Error(w, "Streaming is not possible here", http.StatusInternalServerError)
		return
	}
	messages := h.hub.join(h.knownVersion(r))
	defer h.hub.leave(messages)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if _, err := fmt.Fprint(w, "retry: 500\n\n"); err != nil || rc.Flush() != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		text := ":\n\n"
		select {
		case <-r.Context().Done():
			return
		case m, open := <-messages:
			if !open {
				return
			}
			text = fmt.Sprintf("id: %s\nevent: %s\ndata: %s\n\n", m.version, m.name, m.data)
		case <-beat.C:
		}
		if _, err := fmt.Fprint(w, text); err != nil || rc.Flush() != nil {
			return
		}
	}
}

// knownVersion is the version of the site that the browser has: that of the
// last event it saw when it connects again, else that of the page it loaded.
func (h *handler) knownVersion(r *http.Request) string {
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		return id
	}
	if c, err := r.Cookie(h.cookie()); err == nil {
		return c.Value
	}
	return ""
}

package browser

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestComplaintsCanBeHeard plants on a page what no page may do.
func TestComplaintsCanBeHeard(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/":
			io.WriteString(w, `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
				<link rel="icon" href="data:,"><script>document.title = "ran"</script><script src="/faulty.js"></script>`)
		case "/faulty.js":
			w.Header().Set("Content-Type", "text/javascript")
			io.WriteString(w, `console.error("planted"); setTimeout(() => { throw new Error("thrown") })`)
		case "/leaving":
			io.WriteString(w, `<!doctype html><link rel="icon" href="data:,"><img src="http://127.0.0.1:9/pixel.png">`)
		}
	}))
	t.Cleanup(server.Close)
	b := open(t, server.URL+"/", desktop)
	b.visit("")
	b.until("the page's scripts to have run", `document.readyState === "complete"`)
	b.visit("leaving")
	found := strings.Join(b.complaints(), "\n")
	for _, want := range []string{"policy: script-src", "planted", "thrown", "a request left the site: http://127.0.0.1:9/pixel.png"} {
		if !strings.Contains(found, want) {
			t.Errorf("nobody heard of %q in:\n%s", want, found)
		}
	}
	b.mu.Lock()
	b.requests, b.wrongs = nil, nil
	b.mu.Unlock()
}

package preview

import (
	"html/template"
	"net/http"
)

var waitingPage = template.Must(template.ParseFS(own, "waiting.html"))

// serveWaiting shows the problems of a site that could not be built yet. There
// is no theme to show them with, so this page brings all that it needs.
func (h *handler) serveWaiting(w http.ResponseWriter) {
	_, _, problems := h.hub.state()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	// The answer is under way: a failure is the browser's going away.
	_ = waitingPage.Execute(w, struct {
		Events   string
		Problems []problem
		Encoded  string // as the event stream gives them, for the script to compare
	}{eventsPath, problems, encode(problems)})
}

package preview

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// serveDraft answers with what the draft of the site makes, and waits for the
// folder with what it does not. It returns false where the folder is to answer.
func (h *handler) serveDraft(w http.ResponseWriter, r *http.Request, name string) (answered bool) {
	for {
		d, written := h.hub.shown()
		if d == nil {
			return false
		}
		folder := name == "" || strings.HasSuffix(r.URL.Path, "/")
		switch index := path.Join(name, "index.html"); {
		case folder && d.Has(index):
			return h.sendDraft(w, r, d, index, http.StatusOK)
		case !folder && d.Has(name):
			return h.sendDraft(w, r, d, name, http.StatusOK)
		case !folder && d.Has(index):
			to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
			w.Header().Set("Location", to.String())
			w.WriteHeader(http.StatusFound)
			return true
		case folder && d.Has("404.html"): // all pages are the draft's
			return h.sendDraft(w, r, d, h.missing(d, name), http.StatusNotFound)
		}
		if written == nil {
			return false
		}
		select {
		case <-written:
		case <-r.Context().Done():
			return true
		}
	}
}

// missing is the nearest 404.html above a name: each language has its own.
func (h *handler) missing(d draft, name string) string {
	for dir := path.Dir("/" + name); ; dir = path.Dir(dir) {
		page := strings.TrimPrefix(path.Join(dir, "404.html"), "/")
		if dir == "/" || d.Has(page) {
			return page
		}
	}
}

// sendDraft sends a file as the draft makes it. A fault of a template is told by
// the build, which meets it too; until then the folder's page is shown.
func (h *handler) sendDraft(w http.ResponseWriter, r *http.Request, d draft, name string, status int) bool {
	data, ok, err := d.File(name)
	if !ok || err != nil {
		return false
	}
	h.setType(w, name)
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return true
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // a failure is the browser's going away
	}
	return true
}

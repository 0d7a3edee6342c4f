package preview

import (
	"embed"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// The preview's own addresses lie beside the built assets.
const (
	ownPrefix  = "/_deskbell/"
	eventsPath = ownPrefix + "events"
)

// policy is the Content-Security-Policy that hosts are told to send, and that
// every page has to live with here already.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; " +
	"connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'"

//go:embed waiting.html waiting.js waiting.css
var own embed.FS

// handler answers with files of the output folder and nothing else.
type handler struct {
	out  string
	addr address
	hub  *hub
}

func newHandler(out string, addr address, hub *hub) http.Handler {
	return &handler{out: out, addr: addr, hub: hub}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	if status := refuse(r, h.addr, r.URL.Path == eventsPath); status != 0 {
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, HEAD")
		}
		http.Error(w, http.StatusText(status), status)
		return
	}
	switch r.URL.Path {
	case eventsPath:
		h.streamEvents(w, r)
	case ownPrefix + "waiting.js", ownPrefix + "waiting.css":
		h.serveOwn(w, r)
	default:
		h.serveOutput(w, r)
	}
}

func setHeaders(header http.Header) {
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Security-Policy", policy)
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
}

// serveOutput answers with a file, a folder's index, a redirect to a folder,
// or the site's own page for what is missing.
func (h *handler) serveOutput(w http.ResponseWriter, r *http.Request) {
	if _, shown, _ := h.hub.state(); !shown {
		h.serveWaiting(w)
		return
	}
	name := strings.Trim(r.URL.Path, "/")
	if !hidden(name) && h.serveDraft(w, r, name) {
		return
	}
	// Opened for each request: a build puts another folder in its place.
	root, err := os.OpenRoot(h.out)
	if err != nil {
		http.Error(w, "The site is being replaced. Try again.", http.StatusServiceUnavailable)
		return
	}
	defer root.Close()

	if hidden(name) {
		h.serveMissing(w, r, root, name)
		return
	}
	info, err := root.Stat(local(name))
	switch {
	case err != nil:
		h.serveMissing(w, r, root, name)
	case info.IsDir() && !strings.HasSuffix(r.URL.Path, "/"):
		if _, err := root.Stat(local(path.Join(name, "index.html"))); err != nil {
			h.serveMissing(w, r, root, name)
			return
		}
		to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
		w.Header().Set("Location", to.String())
		w.WriteHeader(http.StatusFound)
	case info.IsDir():
		h.serveFile(w, r, root, path.Join(name, "index.html"))
	case strings.HasSuffix(r.URL.Path, "/"):
		h.serveMissing(w, r, root, name)
	default:
		h.serveFile(w, r, root, name)
	}
}

// serveFile sends one file, or parts of it where a video player asks so.
func (h *handler) serveFile(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	f, err := root.Open(local(name))
	if err != nil {
		h.serveMissing(w, r, root, name)
		return
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		h.serveMissing(w, r, root, name)
		return
	}
	h.setType(w, name)
	http.ServeContent(w, r, "", time.Time{}, f)
}

// serveMissing sends the nearest 404.html above name: each language has its own.
func (h *handler) serveMissing(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	for dir := path.Dir("/" + name); ; dir = path.Dir(dir) {
		page := strings.TrimPrefix(path.Join(dir, "404.html"), "/")
		if text, err := root.ReadFile(local(page)); err == nil {
			h.setType(w, page)
			w.WriteHeader(http.StatusNotFound)
			if r.Method != http.MethodHead {
				w.Write(text)
			}
			return
		} else if !errors.Is(err, fs.ErrNotExist) || dir == "/" {
			http.Error(w, "Not found", http.StatusNotFound)
			return
		}
	}
}

// setType sets the media type and, for a page, leaves a mark of the version
// that it belongs to: the browser hands it back when it listens for events.
func (h *handler) setType(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Type", mediaType(name))
	if path.Ext(name) == ".html" {
		version, _, _ := h.hub.state()
		http.SetCookie(w, &http.Cookie{
			Name: h.cookie(), Value: version, Path: ownPrefix,
			HttpOnly: true, SameSite: http.SameSiteStrictMode,
		})
	}
}

// cookie is named after the port, for browsers share cookies between ports.
func (h *handler) cookie() string { return "deskbell-" + h.addr.port }

// serveOwn sends the script and the styles of the page before the first site.
func (h *handler) serveOwn(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", mediaType(r.URL.Path))
	http.ServeFileFS(w, r, own, strings.TrimPrefix(r.URL.Path, ownPrefix))
}

// hidden says whether a path leads through a name that hosts do not publish.
func hidden(name string) bool {
	for segment := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(segment, ".") && segment != ".well-known" {
			return true
		}
	}
	return false
}

// local is a URL's path as a name below the root; the root itself is ".".
func local(name string) string {
	if name == "" {
		return "."
	}
	return filepath.FromSlash(name)
}

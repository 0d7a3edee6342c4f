// Package web serves folders on this machine as a CDN would, keeps a record of
// what was asked for, and looks at them in a browser.
package web

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/andybalholm/brotli"
)

// brotliLevel is what CDNs compress with while they answer.
const brotliLevel = 5

// compressed are the kinds of files that hosts compress. What a tool has
// compressed itself is sent as it is.
var compressed = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml",
	".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".webmanifest": "application/manifest+json",
	".ics": "text/calendar; charset=utf-8",
}

// Server serves files with brotli where hosts compress, over HTTP/2 where it
// has TLS. Files are read and compressed once.
type Server struct {
	URL string // ends in a slash

	// Delay is waited before each answer, to tell what goes out together from
	// what waits for something before it.
	delay atomic.Int64

	// Fresh forbids keeping, so that each page loads everything again.
	fresh bool

	http   *http.Server
	mu     sync.Mutex
	mounts map[string]string // prefix → folder
	files  map[string]answer
	record []Request
}

// Request is one that was answered.
type Request struct {
	Path       string
	Bytes      int64 // of the body as sent
	Start, End time.Duration
	Type       string // media type
	Status     int
}

type answer struct {
	body   []byte
	kind   string
	brotli bool
}

// Serve begins to serve on a free port of this machine. With tls the browser
// must be told to take the certificate.
func Serve(ctx context.Context, withTLS, fresh bool) (*Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{mounts: map[string]string{}, files: map[string]answer{}, fresh: fresh}
	start := time.Now()
	s.http = &http.Server{
		Handler:           http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, start) }),
		ReadHeaderTimeout: time.Minute,
		ErrorLog:          log.New(discard{}, "", 0), // browsers hang up as they like
	}
	s.URL = "http://" + listener.Addr().String() + "/"
	serve := s.http.Serve
	if withTLS {
		certificate, err := selfSigned()
		if err != nil {
			return nil, err
		}
		s.http.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
		s.URL = "https://" + listener.Addr().String() + "/"
		serve = func(l net.Listener) error { return s.http.ServeTLS(l, "", "") }
	}
	go serve(listener) //nolint:errcheck // it ends when Close is called
	return s, nil
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// Close ends serving.
func (s *Server) Close() error { return s.http.Close() }

// Mount serves a folder below a prefix such as "/a/". The longest prefix wins.
func (s *Server) Mount(prefix, dir string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mounts[prefix] = dir
}

// SetDelay makes each answer wait.
func (s *Server) SetDelay(d time.Duration) { s.delay.Store(int64(d)) }

// Take returns the record since the last call, and begins a new one.
func (s *Server) Take() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.record
	s.record = nil
	return out
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, began time.Time) {
	start := time.Since(began)
	time.Sleep(time.Duration(s.delay.Load()))
	a, status := s.find(r.URL.Path), http.StatusOK
	if a.kind == "" {
		status, a = http.StatusNotFound, answer{body: []byte("not found\n"), kind: "text/plain"}
	}
	header := w.Header()
	header.Set("Content-Type", a.kind)
	header.Set("Content-Length", fmt.Sprint(len(a.body)))
	if a.brotli {
		header.Set("Content-Encoding", "br")
	}
	if s.fresh {
		header.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.record = append(s.record, Request{r.URL.Path, int64(len(a.body)), start, time.Since(began), a.kind, status})
}

// find is the answer to a path, with an empty kind where there is none. A page
// that holds nothing but its language stands at /blank/LANG.
func (s *Server) find(name string) answer {
	if lang, ok := strings.CutPrefix(name, "/blank/"); ok && !strings.ContainsAny(lang, "<>&\"") {
		return answer{body: []byte("<!doctype html><html lang=\"" + lang + "\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>blank</title>"), kind: compressed[".html"]}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.files[name]; ok {
		return a
	}
	a, err := s.read(name)
	if err == nil {
		s.files[name] = a
	}
	return a
}

func (s *Server) read(name string) (answer, error) {
	best := ""
	for prefix := range s.mounts {
		if strings.HasPrefix(name, prefix) && len(prefix) > len(best) {
			best = prefix
		}
	}
	if best == "" {
		return answer{}, os.ErrNotExist
	}
	file := filepath.Join(s.mounts[best], filepath.FromSlash(path.Clean("/"+strings.TrimPrefix(name, best))))
	body, err := os.ReadFile(file)
	if err != nil {
		file = filepath.Join(file, "index.html")
		if body, err = os.ReadFile(file); err != nil {
			return answer{}, err
		}
	}
	return encode(filepath.Ext(file), body)
}

// Compressed is how many bytes of a file the server sends.
func Compressed(file string) (int64, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	a, err := encode(filepath.Ext(file), body)
	return int64(len(a.body)), err
}

// encode compresses what hosts compress.
func encode(ext string, body []byte) (answer, error) {
	kind, ok := compressed[ext]
	if !ok {
		if kind = map[string]string{".wasm": "application/wasm", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".woff2": "font/woff2"}[ext]; kind == "" {
			kind = "application/octet-stream"
		}
		return answer{body: body, kind: kind}, nil
	}
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotliLevel)
	_, err := w.Write(body)
	if err = errors.Join(err, w.Close()); err != nil {
		return answer{}, err
	}
	return answer{body: b.Bytes(), kind: kind, brotli: true}, nil
}

// selfSigned makes a certificate for this machine.
func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "127.0.0.1"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

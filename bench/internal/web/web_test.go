package web

import (
	"crypto/tls"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

func TestRounds(t *testing.T) {
	at := func(start, end time.Duration) Request { return Request{Start: start, End: end} }
	for want, requests := range map[int][]Request{
		0: nil,
		1: {at(0, 10), at(1, 12), at(2, 9)},
		2: {at(11, 20), at(0, 10), at(1, 10)},
		3: {at(0, 10), at(10, 20), at(5, 30), at(31, 40)},
	} {
		if got := Rounds(requests); got != want {
			t.Errorf("%v: %d rounds, want %d", requests, got, want)
		}
	}
}

func TestServer(t *testing.T) {
	dir := t.TempDir()
	text := strings.Repeat("let x = 1;\n", 200)
	for name, text := range map[string]string{"a.js": text, "b.bin": text, "sub/index.html": "<p>sub"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Serve(t.Context(), true, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Mount("/x/", dir)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true, DisableCompression: true}}
	get := func(path string) (*http.Response, []byte) {
		t.Helper()
		r, err := client.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return r, body
	}
	r, body := get("x/a.js")
	inflated, err := io.ReadAll(brotli.NewReader(strings.NewReader(string(body))))
	if err != nil || string(inflated) != text || r.Header.Get("Content-Encoding") != "br" || r.ProtoMajor != 2 || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v %v %d bytes", err, r.Header, len(body))
	}
	if r, body := get("x/b.bin"); string(body) != text || r.Header.Get("Content-Encoding") != "" {
		t.Error("a file that hosts do not compress is changed")
	}
	if r, _ := get("x/sub/"); r.StatusCode != http.StatusOK {
		t.Error(r.Status)
	}
	for _, path := range []string{"y/", "x/no"} {
		if r, _ := get(path); r.StatusCode != http.StatusNotFound {
			t.Error(path, r.Status)
		}
	}
	if _, body := get("blank/zh-CN"); !strings.Contains(string(body), `<html lang="zh-CN">`) && len(body) == 0 {
		t.Error(string(body))
	}
	record := s.Take()
	if len(record) != 6 || record[1].Bytes != int64(len(text)) || record[0].Bytes > 100 || Bytes(record) < int64(len(text)) || len(s.Take()) != 0 {
		t.Errorf("%+v", record)
	}
}

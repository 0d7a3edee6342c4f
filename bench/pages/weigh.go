package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"deskbell/bench/internal/web"
)

// weight is what the first requests of a page hold, compressed.
type weight struct {
	all      int64 // without pictures
	script   int64
	style    int64
	pictures int64
	data     int64 // the status page's status.json
	requests int
}

const (
	quiet    = 700 * time.Millisecond // without a request: the page has loaded
	patience = 30 * time.Second
)

// weigh loads a page in a browser of its own, as a phone does for the first
// time, and adds up what it asks for.
func weigh(ctx context.Context, server *web.Server, url string) (weight, error) {
	tab, err := web.Open(ctx)
	if err != nil {
		return weight{}, err
	}
	defer tab.Close()
	if err := tab.Phone(); err != nil {
		return weight{}, err
	}
	server.Take()
	if err := tab.Visit(url); err != nil {
		return weight{}, err
	}
	var requests []web.Request
	for last, start := time.Now(), time.Now(); time.Since(last) < quiet; time.Sleep(quiet / 10) {
		if more := server.Take(); len(more) > 0 {
			requests = append(requests, more...)
			last = time.Now()
		}
		if time.Since(start) > patience {
			return weight{}, fmt.Errorf("%s is still loading after %s", url, patience)
		}
	}
	return sum(requests)
}

func sum(requests []web.Request) (weight, error) {
	var w weight
	for _, r := range requests {
		if r.Status != http.StatusOK {
			return w, fmt.Errorf("%s answers %d", r.Path, r.Status)
		}
		w.requests++
		switch kind, _, _ := strings.Cut(r.Type, ";"); {
		case strings.HasPrefix(kind, "image/"):
			w.pictures += r.Bytes
			continue
		case strings.Contains(kind, "javascript"):
			w.script += r.Bytes
		case kind == "text/css":
			w.style += r.Bytes
		case strings.HasSuffix(r.Path, "/status.json"):
			w.data += r.Bytes
		}
		w.all += r.Bytes
	}
	return w, nil
}

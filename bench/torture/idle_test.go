package main

import (
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Many connections are held open that never ask for anything, as a port scanner or
// a forgotten tab does: serve goes on answering others.
func TestIdleConnections(t *testing.T) {
	w := newWorld(t)
	result := row{fault: "idle connections to serve", n: some(10_000, 400)}
	s := w.serve()
	address := strings.TrimPrefix(s.url, "http://")
	var slowest time.Duration
	for i := range result.n {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		defer conn.Close()
		if i%(result.n/10) > 0 && i < result.n-1 {
			continue
		}
		http.DefaultClient.CloseIdleConnections() // the question comes by a new one
		began := time.Now()
		if err := s.shows("/faq/page-1/", "State A ends."); err != nil {
			result.hand++
			t.Logf("beside %d idle connections: %v", i+1, err)
			break
		}
		slowest = max(slowest, time.Since(began))
		result.reads++
	}
	s.end()
	result.note = "the slowest answer beside them took " + slowest.Round(time.Millisecond).String()
	result.report(t)
}

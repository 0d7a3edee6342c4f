package preview

import (
	"net"
	"net/http"
	"testing"
)

// TestIdleConnections holds many connections open that never ask for anything,
// as a port scanner or a forgotten tab does.
func TestIdleConnections(t *testing.T) {
	server, _ := output(t)
	const idle = 400 // files that this process may open are few on some machines
	for range idle {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	if response, text := ask(t, http.MethodGet, server.URL+"/"); response.StatusCode != http.StatusOK || text != "home" {
		t.Errorf("beside %d idle connections: %s %q", idle, response.Status, text)
	}
}

package preview

import (
	"net"
	"net/netip"
	"strings"
)

// address is where a preview listens, and under which names.
type address struct {
	host     string // as a URL names it: 127.0.0.1, [::1], box.example
	port     string
	loopback bool
	any      bool // all of the machine's addresses
}

// addressOf joins what was asked for with the port that was given.
func addressOf(l net.Listener, asked string) address {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	host, _, _ := net.SplitHostPort(asked)
	a := address{host: host, port: port, loopback: host == "localhost"}
	if ip, err := netip.ParseAddr(host); err == nil {
		a.loopback = ip.IsLoopback()
		a.any = ip.IsUnspecified()
		if ip.Is6() {
			a.host = "[" + host + "]"
		}
	} else if host == "" {
		a.any = true
	}
	return a
}

// url is where a browser on this machine finds the preview.
func (a address) url() string {
	host := a.host
	if a.any {
		host = "127.0.0.1"
	}
	return "http://" + host + ":" + a.port + "/"
}

// allows says whether a Host header names this server. A name that somebody
// else's DNS points here is refused: only this machine's own names are
// accepted, and, where all addresses are served, addresses written as such.
func (a address) allows(hostHeader string) bool {
	host, port := hostHeader, "80"
	if h, p, err := net.SplitHostPort(hostHeader); err == nil {
		host, port = h, p
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if port != a.port {
		return false
	}
	switch host {
	case "localhost", "127.0.0.1", "::1", strings.ToLower(strings.Trim(a.host, "[]")):
		return host != ""
	}
	_, err := netip.ParseAddr(host)
	return a.any && err == nil
}

package preview

import (
	"net"

	"golang.org/x/net/netutil"
)

// spare is how many files stay for builds when all that may be open are taken by
// connections: a build reads and writes a few on each processor.
const spare = 256

// limited lets a listener take as many connections at once as the process may
// open files, but for some; more wait to be accepted until others are closed for
// saying nothing.
func limited(l net.Listener) net.Listener {
	return netutil.LimitListener(l, max(openFiles()-spare, 64))
}

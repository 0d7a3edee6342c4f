package preview

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// listenAndServe answers until ctx ends, lets answers that are under way
// finish for a moment, and returns once no connection is left.
func listenAndServe(ctx context.Context, l net.Listener, h http.Handler, hub *hub) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    32 << 10,
		// A browser that hangs up in a handshake is not the writer's concern.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(limited(l)) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	hub.close()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); errors.Is(err, context.DeadlineExceeded) {
		server.Close()
	}
	<-done
	return nil
}

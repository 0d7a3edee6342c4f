package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// served is a preview's own server, with its limits of time and connections.
func served(t *testing.T) (url, host string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("home"), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	hub := newHub()
	hub.succeed(true)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	a := addressOf(l, "127.0.0.1:0")
	go func() { done <- listenAndServe(ctx, l, newHandler(dir, a, hub), hub) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://127.0.0.1:" + a.port, "127.0.0.1:" + a.port
}

// TestMain is also the other end of the connections that TestIdleConnections
// holds, in a process of its own: each may open so many files.
func TestMain(m *testing.M) {
	if host := os.Getenv("DESKBELL_TEST_DIAL"); host != "" {
		if err := dial(host); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("open")
		_, _ = io.Copy(io.Discard, os.Stdin) // until the test lets go
		for _, conn := range held {
			conn.Close()
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const idle = 10_000

var held [idle]net.Conn // or they would be closed when nobody knows them

func dial(host string) error {
	var dialling errgroup.Group
	for worker := range 32 {
		dialling.Go(func() (err error) {
			for i := worker; i < idle && err == nil; i += 32 {
				held[i], err = net.Dial("tcp", host)
			}
			return err
		})
	}
	return dialling.Wait()
}

// TestIdleConnections holds ten thousand connections open that never ask for
// anything, as a port scanner or a forgotten tool does, and asks for a page.
func TestIdleConnections(t *testing.T) {
	if openFiles() < idle+2*spare {
		t.Skipf("skipped: this process may open %d files", openFiles())
	}
	url, host := served(t)
	before := memory()
	client := exec.Command(os.Args[0])
	client.Env = append(os.Environ(), "DESKBELL_TEST_DIAL="+host)
	hold, err := client.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	said, err := client.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(said).ReadString('\n')
	response, text := ask(t, http.MethodGet, url+"/")
	grown := memory() - before
	hold.Close()
	if err := client.Wait(); err != nil || line != "open\n" {
		t.Fatalf("the other end: %v %s", err, line)
	}
	if response.StatusCode != http.StatusOK || text != "home" || grown > 400<<20 {
		t.Errorf("beside %d idle connections, which take %d MB: %s %q", idle, grown>>20, response.Status, text)
	}
	t.Logf("%d idle connections take %d MB", idle, grown>>20)
}

func memory() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapInuse + m.StackInuse)
}

// TestSlowHeaders sends a request's head letter by letter: it is cut off after
// the time that is given for a head, and others are answered meanwhile.
func TestSlowHeaders(t *testing.T) {
	url, host := served(t)
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	begun := time.Now()
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: "+host+"\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	if response, text := ask(t, http.MethodGet, url+"/"); response.StatusCode != http.StatusOK || text != "home" {
		t.Errorf("beside a slow request: %s %q", response.Status, text)
	}
	if err := conn.SetReadDeadline(begun.Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil || strings.Contains(string(answer), "home") {
		t.Errorf("after %v: %v %q, want the connection closed", time.Since(begun).Round(time.Second), err, answer)
	}
}

// TestLongHeads sends a head of half a megabyte: it is refused, not kept.
func TestLongHeads(t *testing.T) {
	_, host := served(t)
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() {
		w := bufio.NewWriter(conn)
		fmt.Fprintf(w, "GET / HTTP/1.1\r\nHost: %s\r\n", host)
		for i := range 5000 {
			fmt.Fprintf(w, "X-%d: %s\r\n", i, strings.Repeat("a", 100))
		}
		fmt.Fprint(w, "\r\n")
		w.Flush() // the other side hangs up
	}()
	line, _ := bufio.NewReader(conn).ReadString('\n')
	if !strings.Contains(line, "431") && line != "" {
		t.Errorf("%q, want 431", line)
	}
}

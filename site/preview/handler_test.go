package preview

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// output makes a folder as a build would, with a secret beside it, and a
// server for it.
func output(t *testing.T) (*httptest.Server, address) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"secret.txt":                  "SECRET",
		"public/index.html":           "home",
		"public/404.html":             "missing",
		"public/en/404.html":          "missing in English",
		"public/en/index.html":        "English",
		"public/指南/登录 失败/index.html":  "登录",
		"public/empty/file.txt":       "x",
		"public/.hidden":              "SECRET",
		"public/.well-known/note.txt": "well known",
		"public/assets/app.js":        "js",
		"public/assets/app.css":       "css",
		"public/_deskbell/search.js":  "search",
		"public/feed.xml":             "xml",
		"public/api/v2/summary.json":  "{}",
		"public/calendar.ics":         "ics",
		"public/media/clip.mp4":       "0123456789",
		"public/search/shard.bin":     "bin",
		"public/index.md":             "# md",
	} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(dir, "public", "link.txt")); err != nil {
		t.Fatal(err)
	}
	hub := newHub()
	hub.succeed(true)
	server := httptest.NewUnstartedServer(nil)
	a := addressOf(server.Listener, "127.0.0.1:0")
	server.Config.Handler = newHandler(filepath.Join(dir, "public"), a, hub)
	server.Start()
	t.Cleanup(server.Close)
	return server, a
}

// ask sends one request and gives the answer with its text.
func ask(t *testing.T, method, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
		request.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

func TestFiles(t *testing.T) {
	server, _ := output(t)
	for _, c := range []struct {
		path   string
		status int
		kind   string
		text   string
	}{
		{"/", 200, "text/html; charset=utf-8", "home"},
		{"/index.html", 200, "text/html; charset=utf-8", "home"},
		{"/en/", 200, "text/html; charset=utf-8", "English"},
		{"/%E6%8C%87%E5%8D%97/%E7%99%BB%E5%BD%95%20%E5%A4%B1%E8%B4%A5/", 200, "text/html; charset=utf-8", "登录"},
		{"/assets/app.js", 200, "text/javascript; charset=utf-8", "js"},
		{"/assets/app.css", 200, "text/css; charset=utf-8", "css"},
		{"/feed.xml", 200, "application/xml; charset=utf-8", "xml"},
		{"/api/v2/summary.json", 200, "application/json", "{}"},
		{"/calendar.ics", 200, "text/calendar; charset=utf-8", "ics"},
		{"/search/shard.bin", 200, "application/octet-stream", "bin"},
		{"/index.md", 200, "text/markdown; charset=utf-8", "# md"},
		{"/.well-known/note.txt", 200, "text/plain; charset=utf-8", "well known"},
		{"/nothing/", 404, "text/html; charset=utf-8", "missing"},
		{"/en/nothing/deep", 404, "text/html; charset=utf-8", "missing in English"},
		{"/empty/", 404, "text/html; charset=utf-8", "missing"},
		{"/empty", 404, "text/html; charset=utf-8", "missing"},
		{"/index.html/", 404, "text/html; charset=utf-8", "missing"},
		{"/.hidden", 404, "text/html; charset=utf-8", "missing"},
		{"/link.txt", 404, "text/html; charset=utf-8", "missing"},
		{"/_deskbell/search.js", 200, "text/javascript; charset=utf-8", "search"},
		{"/_deskbell/waiting.html", 404, "text/html; charset=utf-8", "missing"},
	} {
		response, text := ask(t, http.MethodGet, server.URL+c.path)
		if response.StatusCode != c.status || response.Header.Get("Content-Type") != c.kind || text != c.text {
			t.Errorf("%s: %d %s %q, want %d %s %q", c.path, response.StatusCode, response.Header.Get("Content-Type"), text, c.status, c.kind, c.text)
		}
		if response.Header.Get("Cache-Control") != "no-store" || response.Header.Get("Content-Security-Policy") != policy {
			t.Errorf("%s: headers %v", c.path, response.Header)
		}
		for name := range response.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: answers with %s", c.path, name)
			}
		}
	}
}

func TestRedirectToFolder(t *testing.T) {
	server, _ := output(t)
	for path, want := range map[string]string{
		"/en":     "/en/",
		"/en?q=1": "/en/?q=1",
		"/%E6%8C%87%E5%8D%97/%E7%99%BB%E5%BD%95%20%E5%A4%B1%E8%B4%A5": "/%E6%8C%87%E5%8D%97/%E7%99%BB%E5%BD%95%20%E5%A4%B1%E8%B4%A5/",
	} {
		response, _ := ask(t, http.MethodGet, server.URL+path)
		if got := response.Header.Get("Location"); response.StatusCode != http.StatusFound || got != want {
			t.Errorf("%s: %d to %q, want 302 to %q", path, response.StatusCode, got, want)
		}
	}
}

func TestPartsOfVideo(t *testing.T) {
	server, _ := output(t)
	response, text := ask(t, http.MethodGet, server.URL+"/media/clip.mp4", "Range", "bytes=2-4")
	if response.StatusCode != http.StatusPartialContent || text != "234" {
		t.Errorf("%d %q, want 206 \"234\"", response.StatusCode, text)
	}
	response, text = ask(t, http.MethodHead, server.URL+"/media/clip.mp4")
	if response.StatusCode != http.StatusOK || text != "" || response.ContentLength != 10 {
		t.Errorf("HEAD: %d %q %d bytes, want 200, empty, 10", response.StatusCode, text, response.ContentLength)
	}
}

func TestMethods(t *testing.T) {
	server, _ := output(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"} {
		response, _ := ask(t, method, server.URL+"/")
		if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, want 405", method, response.StatusCode)
		}
	}
}

func TestWhoMayAsk(t *testing.T) {
	server, a := output(t)
	own := "127.0.0.1:" + a.port
	for _, c := range []struct {
		name    string
		headers []string
		page    int
		stream  int
	}{
		{"a tool", nil, 200, 200},
		{"localhost", []string{"Host", "localhost:" + a.port}, 200, 200},
		{"LOCALHOST", []string{"Host", "LocalHost:" + a.port}, 200, 200},
		{"IPv6", []string{"Host", "[::1]:" + a.port}, 200, 200},
		{"another name that leads here", []string{"Host", "evil.example:" + a.port}, 403, 403},
		{"a name that begins as ours", []string{"Host", "localhost.evil.example:" + a.port}, 403, 403},
		{"a name that ends as ours", []string{"Host", "evil.localhost:" + a.port}, 403, 403},
		{"another address", []string{"Host", "192.168.1.5:" + a.port}, 403, 403},
		{"another port", []string{"Host", "127.0.0.1:1"}, 403, 403},
		{"no port", []string{"Host", "127.0.0.1"}, 403, 403},
		{"own page", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"}, 200, 200},
		{"own origin", []string{"Origin", "http://" + own}, 200, 200},
		{"typed", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200, 403},
		{"a link elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200, 403},
		{"a link on another port", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200, 403},
		{"a frame elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403, 403},
		{"a script elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403, 403},
		{"fetch elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"}, 403, 403},
		{"fetch on another port", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"}, 403, 403},
		{"another origin", []string{"Origin", "http://evil.example"}, 403, 403},
		{"another port's origin", []string{"Origin", "http://127.0.0.1:1"}, 403, 403},
		{"a sandboxed frame", []string{"Origin", "null"}, 403, 403},
		{"https", []string{"Origin", "https://" + own}, 403, 403},
	} {
		response, text := ask(t, http.MethodGet, server.URL+"/", c.headers...)
		if response.StatusCode != c.page || (c.page != 200 && strings.Contains(text, "home")) {
			t.Errorf("%s: page %d %q, want %d", c.name, response.StatusCode, text, c.page)
		}
		if got := streamStatus(t, server.URL, c.headers...); got != c.stream {
			t.Errorf("%s: event stream %d, want %d", c.name, got, c.stream)
		}
	}
}

// streamStatus opens the event stream only as far as its status.
func streamStatus(t *testing.T, url string, headers ...string) int {
	t.Helper()
	request, _ := http.NewRequest(http.MethodGet, url+eventsPath, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

func TestHostsWhenBoundElsewhere(t *testing.T) {
	box := address{host: "box.example", port: "4242"}
	everywhere := address{any: true, host: "0.0.0.0", port: "4242"}
	for _, c := range []struct {
		a    address
		host string
		want bool
	}{
		{box, "box.example:4242", true},
		{box, "BOX.example:4242", true},
		{box, "localhost:4242", true},
		{box, "other.example:4242", false},
		{everywhere, "192.168.1.5:4242", true},
		{everywhere, "[fe80::1]:4242", true},
		{everywhere, "rebound.example:4242", false},
		{everywhere, "192.168.1.5:80", false},
		{address{host: "", any: true, port: "80"}, "localhost", true},
		{address{host: "", any: true, port: "80"}, "", false},
	} {
		if got := c.a.allows(c.host); got != c.want {
			t.Errorf("bound to %q:%s, Host %q: %v, want %v", c.a.host, c.a.port, c.host, got, c.want)
		}
	}
}

// TestTraversal sends requests as they stand, which a client would clean.
func TestTraversal(t *testing.T) {
	server, a := output(t)
	paths := []string{
		"/../secret.txt", "/..", "/../", "/./index.html", "/en/../../secret.txt", "/en/..", "/...//../secret.txt",
		"/%2e%2e/secret.txt", "/%2E%2E/secret.txt", "/.%2e/secret.txt", "/%2e./secret.txt", "/en/%2e%2e/%2e%2e/secret.txt",
		"/..%2fsecret.txt", "/..%2Fsecret.txt", "/en%2f..%2f..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/%2fetc/passwd",
		`/..\secret.txt`, `/en\..\..\secret.txt`, "/..%5csecret.txt", "/%5c..%5csecret.txt", "/en%5C..%5C..%5Csecret.txt",
		"//etc/passwd", "//127.0.0.1/secret.txt", "//evil.example/", "//evil.example/%2e%2e", "/en//../../secret.txt",
		"/secret.txt%00.html", "/%00", "/index.html%00", "/en/%0a", "/en/%7f", "/%c0%ae%c0%ae/secret.txt", "/%ff", "/%c0%af",
		"/%", "/%zz", "/%2", "/%u002e%u002e/secret.txt",
		"/../../../../../../../../etc/passwd", "/?/../secret.txt/../..", "/@fs/etc/passwd", "/%252e%252e/secret.txt", "/..%252fsecret.txt",
		"/..;/secret.txt", "/.;/", "/.../secret.txt", "/C:/Windows/win.ini", "/C:%5cWindows", "/file:///etc/passwd", "/.git/config", "/.hidden",
		"/link.txt", "secret.txt", "../secret.txt", "http://evil.example/", "http://127.0.0.1:" + a.port + "/../secret.txt", "*",
	}
	for _, path := range paths {
		status, text := raw(t, server, "GET "+path+" HTTP/1.1\r\nHost: 127.0.0.1:"+a.port+"\r\nConnection: close\r\n\r\n")
		if strings.Contains(text, "SECRET") || strings.Contains(text, "root:") {
			t.Errorf("%s: leaks %q", path, text)
		}
		if len(status) != 3 || status[0] != '4' {
			if path == "/?/../secret.txt/../.." && status == "200" { // a query is not a path
				continue
			}
			t.Errorf("%s: status %q, want 4xx", path, status)
		}
	}
	if _, text := ask(t, http.MethodGet, server.URL+"/"); text != "home" {
		t.Errorf("afterwards / is %q, want it alive", text)
	}
}

func TestBadPathsAreBadRequests(t *testing.T) {
	server, a := output(t)
	for _, path := range []string{"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", `/..\secret.txt`, "/a%00", "//evil.example/"} {
		status, _ := raw(t, server, "GET "+path+" HTTP/1.1\r\nHost: 127.0.0.1:"+a.port+"\r\nConnection: close\r\n\r\n")
		if status != "400" {
			t.Errorf("%s: %s, want 400", path, status)
		}
	}
}

// raw sends bytes and gives the status and all of the answer.
func raw(t *testing.T, server *httptest.Server, request string) (status, text string) {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	answer, _ := io.ReadAll(conn)
	fields := strings.Fields(string(answer))
	if len(fields) < 2 {
		return "", string(answer)
	}
	return fields[1], string(answer)
}

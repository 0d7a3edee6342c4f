package deskbell_test

import (
	"bytes"
	"debug/elf"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// released builds the program as .ci/release.sh does, for linux/amd64, and gives
// its name and its bill of materials.
func released(t *testing.T) (binary string, bom []byte) {
	t.Helper()
	binary = filepath.Join(t.TempDir(), "deskbell")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w -X main.release=v0.0.0", "-o", binary, "./cmd/deskbell")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	list := exec.Command("node", ".ci/sbom.mjs", binary, "v0.0.0")
	list.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1795226400")
	var said bytes.Buffer
	list.Stderr = &said
	bom, err := list.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, said.Bytes())
	}
	return binary, bom
}

// A released program needs nothing of the machine it runs on, and its bill of
// materials is one by the schema, lists what is in it and nothing else. The check
// of the schema finds what is wrong with one.
func TestRelease(t *testing.T) {
	if _, err := os.Stat("node_modules/@cyclonedx/cyclonedx-library"); err != nil {
		t.Skip("skipped: no npm packages")
	}
	binary, bom := released(t)
	f, err := elf.Open(binary)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if libraries, _ := f.ImportedLibraries(); len(libraries) > 0 || slices.ContainsFunc(f.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP }) {
		t.Errorf("the program is not static: %v", libraries)
	}
	info, err := os.Stat(binary)
	if err != nil || info.Size() > 48<<20 {
		t.Errorf("the program has %d MB, %v", info.Size()>>20, err)
	}
	valid := func(text []byte) (said string, ok bool) {
		file := filepath.Join(t.TempDir(), "bom.json")
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("node", ".ci/sbom_check.mjs", file).CombinedOutput()
		return string(out), err == nil
	}
	if said, ok := valid(bom); !ok {
		t.Errorf("the bill of materials: %s", said)
	}
	for _, slip := range []struct{ old, new, want string }{
		{`"specVersion": "1.6"`, `"specVersion": 1.6`, "/specVersion"},
		{`"type": "library"`, `"type": "book"`, "/components/1/type"},
		{`"dependsOn": [`, `"dependsOn": ["pkg:golang/nothing@v1",`, "pkg:golang/nothing@v1 is no component"},
	} {
		if said, ok := valid([]byte(strings.Replace(string(bom), slip.old, slip.new, 1))); ok || !strings.Contains(said, slip.want) {
			t.Errorf("%s is not found: %s", slip.new, said)
		}
	}
	var list struct {
		Components []struct{ Name, Version string }
	}
	if err := json.Unmarshal(bom, &list); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, c := range list.Components {
		found[c.Name] = c.Version != ""
	}
	if !found["go"] || !found["github.com/yuin/goldmark"] || !found["golang.org/x/text"] || found["github.com/chromedp/chromedp"] {
		t.Errorf("components: %v", found)
	}
}

// The image holds the program and nothing else, and runs it as nobody.
func TestContainerfile(t *testing.T) {
	text, err := os.ReadFile("Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	_, last, ok := strings.Cut(string(text), "\nFROM scratch\n")
	if !ok || strings.Contains(last, "\nFROM ") {
		t.Fatal("the image does not begin with nothing")
	}
	var steps []string
	for line := range strings.Lines(last) {
		steps = append(steps, strings.TrimSpace(line))
	}
	want := []string{"COPY --from=build /deskbell /deskbell", "USER 65532:65532", `ENTRYPOINT ["/deskbell"]`, `CMD ["--help"]`}
	if !slices.Equal(steps, want) {
		t.Errorf("the image is %q, want %q", steps, want)
	}
	build := regexp.MustCompile(`(?m)^RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main\.release=\$VERSION" -o /deskbell \./cmd/deskbell$`)
	if !build.Match(text) {
		t.Error("the program is not built as releases are")
	}
}

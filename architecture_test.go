// Package deskbell_test holds the house rules of docs/architecture.md that a
// program can check: who may import whom, and on what the project rests.
package deskbell_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the prefix of the project's own packages.
const module = "deskbell"

// mayImport says for each part of the house which of the project's packages it
// may import beside those below itself. The longest prefix counts; what is not
// listed may import anything, and may not be imported by what is.
var mayImport = map[string][]string{
	"diag":            {},
	"diag/strictyaml": {"diag"},
	"diag/wire":       {"diag"},
	"content":         {"diag"},
	"status":          {"diag"},
	"search":          {"diag"},
	"themes":          {"diag"},
	"site":            {"content", "diag", "search", "status", "themes"},
	"site/preview":    {"diag", "site"},
}

// onlyIn says where a package of others, or of the standard library, may be
// imported outside tests: nil is nowhere.
var onlyIn = map[string][]string{
	"github.com/yuin/goldmark":       {"content/markdown"},
	"github.com/alecthomas/chroma":   {"content/markdown"},
	"github.com/dlclark/regexp2":     {"content/markdown"},
	"github.com/microcosm-cc":        {"content/markdown"},
	"github.com/blevesearch":         {"search"},
	"github.com/mozillazg/go-pinyin": {"search/pinyin/make", "bench"},
	"github.com/fsnotify/fsnotify":   {"site/preview"},
	"github.com/spf13/cobra":         {"cmd"},
	"github.com/chromedp":            {"bench"}, // drives a browser: for measurements and tests
	"github.com/rogpeppe":            nil,
	"github.com/santhosh-tekuri":     nil,
	"net/http":                       {"cmd", "site/preview", "bench"},
	"net":                            {"cmd", "site/preview", "bench"},
	"os/exec":                        {"bench"}, // nothing that a site holds is ever run
	"plugin":                         nil,
	"unsafe":                         nil,
}

// direct are the modules that the project may import, tests included. Each
// has its reason in docs/architecture.md.
var direct = []string{
	"github.com/PuerkitoBio/goquery",
	"github.com/alecthomas/chroma/v2",
	"github.com/andybalholm/brotli",
	"github.com/blevesearch/bleve/v2",
	"github.com/blevesearch/bleve_index_api",
	"github.com/chromedp/cdproto",
	"github.com/chromedp/chromedp",
	"github.com/evanw/esbuild",
	"github.com/fsnotify/fsnotify",
	"github.com/dlclark/regexp2/v2",
	"github.com/klauspost/compress",
	"github.com/microcosm-cc/bluemonday",
	"github.com/mozillazg/go-pinyin",
	"github.com/rogpeppe/go-internal",
	"github.com/santhosh-tekuri/jsonschema/v6",
	"github.com/spf13/cobra",
	"github.com/yuin/goldmark",
	"go.yaml.in/yaml/v4",
	"golang.org/x/image",
	"golang.org/x/net",
	"golang.org/x/sync",
	"golang.org/x/sys",
	"golang.org/x/term",
	"golang.org/x/text",
}

// longestChain is how many imports may follow one another within the project.
const longestChain = 6

// pack is what "go list -json" says of a package.
type pack struct {
	ImportPath, Dir                    string
	Standard                           bool
	Imports, TestImports, XTestImports []string
	GoFiles                            []string
	Module                             *struct{ Path string }
}

func TestImportRules(t *testing.T) {
	packs := list(t, "./...")
	if len(packs) < len(mayImport) {
		t.Fatalf("go list found %d packages, fewer than there are rules", len(packs))
	}
	for _, v := range violations(packs) {
		t.Error(v)
	}
}

func TestImportChains(t *testing.T) {
	if chain := longest(list(t, "./...")); len(chain)-1 > longestChain {
		t.Errorf("a chain of %d imports, want %d at most: %s", len(chain)-1, longestChain, strings.Join(chain, " → "))
	}
}

// TestStandardLibraryOnly follows all that diag and what rests on it alone
// pull in, not only what they name.
func TestStandardLibraryOnly(t *testing.T) {
	for _, p := range list(t, "-deps", "./diag") {
		if !p.Standard && p.ImportPath != module+"/diag" {
			t.Errorf("diag rests on %s, want the standard library alone", p.ImportPath)
		}
	}
	for part, banned := range map[string][]string{
		"./content/...": {"github.com/blevesearch/bleve", "github.com/fsnotify/fsnotify", "net/http"},
		"./status/...":  {"github.com/blevesearch/bleve", "github.com/yuin/goldmark", "github.com/alecthomas/chroma", "github.com/fsnotify/fsnotify", "net/http"},
		"./search/...":  {"github.com/yuin/goldmark", "github.com/alecthomas/chroma", "github.com/fsnotify/fsnotify"},
		"./site":        {"os/exec", "plugin"}, // no build runs a program, by however long a way
		"./themes/...":  {"github.com/blevesearch/bleve", "github.com/yuin/goldmark", "github.com/alecthomas/chroma", "github.com/fsnotify/fsnotify"},
	} {
		for _, p := range list(t, "-deps", part) {
			for _, b := range banned {
				if below(p.ImportPath, b) {
					t.Errorf("%s rests on %s, by however long a way", part, p.ImportPath)
				}
			}
		}
	}
}

func TestDirectDependencies(t *testing.T) {
	modules := map[string]string{} // package → module
	for _, p := range list(t, "-deps", "-test", "./...") {
		if p.Module != nil && p.Module.Path != module {
			modules[p.ImportPath] = p.Module.Path
		}
	}
	for _, p := range list(t, "./...") {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if m := modules[imported]; m != "" && !slices.Contains(direct, m) {
				t.Errorf("%s imports %s of %s, which is not on the list of direct dependencies", p.ImportPath, imported, m)
			}
		}
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(run(t, "go", "mod", "edit", "-json"), &mod); err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if !r.Indirect && !slices.Contains(direct, r.Path) {
			t.Errorf("go.mod requires %s directly, which is not on the list of direct dependencies", r.Path)
		}
	}
}

// TestClock finds who looks at the wall clock: the parts that make output may
// not, or the same input would not give the same bytes.
func TestClock(t *testing.T) {
	for _, p := range list(t, "./content/...", "./status/...", "./search/...", "./themes/...") {
		for _, name := range p.GoFiles {
			for _, v := range clockReads(t, filepath.Join(p.Dir, name)) {
				t.Error(v)
			}
		}
	}
}

// TestRulesCanFail plants what the rules forbid.
func TestRulesCanFail(t *testing.T) {
	for _, c := range []struct{ from, imports, want string }{
		{"content", "deskbell/status", "deskbell/content imports deskbell/status"},
		{"search", "deskbell/content/markdown", "deskbell/search imports deskbell/content/markdown"},
		{"themes", "deskbell/site", "deskbell/themes imports deskbell/site"},
		{"diag", "deskbell/diag/strictyaml", "deskbell/diag imports deskbell/diag/strictyaml"},
		{"diag", "go.yaml.in/yaml/v4", "deskbell/diag imports go.yaml.in/yaml/v4"},
		{"site", "deskbell/site/preview", "deskbell/site imports deskbell/site/preview"},
		{"site/preview", "deskbell/content", "deskbell/site/preview imports deskbell/content"},
		{"status/importer", "deskbell/cmd/deskbell", "deskbell/status/importer imports deskbell/cmd/deskbell"},
		{"site", "github.com/yuin/goldmark/ast", "deskbell/site imports github.com/yuin/goldmark/ast"},
		{"themes", "github.com/alecthomas/chroma/v2/styles", "deskbell/themes imports github.com/alecthomas/chroma/v2/styles"},
		{"site", "github.com/blevesearch/bleve/v2", "deskbell/site imports github.com/blevesearch/bleve/v2"},
		{"cmd/deskbell", "github.com/fsnotify/fsnotify", "deskbell/cmd/deskbell imports github.com/fsnotify/fsnotify"},
		{"content", "net/http", "deskbell/content imports net/http"},
		{"site", "os/exec", "deskbell/site imports os/exec"},
		{"content/markdown", "github.com/yuin/goldmark", ""},
		{"content", "deskbell/content/markdown", ""},
		{"status", "deskbell/diag/strictyaml", ""},
		{"site/preview", "deskbell/site", ""},
		{"cmd/deskbell", "deskbell/status", ""},
		{"cmd/deskbell", "net/http", ""},
	} {
		found := violations([]pack{{ImportPath: module + "/" + c.from, Imports: []string{c.imports}}})
		if got := strings.Join(found, "\n"); c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s importing %s: %q, want %q", c.from, c.imports, got, c.want)
		}
	}
	var chain []pack
	for i := range longestChain + 1 {
		chain = append(chain, pack{ImportPath: fmt.Sprint(module, "/p", i), Imports: []string{fmt.Sprint(module, "/p", i+1)}})
	}
	if got := len(longest(chain)) - 1; got != longestChain+1 {
		t.Errorf("a chain of %d imports is measured as %d", longestChain+1, got)
	}
}

// violations are the imports that the rules forbid, in order.
func violations(packs []pack) []string {
	var out []string
	for _, p := range packs {
		part := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		for _, imported := range p.Imports {
			if own, ok := strings.CutPrefix(imported, module+"/"); ok {
				out = append(out, forbiddenOwn(part, own)...)
			} else {
				out = append(out, forbiddenOther(part, imported)...)
			}
		}
		for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
			if own, ok := strings.CutPrefix(imported, module+"/"); ok {
				out = append(out, forbiddenOwn(part, own)...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// forbiddenOwn judges an import of one of the project's packages by another.
func forbiddenOwn(part, imported string) []string {
	rule, ok := ruleOf(part)
	if !ok || imported == part {
		return nil
	}
	importedRule, listed := ruleOf(imported)
	// A part may use what is below itself, unless that has a rule of its own.
	if listed && importedRule == rule && below(imported, rule) {
		return nil
	}
	for _, allowed := range mayImport[rule] {
		if listed && topOf(importedRule) == allowed && (importedRule == allowed || allowed == "diag") {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s/%s imports %s/%s, but %s may import only %s of the project",
		module, part, module, imported, rule, cmp.Or(strings.Join(mayImport[rule], ", "), "nothing"))}
}

// forbiddenOther judges an import from outside the project.
func forbiddenOther(part, imported string) []string {
	if below(part, "diag") && part != "diag/strictyaml" && strings.Contains(strings.Split(imported, "/")[0], ".") {
		return []string{fmt.Sprintf("%s/%s imports %s, but diag rests on the standard library alone", module, part, imported)}
	}
	for banned, places := range onlyIn {
		matches := imported == banned || strings.Contains(banned, ".") && below(imported, banned)
		if matches && !slices.ContainsFunc(places, func(place string) bool { return below(part, place) }) {
			return []string{fmt.Sprintf("%s/%s imports %s, which is for %s",
				module, part, imported, cmp.Or(strings.Join(places, " and "), "tests")+" only")}
		}
	}
	return nil
}

// ruleOf is the longest entry of mayImport that a package falls under.
func ruleOf(part string) (string, bool) {
	best, found := "", false
	for rule := range mayImport {
		if below(part, rule) && len(rule) > len(best) {
			best, found = rule, true
		}
	}
	return best, found
}

func topOf(part string) string {
	top, _, _ := strings.Cut(part, "/")
	return top
}

// below says whether a path is the prefix or under it.
func below(path, prefix string) bool {
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

// longest is the longest chain of imports within the project.
func longest(packs []pack) []string {
	imports := map[string][]string{}
	for _, p := range packs {
		imports[p.ImportPath] = p.Imports
	}
	known := map[string][]string{}
	var from func(string) []string
	from = func(p string) []string {
		if chain, ok := known[p]; ok {
			return chain
		}
		var best []string
		for _, next := range imports[p] {
			if below(next, module) {
				if chain := from(next); len(chain) > len(best) {
					best = chain
				}
			}
		}
		known[p] = append([]string{p}, best...)
		return known[p]
	}
	var best []string
	for _, p := range slices.Sorted(maps.Keys(imports)) {
		if chain := from(p); len(chain) > len(best) {
			best = chain
		}
	}
	return best
}

// clockReads are the places of a file that ask for the present time.
func clockReads(t *testing.T, name string) []string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		owner, ok := selector.X.(*ast.Ident)
		if ok && owner.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, selector.Sel.Name) {
			out = append(out, fmt.Sprintf("%s: time.%s: the clock is a parameter that comes from cmd", files.Position(n.Pos()), selector.Sel.Name))
		}
		return true
	})
	return out
}

// list asks the go command about packages.
func list(t *testing.T, args ...string) []pack {
	t.Helper()
	text := run(t, "go", append([]string{"list", "-json=ImportPath,Dir,Standard,Imports,TestImports,XTestImports,GoFiles,Module"}, args...)...)
	var packs []pack
	for decoder := json.NewDecoder(bytes.NewReader(text)); ; {
		var p pack
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packs
		} else if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, p)
	}
}

func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	text, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, stderr.Bytes())
	}
	return text
}

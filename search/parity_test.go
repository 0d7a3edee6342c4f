package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"deskbell/search/client"
)

// node runs a script with input as JSON on its standard input and reads its
// answer into output.
func node(t *testing.T, script string, input, output any) {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: no node")
	}
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(path, script)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(data), &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), output); err != nil {
		t.Fatal(err)
	}
}

type asked struct {
	Query   string         `json:"query"`
	Options map[string]any `json:"options"`
}

// run is an index with queries to be asked of it.
type run struct {
	Files   map[string][]byte `json:"files"`
	Lang    string            `json:"lang"`
	Queries []asked           `json:"queries"`
}

func newRun(tree string, files []File, queries []asked) run {
	r := run{map[string][]byte{}, tree, queries}
	for _, f := range files {
		r.Files[f.Name] = f.Data
	}
	return r
}

// browse answers the queries of each run with the client in node.
func browse(t *testing.T, runs ...run) [][]Results {
	t.Helper()
	input := struct {
		Script string `json:"script"`
		Runs   []run  `json:"runs"`
	}{string(Script()), runs}
	var out [][]Results
	node(t, "testdata/parity.mjs", input, &out)
	return out
}

func reader(t testing.TB, tree string, files []File) *Shards {
	t.Helper()
	byName := map[string][]byte{}
	for _, f := range files {
		byName[f.Name] = f.Data
	}
	x, err := OpenShards(tree, func(name string) ([]byte, error) {
		if data, ok := byName[name]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// compare checks that the browser's results are those of the Go reader.
func compare(t *testing.T, query string, want, got Results) {
	t.Helper()
	for i := range want.Hits { // the browser has the anchor in the address alone
		want.Hits[i].Anchor = ""
	}
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got)
	// Empty lists that one side leaves out are the same.
	var x, y Results
	json.Unmarshal(a, &x)
	json.Unmarshal(b, &y)
	for _, r := range []*Results{&x, &y} {
		for i := range r.Hits {
			h := &r.Hits[i]
			if len(h.Products) == 0 {
				h.Products = nil
			}
			if len(h.TitleMarks) == 0 {
				h.TitleMarks = nil
			}
			if len(h.SectionMarks) == 0 {
				h.SectionMarks = nil
			}
		}
	}
	a, _ = json.Marshal(x)
	b, _ = json.Marshal(y)
	if !bytes.Equal(a, b) {
		t.Errorf("query %q:\n  go      %s\n  browser %s", query, a, b)
	}
}

// queriesFrom makes queries of a corpus: titles, parts of sentences, words cut
// short, and words that it does not have.
func queriesFrom(pages []Page, n int) []asked {
	random := rand.New(rand.NewPCG(1, 2))
	var out []asked
	for len(out) < n {
		p := &pages[random.IntN(len(pages))]
		s := &p.Sections[random.IntN(len(p.Sections))]
		text := []rune(s.Text)
		var q string
		switch random.IntN(8) {
		case 0:
			q = p.Title
		case 1:
			q = s.Heading
		case 2, 3:
			if len(text) > 0 {
				from := random.IntN(len(text))
				q = string(text[from:min(len(text), from+5+random.IntN(60))])
			}
		case 4:
			if words := strings.FieldsFunc(s.Text, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '.' }); len(words) > 2 {
				q = words[random.IntN(len(words))] + " " + words[random.IntN(len(words))]
				q = q[:len(q)-random.IntN(min(3, len(q)))]
				q = strings.ToValidUTF8(q, "")
			}
		case 5: // words whose first letters are wrong
			for _, w := range strings.Fields(s.Text) {
				if len(w) > 6 && w[0] < 0x80 && w[1] < 0x80 && len(q) < 40 {
					q += w[1:2] + w[:1] + w[2:] + " "
				}
			}
		case 6:
			q = spaced(string(text[:min(len(text), 8)])) + " " + strings.ReplaceAll(spaced(p.Title), " ", "")
			q = q[:len(q)-random.IntN(min(4, len(q)))]
		default:
			q = p.Title + "xq " + fmt.Sprint(random.IntN(1000))
		}
		if strings.TrimSpace(q) == "" {
			continue
		}
		if len(out)%6 == 0 {
			q = quotePart(random, q)
		}
		if len(out)%9 == 0 {
			q = traditional(q)
		}
		if len(out)%4 == 0 {
			q = misspelt([]judged{{query: q}})[0].query
		}
		options := map[string]any{}
		if len(out)%7 == 0 {
			options["kinds"] = []string{p.Kind}
		}
		if len(out)%5 == 0 {
			options["limit"] = 1 + random.IntN(30)
		}
		out = append(out, asked{q, options})
	}
	return out
}

func optionsOf(o map[string]any) Options {
	var out Options
	out.Kinds, _ = o["kinds"].([]string)
	out.Products, _ = o["products"].([]string)
	out.Versions, _ = o["versions"].([]string)
	out.Langs, _ = o["langs"].([]string)
	out.Limit, _ = o["limit"].(int)
	return out
}

func testParity(t *testing.T, tree string, pages []Page, s *Settings, queries []asked) {
	t.Helper()
	sameLists(t, tree, build(t, tree, pages, s), queries)
}

// sameLists checks that the Go reader and the browser find the same.
func sameLists(t *testing.T, tree string, files []File, queries []asked) {
	t.Helper()
	got := browse(t, newRun(tree, files, queries))[0]
	x := reader(t, tree, files)
	for i, q := range queries {
		compare(t, q.Query, x.Search(q.Query, optionsOf(q.Options)), got[i])
		if t.Failed() {
			return
		}
	}
}

func TestParityECS(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		t.Run(lang, func(t *testing.T) {
			c := ecs(t, lang)
			sameLists(t, lang, c.files, queriesFrom(c.pages, 1050))
		})
	}
}

func TestTokenParity(t *testing.T) {
	module, err := client.BundleModule(os.DirFS("client/src"), "token.js")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for r := rune(0); r < 0x30000; r++ {
		if r > 0x3400 && r%11 > 0 || r >= 0xD800 && r < 0xE000 || !unicode.IsPrint(r) && r > 0xff {
			continue
		}
		texts = append(texts, canonical("a"+string(r)+"b 1"+string(r)+"2 x "+string(r)+" 中"+string(r)))
	}
	random := rand.New(rand.NewPCG(8, 9))
	signs := []rune("aAzZ09_-.+#/\\@~':,;’ \n中密碼カタひ한글éİß٠םב\u0301\u200b\u200d\ufe0fＡ１：😀")
	for range 3000 {
		text := make([]rune, 1+random.IntN(14))
		for i := range text {
			text[i] = signs[random.IntN(len(signs))]
		}
		texts = append(texts, canonical(string(text)))
	}
	input := struct {
		Script string   `json:"script"`
		Texts  []string `json:"texts"`
	}{string(module), texts}
	var got [][][4]any
	node(t, "testdata/tokens.mjs", input, &got)
	bad := 0
	for i, text := range texts {
		if want := tokensOf(text); want != fmt.Sprint(got[i]) {
			if bad++; bad < 4 {
				t.Errorf("%+q\n  go      %s\n  browser %v", text, want, got[i])
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d of %d texts differ", bad, len(texts))
	}
}

func tokensOf(text string) string {
	var s scanner
	folded, from := foldMapped(text)
	out := [][4]any{}
	for _, t := range s.scan(folded) {
		class := map[tokenClass]string{wordToken: "word", ideoToken: "ideo", codeToken: "code", pieceToken: "piece"}[t.class]
		out = append(out, [4]any{string(t.term), from[t.start], from[t.end], class})
	}
	return fmt.Sprint(out)
}

// traditional writes a text in traditional characters.
func traditional(text string) string {
	back := map[rune]rune{}
	for i, s := range allHanPairs() {
		if _, ok := back[rune(s)]; !ok && s != 0 {
			back[rune(s)] = firstPair + rune(i)
		}
	}
	return strings.Map(func(r rune) rune {
		if t, ok := back[r]; ok {
			return t
		}
		return r
	}, text)
}

// quotePart puts a part of a query into quotation marks.
func quotePart(random *rand.Rand, q string) string {
	text := []rune(q)
	a, b := random.IntN(len(text)+1), random.IntN(len(text)+1)
	a, b = min(a, b), max(a, b)
	return string(text[:a]) + " \"" + string(text[a:b]) + "\" " + string(text[b:])
}

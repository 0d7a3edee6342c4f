package site

import (
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// reckoner does a sum as a reader would who sees nothing but the page: numbers,
// + − × ÷ and brackets.
type reckoner struct {
	tokens []string
}

var (
	sumTokens = regexp.MustCompile(`[0-9][0-9,]*(?:\.[0-9]+)?%?|[+−×÷()]`)
	aside     = regexp.MustCompile(`\(100% − [0-9.]+%\)`)
)

func reckon(t *testing.T, s string) *big.Rat {
	t.Helper()
	r := &reckoner{sumTokens.FindAllString(aside.ReplaceAllString(s, ""), -1)}
	x := r.sum()
	if x == nil || len(r.tokens) > 0 {
		t.Fatalf("%q is no sum: %v", s, r.tokens)
	}
	return x
}

func (r *reckoner) next(tokens string) string {
	if len(r.tokens) == 0 || !strings.Contains(tokens, r.tokens[0]) {
		return ""
	}
	token := r.tokens[0]
	r.tokens = r.tokens[1:]
	return token
}

func (r *reckoner) sum() *big.Rat {
	x := r.product()
	for x != nil {
		switch r.next("+−") {
		case "+":
			x = new(big.Rat).Add(x, r.product())
		case "−":
			x = new(big.Rat).Sub(x, r.product())
		default:
			return x
		}
	}
	return x
}

func (r *reckoner) product() *big.Rat {
	x := r.factor()
	for x != nil {
		switch r.next("×÷") {
		case "×":
			x = new(big.Rat).Mul(x, r.factor())
		case "÷":
			x = new(big.Rat).Quo(x, r.factor())
		default:
			return x
		}
	}
	return x
}

func (r *reckoner) factor() *big.Rat {
	if r.next("−") != "" {
		return new(big.Rat).Neg(r.factor())
	}
	if r.next("(") != "" {
		x := r.sum()
		r.next(")")
		return x
	}
	if len(r.tokens) == 0 {
		return nil
	}
	number, percent := strings.CutSuffix(strings.ReplaceAll(r.tokens[0], ",", ""), "%")
	r.tokens = r.tokens[1:]
	x, ok := new(big.Rat).SetString(number)
	if ok && percent {
		x.Quo(x, big.NewRat(100, 1))
	}
	return x
}

// Every line of every report of the example comes out right when it is reckoned
// again from what is written.
func TestEverySumComesOutRight(t *testing.T) {
	out, _ := built(t, "../examples/acme", nil)
	pages, err := filepath.Glob(filepath.Join(out, "en/status/sla/*/index.html"))
	if err != nil || len(pages) < 15 {
		t.Fatal(err, len(pages))
	}
	lines := 0
	for _, name := range pages {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := goquery.NewDocumentFromReader(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		doc.Find(".sums dl > div").Each(func(_ int, s *goquery.Selection) {
			label, line := s.Find("dt").Text(), s.Find("dd").Text()
			if label == "Period" || label == "Target" || label == "Credit" || !strings.Contains(line, " = ") {
				return
			}
			lines++
			checkSum(t, filepath.Base(filepath.Dir(name))+" "+label, line)
		})
	}
	if lines < 300 {
		t.Errorf("only %d lines", lines)
	}
}

// checkSum reckons the left side of a line again. A right side that is cut off
// must be the beginning of what comes out.
func checkSum(t *testing.T, label, line string) {
	t.Helper()
	line, _, _ = strings.Cut(line, ";")
	left, right, _ := strings.Cut(line, " = ")
	got, want := reckon(t, left), reckon(t, strings.ReplaceAll(right, "…", ""))
	diff := new(big.Rat).Sub(got, want)
	if strings.Contains(right, "…") {
		if diff.Sign() <= 0 || diff.Cmp(big.NewRat(1, 100_000)) >= 0 {
			t.Errorf("%s: %s: off by %s", label, line, diff.FloatString(12))
		}
	} else if diff.Sign() != 0 {
		t.Errorf("%s: %s: comes to %s", label, line, got.FloatString(6))
	}
}

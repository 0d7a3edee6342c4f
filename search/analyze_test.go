package search

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	tokenizer "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"golang.org/x/text/unicode/norm"
)

// analyze returns the stems of a text in the order in which they are found.
func analyze(t testing.TB, lang, text string) string {
	t.Helper()
	a, err := newAnalyzer(lang)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, token := range a.Analyze([]byte(text)) {
		out = append(out, string(token.Term))
	}
	return strings.Join(out, " ")
}

func TestAnalysis(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The server's connections are Crashing", "the server connect are crash"},
		{"en", "don't", "don't"},
		{"zh-CN", "如何重置密码？", "如何 何重 重置 置密 密码"},
		{"zh-CN", "云", "云"},
		{"zh-CN", "ＡＰＩ 密钥", "api 密钥"},
		{"zh-CN", "用SDK连接MySQL", "my sql 用 sdk 连接 mysql"},
		{"en", "重启 servers", "重启 server"},
		{"zh-CN", "Connections 超时", "connect 超时"},
		{"en", "ORA-00600", "ora-00600 ora 00600"},
		{"en", "ERR_CONN_RESET", "err_conn_reset err conn reset"},
		{"en", "upgrade to v2.3.1.", "v2.3.1 2.3.1 upgrad to v2 3 1"},
		{"en", "tidb_mem_quota_query", "tidb_mem_quota_query tidb mem quota queri"},
		{"en", "C++ and C# or .NET", "c++ c# .net c and c or net"},
		{"en", "use --max-conns=10", "--max-conns use max conn 10"},
		{"en", "edit /etc/acme/client.conf", "/etc/acme/client.conf client.conf edit etc acm client conf"},
		{"en", "getUserInfo HTTPServer", "get user info http server getuserinfo httpserver"},
		{"en", "first-time read/write", "first time read write"},
		{"en", "user@example.com", "user@example.com user exampl com"},
		{"ja", "データベースに接続", "デー ータ タベ ベー ース スに に接 接続"},
		{"ko", "SDK를 설치하세요", "sdk 를 설치 치하 하세 세요"},
		{"fr", "l'avion des chevaux", "avion des cheval"},
		{"de", "Häuser", "haus"},
		{"es", "canciones", "cancion"},
		{"ru", "соединения", "соединен"},
		{"pt", "conexões", "conexa"},
		{"ar", "المكتبات", "مكتب"},
		{"xx", "Servers", "server"},
	} {
		if got := analyze(t, c.lang, c.text); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

// TestPairsAreBleves checks that characters are paired as bleve's filter does.
func TestPairsAreBleves(t *testing.T) {
	filter := cjk.NewCJKBigramFilter(false)
	for _, text := range []string{"如何重置密码", "云", "重启 server 后", "カタカナとひらがな", "一，二三、四五六", "𠮷野家"} {
		var want []string
		for _, token := range filter.Filter(tokenizer.NewUnicodeTokenizer().Tokenize([]byte(text))) {
			if token.Type != analysis.AlphaNumeric {
				want = append(want, string(token.Term))
			}
		}
		var got []string
		var s scanner
		for _, token := range s.scanText(text) {
			if token.class == ideoToken {
				got = append(got, string(token.term))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, bleve has %v", text, got, want)
		}
	}
}

// TestPlainIsBleves checks that the short way through plain text gives the
// tokens that bleve's tokenizer gives.
func TestPlainIsBleves(t *testing.T) {
	var texts []string
	random := rand.New(rand.NewPCG(15, 16))
	signs := []rune("ab19''.,,;;:_-+/  \n中文字，。、“”…—→×￥¥≥•《》é’©한글アー・кй")
	for range 20_000 {
		text := make([]rune, 1+random.IntN(12))
		for i := range text {
			text[i] = signs[random.IntN(len(signs))]
		}
		texts = append(texts, string(text))
	}
	for _, p := range fixture() {
		for _, s := range p.Sections {
			texts = append(texts, p.Title, s.Heading, s.Text)
		}
	}
	var s scanner
	for _, text := range texts {
		got := slices.DeleteFunc(clone(s.scanText(text)), func(t token) bool { return t.class == codeToken || t.class == pieceToken })
		s.tokens = s.tokens[:0]
		s.cut(0, s.bleve.Tokenize(s.words))
		if !slices.EqualFunc(got, s.tokens, func(a, b token) bool {
			return string(a.term) == string(b.term) && a.start == b.start && a.end == b.end && a.class == b.class
		}) {
			t.Fatalf("%q: plain %v, bleve %v", text, got, s.tokens)
		}
	}
}

func TestFoldMapped(t *testing.T) {
	folded, from := foldMapped("Ａ㎏😀é")
	if string(folded) != "Akg é" {
		t.Errorf("got %q", folded)
	}
	if want := []int32{0, 1, 1, 2, 4, 4, 5}; !slices.Equal(from, want) {
		t.Errorf("got %v, want %v", from, want)
	}
}

func BenchmarkAnalysis(b *testing.B) {
	for _, c := range [][2]string{{"cn.zh-CN", "zh-CN"}, {"intl.en-US", "en"}} {
		pages := articles(b, c[0], c[1])
		b.Run(c[1], func(b *testing.B) {
			bytes := 0
			for b.Loop() {
				g, d, collect := newDigester(c[1]), &digest{forms: newFormTable(pageForms)}, newCollector()
				bytes = 0
				for i := range pages {
					g.digest(&pages[i], d)
					collect.add(d)
					for _, s := range pages[i].Sections {
						bytes += len(s.Text)
					}
				}
			}
			b.SetBytes(int64(bytes))
		})
	}
}

// TestPlainNFC checks that what is said to be in NFC at a glance is.
func TestPlainNFC(t *testing.T) {
	for r := rune(0); r < 0x10000; r++ {
		for _, text := range []string{string(r), "a" + string(r), "中" + string(r) + "a"} {
			if isPlainNFC(text) && !norm.NFC.IsNormalString(text) {
				t.Errorf("%q (%U) is not in NFC", text, r)
			}
		}
	}
}

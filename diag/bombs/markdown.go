package bombs

import "fmt"

// Markdown are the texts of articles.
func Markdown() []Bomb {
	all := append(inlines(), links()...)
	all = append(all, blocks()...)
	all = append(all, htmlAndEntities()...)
	return append(all, own()...)
}

// inlines are delimiters: emphasis, code, strikethrough.
func inlines() []Bomb {
	return []Bomb{
		{"nested strong and emphasis", rep("*a **a ", 65_000) + "b" + rep(" a** a*", 65_000)},
		{"emphasis closed and never opened", rep("a_ ", 65_000)},
		{"emphasis opened and never closed", rep("_a ", 65_000)},
		{"strong closed and never opened", rep("a** ", 65_000)},
		{"openers and closers that do not match", rep("*a_ ", 50_000)},
		{"openers and closers of a multiple of three", "a**b" + rep("c* ", 50_000)},
		{"openers, then closers", rep("a**b", 30_000) + rep("c* ", 30_000)},
		{"two kinds of delimiters", rep("*_ ", 50_000)},
		{"one long run of stars", rep("*", 200_000) + "a"},
		{"runs of stars that grow", made(600, func(i int) string { return "a" + rep("*", i) })},
		{"emphasis in a deep quote", rep(">", 50_000) + rep("a*", 50_000)},
		{"backticks in runs that grow", made(1500, func(i int) string { return "e" + rep("`", i) })},
		{"backticks alone", rep("` ", 100_000)},
		{"tildes", rep("~~a ", 65_000)},
		{"tildes in runs that grow", made(600, func(i int) string { return "a" + rep("~", i) })},
		{"backslashes", rep(`\\`, 100_000)},
		{"backslashes before line ends", rep("a\\\n", 50_000)},
		{"spaces before line ends", rep("a  \n", 50_000)},
		{"one line of a megabyte", rep("中", 1<<20/3)},
		{"one word of a megabyte", rep("a", 1<<20)},
		{"one line of spaces", "a" + rep(" ", 1<<20) + "b"},
		{"one line of tabs", rep("\t", 1<<20) + "b"},
	}
}

// links are brackets and what may stand behind them.
func links() []Bomb {
	return []Bomb{
		{"links closed and never opened", rep("a]", 65_000)},
		{"links opened and never closed", rep("[a", 65_000)},
		{"link openers, emphasis closers", rep("[ a_", 50_000)},
		{"[ (]( again and again", rep("[ (](", 80_000)},
		{"![[]() again and again", rep("![[]()", 80_000)},
		{"a link that emphasis crosses", rep("**x [a*b**c*](d) ", 20_000)},
		{"nested brackets", rep("[", 50_000) + "a" + rep("]", 50_000)},
		{"nested links", rep("[", 20_000) + "a" + rep("](b)", 20_000)},
		{"nested pictures", rep("![", 20_000) + "a" + rep("](b)", 20_000)},
		{"pictures never closed", rep("![", 65_000)},
		{"targets never closed, in <>", rep("[a](<b", 30_000)},
		{"targets never closed", rep("[a](b", 30_000)},
		{"titles never closed", rep(`[a](b "c`, 30_000)},
		{"parentheses in a target", "[a](" + rep("(", 65_000)},
		{"parentheses in pairs", "[a](" + rep("(", 30_000) + rep(")", 30_000) + ")"},
		{"links with spaces in them", rep("[a](b c", 20_000) + ".md)"},
		{"as many definitions as uses", made(16_000, func(i int) string { return fmt.Sprintf("[%d]: u\n", i) }) + rep("[0] ", 16_000)},
		{"one definition, many uses", "[a]: " + rep("u", 4000) + "\n\n" + rep("[a] ", 50_000)},
		{"one definition of another site, many uses", "[a]: https://a.b/" + rep("u", 4000) + "\n\n" + rep("[a] ", 50_000)},
		{"one name, many definitions", rep("[a]: u\n", 50_000) + "\n[a]"},
		{"a long name", "[" + rep("a", 100_000) + "]: u\n\n[" + rep("a", 100_000) + "]"},
		{"names that fold to the same", made(30_000, func(i int) string { return fmt.Sprintf("[ẞ%d]\n\n[ss%d]: u\n", i, i) })},
		{"bare addresses", rep(" http://a.b/", 30_000)},
		{"bare hosts", rep("www.", 65_000)},
		{"bare mail addresses", rep("a.b-c_d@", 30_000) + "a.b"},
		{"an address of parentheses", "http://a.b/" + rep("(", 50_000) + rep(")", 50_000)},
		{"an address of entities", "http://a.b/" + rep("&amp;", 40_000)},
		{"pointed brackets", rep("<http:", 50_000)},
	}
}

// blocks are quotes, lists, tables, headings and code.
func blocks() []Bomb {
	row := rep("|a", 1000) + "|\n"
	list := func(n int, mark string) string {
		return made(n, func(i int) string { return rep("  ", i) + mark + " a\n" })
	}
	return []Bomb{
		{"nested quotes", rep("> ", 50_000) + "a"},
		{"quotes in lists in quotes", rep("> - ", 20_000) + "a"},
		{"nested lists", list(1000, "*")},
		{"nested lists of numbers", made(700, func(i int) string { return rep("   ", i) + "1. a\n" })},
		{"lists on one line", rep("- ", 65_000) + "a"},
		{"lists of numbers on one line", rep("1. ", 65_000) + "a"},
		{"empty lines in nested lists", rep("- ", 3000) + "x" + rep("\n", 30_000)},
		{"empty lines in nested lists in quotes", rep("> ", 100) + rep("- ", 3000) + "x\n" + rep(rep("> ", 100)+"\n", 500)},
		{"items", rep("- a\n", 100_000)},
		{"loose items", rep("- a\n\n", 50_000)},
		{"items of two kinds", rep("- a\n* b\n", 50_000)},
		{"lists in lists of two kinds", rep(rep("- ", 30)+"a\n"+rep("* ", 30)+"b\n", 10_000)},
		{"tasks", rep("- [ ] a\n", 50_000)},
		{"a table of a million cells", row + rep("|-", 1000) + "|\n" + rep("|x\n", 1000)},
		{"a table of many rows", "|a|b|\n|-|-|\n" + rep("|x|y|\n", 60_000)},
		{"a table of many columns", rep("|a", 60_000) + "|\n" + rep("|-", 60_000) + "|\n"},
		{"a table's rule without a table", rep("|-", 65_000)},
		{"tables in each paragraph", rep("aaa\rbbb\n-\v\n", 30_000)},
		{"pipes that are escaped", "|a|\n|-|\n|" + rep(`\|`, 65_000) + "|\n"},
		{"a long paragraph with a rule below", rep("a\n", 65_000) + "===\n"},
		{"rules", rep("***\n", 65_000)},
		{"headings", rep("## a\n", 20_000)},
		{"headings of other names", made(20_000, func(i int) string { return fmt.Sprintf("## a %d\n", i) })},
		{"a heading of number signs", "## " + rep("a # ", 50_000)},
		{"fences never closed", rep("```\n~~~\n", 30_000)},
		{"fences in quotes", rep("> ```\n", 30_000)},
		{"code by indentation", rep("    a\n\n", 50_000)},
		{"footnotes in footnotes", made(3000, func(i int) string { return fmt.Sprintf("[^%d]: [^%d]\n", i, i+1) }) + "\n[^0]"},
		{"footnotes", made(3000, func(i int) string { return fmt.Sprintf("[^%d] ", i) }) + "\n\n" + made(3000, func(i int) string { return fmt.Sprintf("[^%d]: x\n", i) })},
		{"footnotes on one line", rep("[^a]: ", 20_000) + "x\n\n[^a]"},
		{"lists of definitions", rep("a\n: b\n", 20_000)},
		{"lines that end in a carriage return", rep("a\r", 100_000)},
		{"empty lines", rep("\n", 1<<20)},
	}
}

// htmlAndEntities are what begins with < or &.
func htmlAndEntities() []Bomb {
	return []Bomb{
		{"tags never closed", rep("<a ", 65_000)},
		{"attributes", "<a " + rep("b=c ", 65_000)},
		{"quotes of attributes never closed", rep(`<a b="`, 50_000)},
		{"comments never closed", "x " + rep("<!-- ", 65_000)},
		{"comments in lines", rep("<!-- a\n", 50_000)},
		{"instructions never closed", "x " + rep("<?", 65_000)},
		{"declarations never closed", "x " + rep("<!A ", 65_000)},
		{"CDATA never closed", "x " + rep("<![CDATA[ ", 50_000)},
		{"blocks of HTML", rep("<div>\n\n", 50_000)},
		{"blocks of HTML never closed", rep("<script>\n", 50_000)},
		{"tags in tags", rep("<b>", 50_000) + "a" + rep("</b>", 50_000)},
		{"ampersands", rep("&", 200_000)},
		{"entities that are none", rep("&a;", 65_000)},
		{"entities", rep("&lt;", 65_000)},
		{"numbers of characters", rep("&#65;", 65_000)},
		{"numbers of no characters", rep("&#9999999;", 30_000)},
		{"U+0000", rep("abc\x00de\x00", 20_000)},
		{"bytes that are no UTF-8", rep("a\xff", 50_000)},
		{"marks that turn the direction", rep("\u202ea\u202c", 50_000)},
		{"marks over one letter", "a" + rep("\u0301", 200_000)},
	}
}

// own is what this project's syntax adds.
func own() []Bomb {
	return []Bomb{
		{"keys", rep("++a", 65_000)},
		{"details in details", rep(":::details\n", 10_000)},
		{"colons that grow", made(600, func(i int) string { return rep(":", i) + "details\n" })},
		{"tabs", rep(":::tabs\n== a\n", 5000)},
		{"many tabs", ":::tabs\n" + rep("== a\nb\n", 20_000) + ":::\n"},
		{"includes of what is not there", rep("::include bomb.md\n\n", 5000)},
		{"braces behind a heading", "## " + rep("{#a ", 50_000)},
		{"names of headings", rep("## a {#a}\n", 20_000)},
		{"callouts", rep("> [!NOTE]\n> a\n\n", 10_000)},
		{"callouts in callouts", made(200, func(i int) string { return rep("> ", i+1) + "[!NOTE]\n" })},
		{"steps of a flow", "```flow\n" + made(3000, func(i int) string { return fmt.Sprintf("s%d: a\n- b -> s%d\n", i, i+1) }) + "```\n"},
		{"a flow that is none", "```flow\n" + rep("- a -> b\n", 20_000) + "```\n"},
		{"code", "```go\n" + rep("func(((((", 7000) + "\n```\n"},
		{"prose as Java", "```java\n" + rep("lorem ipsum dolor sit amet\n", 600) + "\n```\n"},
		{"words as Java", "```java\n" + rep("a b ", 400) + "\n" + rep("$ a ", 400) + "\n```\n"},
		{"lines as Java", "```java\n" + rep("x\n"+rep("\n", 150), 100) + "\n```\n"},
		{"much Java", rep("```java\n"+rep("lorem ipsum dolor sit amet\n", 600)+"\n```\n\n", 20)},
		{"quotes as YAML", "```yaml\n" + rep(rep(",", 150)+"a\n", 100) + "\n```\n"},
		{"lines to mark", "```go {" + rep("1-9,", 20_000) + "1}\na\n```\n"},
		{"fences of unknown languages", made(5000, func(i int) string { return fmt.Sprintf("```x%d\na\n```\n", i) })},
	}
}

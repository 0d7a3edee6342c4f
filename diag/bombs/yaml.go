package bombs

import "fmt"

// YAML are documents.
func YAML() []Bomb {
	return append(append(nested(), counted()...), scalars()...)
}

const size = 2 << 20

// nested are values within values, and those that stand for many.
func nested() []Bomb {
	return []Bomb{
		{"lists in lists", rep("[", size)},
		{"lists in lists, closed", "a: " + rep("[", 5000) + rep("]", 5000)},
		{"maps in maps", rep("{", size)},
		{"maps in maps, with keys", rep("{a: ", size/4)},
		{"dashes", rep("- ", size/2)},
		{"questions", rep("? ", size/2)},
		{"deeper and deeper", grown(size, func(i int) string { return rep(" ", i) + "a:\n" })},
		{"billion laughs", "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + laughs(12, "[%s]")},
		{"billion laughs of maps", "a0: &a0 {x: y}\n" + made(12, func(i int) string { return fmt.Sprintf("a%d: &a%d {k: *a%d, l: *a%d, m: *a%d}\n", i+1, i+1, i, i, i) })},
		{"billion laughs by merges", "a0: &a0 {x: y}\n" + made(2000, func(i int) string {
			return fmt.Sprintf("a%d: &a%d {<<: *a%d, k%d: 1}\n", i+1, i+1, i, i)
		})},
		{"merges of lists", "a0: &a0 {x: y}\n" + made(12, func(i int) string {
			return fmt.Sprintf("a%d: &a%d {<<: [%s]}\n", i+1, i+1, rep(fmt.Sprintf("*a%d,", i), 9))
		})},
		{"quadratic blow-up", "a: &a \"" + rep("x", 1<<20) + "\"\nb: [" + rep("*a,", 1<<18) + "]"},
		{"itself", "a: &a [*a, *a]\n"},
		{"itself, in a map", "&a {b: *a, *a : c}\n"},
		{"lists as keys", grown(1<<19, func(i int) string { return fmt.Sprintf("? [a, %d]\n: b\n", i) })},
		{"maps as keys", rep("{", 5000) + "a: b" + rep("}: c", 5000)},
	}
}

// laughs are n lists, each of nine times the one before.
func laughs(n int, form string) string {
	return made(n, func(i int) string {
		return fmt.Sprintf("a%d: &a%d "+form+"\n", i+1, i+1, rep(fmt.Sprintf("*a%d,", i), 9))
	})
}

// counted are many of something small.
func counted() []Bomb {
	return []Bomb{
		{"entries", "[" + rep("a,", size/2) + "]"},
		{"empty entries", "[" + rep(",", size) + "]"},
		{"pairs", "{" + rep("a: b,", size/5) + "}"},
		{"lines", rep("- a\n", size/4)},
		{"keys", grown(size, func(i int) string { return "k" + rep("x", i%9) + ":\n" })},
		{"keys, each another", grown(size, func(i int) string { return fmt.Sprintf("k%d: 1\n", i) })},
		{"anchors", rep("- &a x\n", size/7)},
		{"anchors, each another", grown(size, func(i int) string { return fmt.Sprintf("- &a%d x\n", i) })},
		{"aliases", "- &a x\n" + rep("- *a\n", size/5)},
		{"merges", "a: &a {x: 1}\n" + rep("b: {<<: *a}\n", size/12)},
		{"documents", rep("---\n", size/4)},
		{"tags", rep("!!str ", size/6)},
		{"tags of one's own", grown(size/4, func(i int) string { return fmt.Sprintf("- !t%d x\n", i) })},
		{"directives", rep("%YAML 1.2\n", size/10)},
		{"comments", rep("#\n", size/2)},
		{"empty lines", rep("\n", size)},
		{"commas just under the limit", "own: [" + rep("a,", 240_000) + "]"},
		{"keys just under the limit", grown(1<<20, func(i int) string { return fmt.Sprintf("k%d: 1\n", i) })},
	}
}

// scalars are long texts, and what the scanner looks far ahead for.
func scalars() []Bomb {
	return []Bomb{
		{"one line", "a: " + rep("x", size)},
		{"one key", rep("x", size) + ": a"},
		{"keys of a kilobyte", grown(size, func(i int) string { return fmt.Sprintf("%s%d: a\n", rep("x", 1000), i) })},
		{"one number", "a: " + rep("9", size)},
		{"numbers with lines in them", "a: " + rep("1_", size/2)},
		{"an exponent", "a: 1e" + rep("9", 1000)},
		{"folded", "a: >\n" + rep(" x\n", size/3)},
		{"literal", "a: |\n" + rep(" x\n", size/3)},
		{"plain over lines", rep("a\n", size/2)},
		{"colons", rep("a: ", size/3)},
		{"a quote never ended", `a: "` + rep(`\n`, size/2)},
		{"quotes never ended", rep(`"a `, size/3)},
		{"escapes", `a: "` + rep(`\U0001F600`, size/10) + `"`},
		{"base64", "a: !!binary " + rep("QUJD", size/4)},
		{"long tag", "!<" + rep("a", size) + "> x"},
		{"long anchor", "a: &" + rep("a", size) + " x"},
		{"spaces", rep(" ", size)},
		{"tabs", rep("\t", size)},
		{"NUL", rep("\x00", size)},
		{"bytes that are no UTF-8", rep("\xff", size)},
		{"byte order marks", rep("\uFEFF", size/3)},
	}
}

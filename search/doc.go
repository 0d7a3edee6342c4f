// Package search turns a site's articles into something that answers: shards
// that a browser reads from any file host, and a bleve index for the command
// line. Both come from one analysis, and both find sections, grouped under
// their page.
//
// # Use
//
// [Read] reads the owner's settings, [Build] makes the files of one language's
// index, which are published below /_deskbell/ beside [Script], and
// [Settings.CheckPages] and [Settings.CheckQueries] hold the settings to the
// result. [WriteIndex] and [OpenIndex] serve the command line. [OpenShards]
// reads the browser's files in Go and gives exactly the browser's list; tests
// hold the two together, query by query and token by token.
//
// # Analysis
//
// Text is folded (fold.go), then cut into words by bleve's unicode tokenizer and
// into pairs of characters where a script has no spaces (token.go); codes such
// as ORA-00600 or --max-conns are kept whole beside their parts (code.go). The
// dictionary holds the forms as they stand in texts, lower-cased, and bleve's
// stemmer of the language groups them at build (stem.go). So the browser needs
// no stemmer, in any language, and the last word of a query completes to real
// words. On Chinese sites traditional characters are taken for simplified ones
// (han.go), and titles and headings are found by their sound (pinyin.go).
//
// # Files
//
// All are below search/<tree>/. The root has a stable name and should be
// revalidated; the names of all others change with their content, so they may
// be cached for ever.
//
//	root.bin           where everything is, synonyms, pins (root.go, cuts.go)
//	p/<hash>.bin       the table of pages (table.go)
//	t/<hash>-<n>.bin   a shard of the dictionary with impacts (shard.go, split.go)
//	l/<hash>.bin       the weaker impacts of a shard's frequent words
//	x/<hash>-<n>.bin   what is shown of some sections (text.go, packs.go)
//	w/<hash>.bin       frequent words, asked for when one is misspelt (typo.go)
//	h/<hash>.bin       traditional characters (han.go)
//
// About four neighbouring shards, and about thirty files of texts, share a hash
// (names.go says why), so an article that changes renames the groups of its
// words and that of its text. Lengths, averages and the number of sections are
// rounded before they enter an impact, and cuts depend on the forms near them,
// so nothing else changes. In 1,725 real articles in Chinese, a sentence that is
// put into one changes 131 of 2,100 files of the index, in 1,210 in English 70 of
// 1,200; an article more shifts the numbers of the sections behind it, and with
// them most shards, but one group of texts.
//
// A first search loads the root, then at once the table of pages and a shard
// for each word, then the texts of the hits. The root may be loaded beside the
// script, while a person is still on the way to the search field: that is what
// warm is for, and then two round trips are left. Only a misspelt word, a word
// in Pinyin, traditional characters and a phrase that the thesaurus widens cost
// one more.
//
// # Compression
//
// Every file is a zlib stream that the browser inflates with
// DecompressionStream, whatever the host does. Object stores and many plain
// file hosts compress nothing, and those that do choose by media type and would
// pass over .bin, so a host's own compression would save nothing certain; and
// zlib's checksum tells a damaged file from a good one for four bytes. A host
// that compresses .bin all the same gains nothing and loses a few bytes. Names do
// not end in .gz, because some servers then send a Content-Encoding of their own.
// Sections are Rice-coded (bitstream.go), which takes a tenth less than what
// zlib makes of bytes; they come behind the rest, with a Huffman table of their
// own. Without transport compression only the script is larger: 24 kB for 10.
//
// Sizes of a tree with 10,000 pages of 3 to 6 kB, made of sections of real help
// articles: in English root 5 kB, table 6 kB, 1,300 shards of 2 kB, less than 5 MB
// in all; in Chinese root 10 kB, table 6 kB, 2,900 shards of 3 kB, 9.8 MB in all;
// and in both some 10,500 files of texts of 2 kB. With titles as queries a first
// search loads, the script and the texts of ten hits included, about 48 kB in
// English and 59 kB in Chinese (BenchmarkFirstQuery).
//
// A file of texts holds about a page. Ten hits load ten, so longer ones, which
// would be fewer, cost every search in proportion; and a part of a file cannot
// be asked for, because not every plain host answers that.
//
// # Ranking
//
// BM25F over title, headings, keywords and body becomes two small integers at
// build (impact.go); the browser adds them up with bonuses for coverage, title
// and heading (rank.go), and raises those of the hits shown whose words stand
// side by side (nearness.go). All of it is integers, and ties go by the order of
// pages.
package search

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
// revalidated; all others have the hash of their contents in their name and may
// be cached for ever.
//
//	root.bin               where everything is, synonyms, pins (root.go, cuts.go)
//	p/<hash>.bin           the table of pages (table.go)
//	t/<hash>/<n>.bin       a shard of the dictionary with impacts (shard.go)
//	t/<hash>/<n>-tail.bin  the weaker impacts of its frequent words
//	x/<hash>/<n>.bin       what is shown of a few sections (text.go)
//	w/<hash>.bin           frequent words, asked for when one is misspelt (typo.go)
//	h/<hash>.bin           traditional characters (han.go)
//
// A first search loads the root, then at once the table of pages and a shard
// for each word, then the texts of the hits. The root may be loaded while a
// person is still on the way to the search field: that is what warm is for, and
// then two round trips are left. Only a misspelt word, a word in Pinyin,
// traditional characters and a phrase that the thesaurus widens cost one more.
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
//
// Sizes of a tree with 10,000 pages of 3 to 5 kB, made of sections of real help
// articles (BenchmarkFirstQuery): in English (30,000 sections) root 3.4 kB,
// table 4.5 kB, 990 shards of 3.1 kB, tails 2.5 MB; in Chinese (35,000 sections)
// root 8.7 kB, table 4.7 kB, 3,000 shards of 3.1 kB, tails 2.2 MB. A search
// loads, with the script (9 kB) and ten hits shown (10 to 18 kB), 35 to 45 kB
// for one or two words; with titles as queries the median is 51 kB in English
// and 58 kB in Chinese, 95 in 100 below 74 and 92 kB. Smaller shards make longer
// roots: below 3 kB the one eats what the other saves.
//
// # Ranking
//
// BM25F over title, headings, keywords and body becomes two small integers at
// build (impact.go); the browser adds them up with bonuses for coverage, title
// and heading (rank.go), and raises those of the hits shown whose words stand
// side by side (nearness.go). All of it is integers, and ties go by the order of
// pages.
package search

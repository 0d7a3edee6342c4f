package main

// parsing are faults in what reads files: each fuzz target finds its own among the
// seeds of its corpus, which are run like any test.
var parsing = []plant{
	{
		check: "content FuzzFrontMatter",
		fault: "a page without a heading has no name",
		edits: []edit{{"content/read.go", "p.Title = titleOf(p.Front.Title, p.heading, p.rel, p.IsIndex)", "p.Title = p.Front.Title + p.heading"}},
		want:  "Title:",
	},
	{
		check: "content FuzzSVG",
		fault: "what is refused comes without its mend",
		edits: []edit{{"content/svg.go", `fmt.Sprintf("the picture has a handler, %s", a.Name.Local), svgExport`, `fmt.Sprintf("the picture has a handler, %s", a.Name.Local), ""`}},
		want:  "the picture has a handler",
	},
	{
		check: "content TestActivePicturesAreRefused",
		fault: "handlers in pictures are let through",
		edits: []edit{{"content/svg.go", `a.Name.Space == "" && strings.HasPrefix(local, "on"):`, `a.Name.Space == "" && local == "onload":`}},
		want:  "onclick",
	},
	{
		check: "diag/strictyaml FuzzDecode",
		fault: "null is taken for a value",
		edits: []edit{{"diag/strictyaml/value.go", "if x := v.any(); x != nil {", "if x := v.any(); true {"}},
		want:  "reflect",
	},
	{
		check: "diag/strictyaml TestBombs",
		fault: "aliases may stand for six million values",
		edits: []edit{{"diag/strictyaml/limits.go", "Aliases: 100_000}", "Aliases: 6_000_000}"}},
		want:  "of processor time, want",
	},
	{
		check: "bench/torture TestPathological",
		fault: "a page may have any number of blocks",
		edits: []edit{{"content/markdown/limitblocks.go", "if !f.full {", "if message == \"\" {"}},
		args:  []string{"-full"},
		want:  "the build took",
	},
	{
		check: "diag/strictyaml TestManyProblems",
		fault: "each problem of a file is listed",
		edits: []edit{{"diag/strictyaml/limits.go", "case d.problems <= maxProblems:", "case true:"}},
		want:  "5000 problems",
	},
	{
		check: "diag/wire FuzzReader",
		fault: "counts are believed",
		edits: []edit{{"diag/wire/wire.go", "if n < 0 || n > len(r.text)-r.at {", "if n < 0 {"}},
		want:  "more strings than bytes",
	},
	{
		check: "status FuzzIncident",
		fault: "updates come in the order of the file",
		edits: []edit{{"status/incident_file.go", "\tslices.Reverse(i.Updates)\n", ""}},
		want:  "updates out of order",
	},
	{
		check: "status FuzzStatusFiles",
		fault: "services that are not known are depended on",
		edits: []edit{{"status/dependencies.go", "if d != nil && !slices", "if !slices"}},
		want:  "nil pointer",
	},
	{
		check: "status FuzzRecurrence",
		fault: "a rule without an end has none",
		edits: []edit{{"status/recurrence.go", " || n >= maxOccurrences }", " }"}},
		want:  "repetitions",
	},
	{
		check: "status/importer FuzzRead",
		fault: "intervals stay in the order of the export",
		edits: []edit{{"status/importer/input.go", "slices.SortStableFunc(all, func(x, y Interval) int { return int(min(1, max(-1, x.Start-y.Start))) })", "slices.SortStableFunc(all, func(x, y Interval) int { return 0 })"}},
		want:  "interval ",
	},
	{
		check: "status/importer FuzzFormats",
		fault: "intervals may end before they begin",
		edits: []edit{{"status/importer/input.go", "if start >= end || s == Unknown || ", "if s == Unknown || "}},
		want:  "interval ",
	},
	{
		check: "status/importer FuzzGzip",
		fault: "a broken head is unpacked all the same",
		edits: []edit{{"status/importer/importer.go", "if err != nil {\n\t\t\tin.fail(diag.Position{File: name}, \"cannot be unpacked", "if err != nil && z != nil {\n\t\t\tin.fail(diag.Position{File: name}, \"cannot be unpacked"}},
		want:  "nil pointer",
	},
	{
		check: "status/importer FuzzLexer",
		fault: "a quote behind a backslash ends a text",
		edits: []edit{{"status/importer/lexer.go", `case quoted && c == '\\':`, `case quoted && c == '\\' && l.line < 0:`}},
		want:  "value",
	},
	{
		check: "status/importer FuzzCacheEntry",
		fault: "any state is taken",
		edits: []edit{{"status/importer/cache.go", "n >= 0 && n <= int64(Down)", "n >= 0"}},
		want:  "has the state",
	},
	{
		check: "search FuzzShard",
		fault: "forms share more than there is",
		edits: []edit{{"search/shard.go", "if shared > len(before) || shared+more > maxForm {", "if shared+more > maxForm {"}},
		want:  "out of range",
	},
	{
		check: "search FuzzIndexFiles",
		fault: "words share more than there is",
		edits: []edit{{"search/typo.go", "if shared > len(before) || shared+more > maxForm {", "if shared+more > maxForm {"}},
		want:  "out of range",
	},
	{
		check: "search FuzzQuery",
		fault: "the end of a query has no place",
		edits: []edit{{"search/fold.go", "return folded, append(from, unit)", "return folded, from"}},
		want:  "out of range",
	},
	{
		check: "search FuzzSettings",
		fault: "a group of one word is reported without its place",
		edits: []edit{{"search/settings.go", `r.list.Errorf("synonym-group", doc.At("groups", i),`, `r.list.Errorf("synonym-group", diag.Position{},`}},
		want:  "synonym-group",
	},
	{
		check: "search TestHostileFiles",
		fault: "bytes behind the list of words are passed over",
		edits: []edit{{"search/typo.go", "if c.bad || len(c.data) > 0 {", "if c.bad {"}},
		want:  "the browser takes it: false",
	},
	{
		check: "site FuzzSiteFiles",
		fault: "a zone is taken whether it is known or not",
		edits: []edit{{"site/config.go", "zone, err := time.LoadLocation(c.TimeZone)\n", "zone, err := time.LoadLocation(c.TimeZone)\n\tc.zone = zone\n"}},
		want:  "no zone",
	},
	{
		check: "site FuzzOutputRecord",
		fault: "the record's checksum is not compared",
		edits: []edit{{"site/output_record.go", "!bytes.Equal(s[:], text[end:])", "false && !bytes.Equal(s[:], text[end:])"}},
		want:  "a record without its sum",
	},
	{
		check: "site FuzzManifest",
		fault: "names of a manifest are believed",
		edits: []edit{{"site/output_record.go", "if fs.ValidPath(name) {\n\t\t\tp.files", "if name != \"\\x00\" || fs.ValidPath(name) {\n\t\t\tp.files"}},
		want:  `"`,
	},
	{
		check: "site FuzzPack",
		fault: "checksums of entries are not compared",
		edits: []edit{{"site/store.go", "if err != nil || crc32.Checksum(data, castagnoli) != e.sum {", "if err != nil {"}},
		want:  "entry ",
	},
	{
		check: "site FuzzRedirects",
		fault: "aliases are taken as they are written",
		edits: []edit{{"content/url.go", "return t.join(p.Tree, urlPath(alias))", "return t.join(p.Tree, strings.TrimPrefix(alias, \"/\"))"}},
		want:  "gives the file",
	},
}

// limiting are limits and headers that are not kept.
var limiting = []plant{
	{
		check: "site TestCellsCannotBeFormulas",
		fault: "cells may begin with an equals sign",
		edits: []edit{{"site/slafiles.go", `strings.ContainsRune("=+-@\t\r"`, `strings.ContainsRune("+-@\t\r"`}},
		want:  `"=1+1" becomes "=1+1"`,
	},
	{
		check: "site TestPipesAndSocketsAreRefused",
		fault: "a pipe is taken for a file",
		edits: []edit{{"site/rootfs.go", "if err == nil && !info.Mode().IsRegular() && !info.IsDir() {", "if err == nil && info.Mode()&fs.ModeDevice != 0 {"}},
		want:  "a pipe as ",
	},
	{
		check: "site TestLimits",
		fault: "a setting is passed over",
		edits: []edit{{"site/limits.go", "Cells: l.TableCells, ", ""}},
		want:  "table_cells: 5: want limit-cells",
	},
	{
		check: "site TestLimitsAreNumbers",
		fault: "a limit may be nothing",
		edits: []edit{{"site/limits.go", "(*x.value < 1 || *x.value > x.most)", "*x.value > x.most"}},
		want:  "0: [",
	},
	{
		check: "content/markdown TestPlainCode",
		fault: "blocks of any size are coloured",
		edits: []edit{{"content/markdown/highlight.go", "if len(b.text) > maxColoured {", "if len(b.text) > 1<<30 {"}},
		want:  "long: []",
	},
	{
		check: "site TestHeaders",
		fault: "the rule for all paths sets what another sets too",
		edits: []edit{{"site/headers.go", "\"  X-Content-Type-Options: nosniff\\n\" +\n", "\"  X-Content-Type-Options: nosniff\\n  Cache-Control: no-cache\\n\" +\n"}},
		want:  "Cache-Control:no-cache, public",
	},
	{
		check: "docs TestNginxTakesTheSnippets",
		fault: "the manual's snippet has a slip",
		edits: []edit{{"docs/content/en/start/deploy.md", "  error_page 404 /404.html;\n", "  error_page 404 /404.html\n"}},
		want:  "is not terminated by",
	},
	{
		check: "docs TestCaddyTakesTheSnippets",
		fault: "the manual's snippet has a slip",
		edits: []edit{{"docs/content/en/start/deploy.md", "  handle_errors {\n", "  handle_error {\n"}},
		want:  "unrecognized directive",
	},
	{
		check: "site/preview TestSlowHeaders",
		fault: "a request's head may take as long as it likes",
		edits: []edit{{"site/preview/serve.go", "ReadHeaderTimeout: 5 * time.Second,\n\t\tReadTimeout:       10 * time.Second,", "ReadHeaderTimeout: time.Hour,"}},
		want:  "want the connection closed",
	},
	{
		check: "site/preview TestLongHeads",
		fault: "a request's head may be as long as it likes",
		edits: []edit{{"site/preview/serve.go", "MaxHeaderBytes:    32 << 10,", "MaxHeaderBytes:    32 << 20,"}},
		want:  "want 431",
	},
	{
		check: ". TestStandardLibraryOnly",
		fault: "a build may start programs",
		edits: []edit{{"content/claim.go", "import (\n", "import (\n\t_ \"os/exec\"\n"}},
		want:  "./site rests on os/exec",
	},
}

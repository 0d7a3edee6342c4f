package main

// secret are faults by which something gets out that should not.
var secret = []plant{
	{
		check: "bench/torture TestLeaks",
		fault: "hidden files are taken for pages",
		edits: []edit{{"content/walk.go", `if strings.HasPrefix(name, ".") || isBackup(name) {`, `if isBackup(name) {`}},
		want:  "content/.hidden.md is in",
	},
	{
		check: "bench/torture TestLeaks",
		fault: "drafts are published",
		edits: []edit{{"content/read.go", "case p.Front.Draft:", "case p.Front.Draft && false:"}},
		want:  "content/draft.md is in",
	},
	{
		check: "bench/torture TestLeaks",
		fault: "what is dated in the future is published",
		edits: []edit{{"content/read.go", "case !cfg.Now.IsZero() && p.Front.Date.After(cfg.Now):", "case false:"}},
		want:  "content/future.md is in",
	},
	{
		check: "bench/torture TestLeaks",
		fault: "any file is copied",
		edits: []edit{{"content/walk.go", "case isArticle(name), w.isMedium(name), e.Type()&fs.ModeSymlink != 0:", "default:"}, {"content/walk.go", "case w.isMedium(name):\n", "default:\n"}},
		want:  "content/server.key is in",
	},
	{
		check: "bench/torture TestLinksThatLeave",
		fault: "files are opened by their path, wherever it leads",
		edits: []edit{{"site/read.go", "b.files = newSteady(b.o.Dir, files, b.start, b.before)", "b.files = newSteady(b.o.Dir, os.DirFS(b.o.Dir), b.start, b.before)"}},
		want:  "is not refused",
	},
	{
		check: "content TestWalkDoesNotLeaveTheSite",
		fault: "folders behind links are followed",
		edits: []edit{{"content/walk.go", "case e.IsDir():\n\t\t\tinner", "case e.IsDir() || e.Type()&fs.ModeSymlink != 0:\n\t\t\tinner"}},
		want:  "loop/",
	},
}

// rawHTML lets the HTML of writers through.
var rawHTML = []edit{
	{"content/markdown/rawhtml.go", "s.text(bytes.TrimSpace(text))", "s.raw(string(text))"},
	{"content/markdown/rawhtml.go", "case s.c.sanitizer == nil:\n\t\ts.text(text)", "case s.c.sanitizer == nil:\n\t\ts.raw(string(text))"},
}

// hostile are faults in how texts of writers become pages.
var hostile = []plant{
	{
		check: "content/markdown FuzzConvert",
		fault: "links may have any scheme",
		edits: []edit{{"content/markdown/link.go", `case scheme == "http" || scheme == "https":
		return target{href: encode(dest), external: true}`, `case scheme != "":
		return target{href: encode(dest), external: true}`}},
		want: "javascript:alert",
	},
	{
		check: "content/markdown FuzzConvert",
		fault: "text is written as it is",
		edits: []edit{{"content/markdown/state.go", "s.out = writeEscaped(s.out, b)", "s.out = append(s.out, b...)"}},
		want:  "element <script>",
	},
	{
		check: "content/markdown FuzzFlow",
		fault: "steps take any id",
		edits: []edit{{"content/markdown/flow.go", "step.anchor = s.uniqueID(cleanID(step.id))", "step.anchor = step.id"}},
		want:  `id "location"`,
	},
	{
		check: "content/markdown TestLongFlowsAreCheap",
		fault: "each text is parsed with what follows it",
		edits: []edit{{"content/markdown/flow.go", "s.file.text[start:p.stop]...), '\\n')", "s.file.text[start:min(start+1<<10, len(s.file.text))]...), '\\n')"}},
		want:  "of processor time, want",
	},
	{
		check: "diag/strictyaml TestHostile",
		fault: "bytes that are no UTF-8 are passed over",
		edits: []edit{{"diag/strictyaml/strictyaml.go", "list.Errorf(\"utf8-invalid\", src.At(opts.Offset+i), \"save the file as UTF-8\", \"invalid UTF-8: byte 0x%02X\", text[i])", "_ = i"}},
		want:  "utf8: no problem reported",
	},
	{
		check: "examples/browser TestNothingRuns",
		fault: "raw HTML is let through",
		edits: rawHTML,
		want:  "the browser complains",
	},
	{
		check: "examples/browser TestNothingRuns",
		fault: "raw HTML is let through, and pages have no policy",
		edits: append([]edit{{"themes/default/templates/parts/head.html", `http-equiv="Content-Security-Policy"`, `name="was-policy"`}}, rawHTML...),
		want:  "pages ran what they were fed",
	},
	{
		check: "examples/browser TestSearchOfIllMeantArticle",
		fault: "the search writes texts as markup",
		edits: []edit{{"themes/built/theme.js", "o.append(...n),o}", "n.forEach(c=>{typeof c==='string'?o.innerHTML+=c:o.append(c)}),o}"}},
		want:  "hits for zebra",
	},
	{
		check: "content/markdown FuzzConvert",
		fault: "ids of the page's own are not reserved",
		edits: []edit{{"content/markdown/heading.go", `|| reservedIDs[strings.ToLower(id)]`, ``}},
		want:  `id "location"`,
	},
	{
		check: "content/markdown TestCommonMark",
		fault: "strong is taken for emphasis",
		edits: []edit{{"content/markdown/inline.go", "if n.Level == 2 {", "if n.Level == 3 {"}},
		want:  ", Emphasis and strong emphasis",
	},
	{
		check: "content/markdown TestGFM",
		fault: "tasks have no boxes",
		edits: []edit{{"content/markdown/converter.go", "\t\tutil.Prioritized(extension.NewTaskCheckBoxParser(), 0),\n", ""}},
		want:  "example 279",
	},
	{
		check: "content/markdown TestHostileTextsAreCheap",
		fault: "definitions of links are taken out of any paragraph",
		edits: []edit{{"content/markdown/definitions.go", "maxDefinitions = 10_000", "maxDefinitions = 10_000_000"}},
		want:  "one name, many definitions took",
	},
	{
		check: "content TestLimitsOfFolders",
		fault: "folders may be nested without end",
		edits: []edit{{"content/walk.go", "if depth > maxFolders {", "if false {"}},
		want:  "limit-file utf8-invalid",
	},
}

// previewing are faults in the server that shows a site while it is written.
var previewing = []plant{
	{
		check: "site/preview TestWhoMayAsk",
		fault: "Sec-Fetch-Site is not looked at",
		edits: []edit{{"site/preview/guard.go", "!sameOrigin(r), !fetchedFromHere(r, stream):", "!sameOrigin(r):"}},
		want:  "event stream 200, want 403",
	},
	{
		check: "site/preview TestWhoMayAsk",
		fault: "Origin is not looked at",
		edits: []edit{{"site/preview/guard.go", "!sameOrigin(r), ", ""}},
		want:  "another origin: page 200",
	},
	{
		check: "site/preview TestTraversal",
		fault: "files are opened by their path, wherever it leads",
		edits: []edit{
			{"site/preview/handler.go", "info, err := root.Stat(local(name))", "info, err := os.Stat(filepath.Join(h.out, name))"},
			{"site/preview/handler.go", "f, err := root.Open(local(name))", "f, err := os.Open(filepath.Join(h.out, name))"},
		},
		want: "leaks",
	},
	{
		check: "site/preview TestHostsWhenBoundElsewhere",
		fault: "any name is a host's",
		edits: []edit{{"site/preview/address.go", "return a.any && err == nil", "_ = err\n\treturn a.any"}},
		want:  "rebound.example",
	},
	{
		check: "bench/torture TestIdleConnections",
		fault: "serve answers a hundred connections at a time",
		edits: []edit{
			{"site/preview/serve.go", "server.Serve(limited(l))", "server.Serve(netutil.LimitListener(limited(l), 100))"},
			{"site/preview/serve.go", "\"net/http\"\n", "\"net/http\"\n\n\t\"golang.org/x/net/netutil\"\n"},
			{"site/preview/serve.go", "ReadHeaderTimeout: 5 * time.Second,\n\t\tReadTimeout:       10 * time.Second,", "ReadHeaderTimeout: time.Hour,"},
		},
		want: "beside 121 idle connections",
	},
	{
		check: "diag TestExcerpt",
		fault: "control characters reach the terminal",
		edits: []edit{{"diag/report_text.go", "return r == '\\u200d' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)", "return r == '\\u200d'"}},
		want:  "bidi override",
	},
	{
		check: "diag FuzzExcerpt",
		fault: "control characters reach the terminal",
		edits: []edit{{"diag/report_text.go", "return r == '\\u200d' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)", "return r == '\\u200d'"}},
		want:  "the terminal is steered",
	},
}

// housekeeping are faults against the rules of the house.
var housekeeping = []plant{
	{
		check: ". TestImportRules",
		fault: "articles may open connections",
		edits: []edit{{"content/claim.go", "import (\n", "import (\n\t_ \"net/http\"\n"}},
		want:  "net/http",
	},
}

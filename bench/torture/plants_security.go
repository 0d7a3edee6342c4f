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
		edits: []edit{{"content/walk.go", "if !isArticle(name) && !w.isMedium(name) && !link {", "if false {"}, {"content/walk.go", "case w.isMedium(name):\n", "default:\n"}},
		want:  "content/server.key is in",
	},
	{
		check: "bench/torture TestLinksThatLeave",
		fault: "files are opened by their path, wherever it leads",
		edits: []edit{{"site/read.go", "b.files = newSteady(b.o.Dir, b.root.FS(), b.start, b.before)", "b.files = newSteady(b.o.Dir, os.DirFS(b.o.Dir), b.start, b.before)"}},
		want:  "is not refused",
	},
	{
		check: "content TestWalkDoesNotLeaveTheSite",
		fault: "folders behind links are followed",
		edits: []edit{{"content/walk.go", "w.list.Warnf(\"link-folder\", diag.Position{File: name}, \"put the folder itself there\", \"a symbolic link to a folder is not followed\")", "w.folder(name, w.depth)"}},
		want:  "",
	},
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
		fault: "ids of the page's own are not reserved",
		edits: []edit{{"content/markdown/heading.go", `|| reservedIDs[strings.ToLower(id)]`, ``}},
		want:  `id "location"`,
	},
	{
		check: "content/markdown TestHostileTextsAreCheap",
		fault: "emphasis is not bounded",
		edits: []edit{{"content/markdown/limits.go", "return n >= maxMarks", "return false"}},
		want:  "",
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
		want:  "",
	},
	{
		check: "site/preview TestWhoMayAsk",
		fault: "Origin is not looked at",
		edits: []edit{{"site/preview/guard.go", "!sameOrigin(r), ", ""}},
		want:  "",
	},
	{
		check: "site/preview TestTraversal",
		fault: "files are opened by their path, and paths are not checked",
		edits: []edit{{"site/preview/guard.go", "case !plainPath(r.URL.Path, r.URL.EscapedPath()):", "case false:"}},
		want:  "want 4xx",
	},
	{
		check: "site/preview TestHostsWhenBoundElsewhere",
		fault: "any name is a host's",
		edits: []edit{{"site/preview/address.go", "return a.any && err == nil", "_ = err\n\treturn a.any"}},
		want:  "",
	},
	{
		check: "diag TestExcerpt",
		fault: "control characters reach the terminal",
		edits: []edit{{"diag/report_text.go", "case r == '\\u200d', unicode.IsControl(r), unicode.Is(unicode.Cf, r):", "case r == '\\u200d':"}},
		want:  "",
	},
	{
		check: "diag FuzzExcerpt",
		fault: "control characters reach the terminal",
		edits: []edit{{"diag/report_text.go", "case r == '\\u200d', unicode.IsControl(r), unicode.Is(unicode.Cf, r):", "case r == '\\u200d':"}},
		want:  "",
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

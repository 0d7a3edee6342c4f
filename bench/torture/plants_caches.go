package main

// keeping are faults in what reads caches, pictures, histories and small texts.
var keeping = []plant{
	{
		check: "content FuzzArticleMemory",
		fault: "sums are taken to be whole",
		edits: []edit{{"content/memory.go", "\t\tcopy(x.sum[:], r.String())\n", "\t\tx.sum = Key([]byte(r.String()))\n"}},
		want:  "cannot convert slice",
	},
	{
		check: "content FuzzStoredText",
		fault: "sections of a stored text may lie beyond it",
		edits: []edit{{"content/markdown/encode.go", "s.End > len(html) ||", "false ||"}},
		want:  "section ",
	},
	{
		check: "content FuzzVersions",
		fault: "a version before its release is above it, seen from one side",
		edits: []edit{{"content/order.go", "case isPreX && !isPreY:\n\t\treturn -1", "case isPreX && !isPreY:\n\t\treturn 1"}},
		want:  " and ",
	},
	{
		check: "content FuzzTranslations",
		fault: "an article may be its own original",
		edits: []edit{{"content/original.go", "if first == p || first == nil ||", "if first == nil ||"}},
		want:  "content/en/a.md: ",
	},
	{
		check: "content FuzzPictures",
		fault: "segments of a picture may end beyond it",
		edits: []edit{{"content/exif.go", "if end > len(data) || end < at+4 ||", "if end < at+4 ||"}},
		want:  "out of range",
	},
	{
		check: "content FuzzFromHTML",
		fault: "text of a page is written as Markdown",
		edits: []edit{{"content/markdown/fromhtml_inline.go", "w.line = appendEscaped(w.line, text)", "w.line = append(w.line, text...)"}},
		want:  "is a tag",
	},
	{
		check: "search FuzzIndexMemory",
		fault: "room is made for as many forms as a file says",
		edits: []edit{{"search/memory.go", "if c.bad { // before room is made for as many\n\t\treturn\n\t}", "_ = make([]struct{}, n)[n:][:0:0]\n\tif c.bad {\n\t\tpanic(\"room for too many\")\n\t}"}},
		want:  "room for too many",
	},
	{
		check: "site FuzzSmallCaches",
		fault: "counts of copies are believed",
		edits: []edit{{"site/pictures_scale.go", "out := make([]scaled, r.Len())", "out := make([]scaled, r.Int())"}},
		want:  "makeslice",
	},
	{
		check: "site FuzzCopies",
		fault: "copies are said to be wider than they are",
		edits: []edit{{"site/pictures_scale.go", "{{w, b.Bytes()}}", "{{w + 1, b.Bytes()}}"}},
		want:  "a copy of ",
	},
	{
		check: "site FuzzVersionSpans",
		fault: "a span may end where none began",
		edits: []edit{{"site/versionrange.go", "joined = isRange && n > 0", "joined = isRange && n >= 0"}, {"site/versionrange.go", "if !known || n == 0 && between != \"\" {", "if !known {"}},
		want:  "out of range",
	},
	{
		check: "site/git FuzzObjects",
		fault: "entries of a tree are taken to have whole sums",
		edits: []edit{{"site/git/changes.go", "if !ok || !named || len(rest) < len(Hash{}) {", "if !ok || !named {"}},
		want:  "out of range",
	},
	{
		check: "themes FuzzColor",
		fault: "colours may have any number of digits",
		edits: []edit{{"themes/color.go", "if !ok || len(s) != 6 || err != nil {", "if !ok || err != nil {"}},
		want:  " is ",
	},
}

// releasing are faults in what a release carries. Their checks read these files
// when they run.
var releasing = []plant{
	{
		check: ". TestRelease",
		fault: "modules are no libraries in the bill of materials",
		edits: []edit{{".ci/sbom.mjs", "type: \"library\",", "type: \"module\","}},
		want:  "the bill of materials: ",
	},
	{
		check: ". TestContainerfile",
		fault: "the image runs the program as root",
		edits: []edit{{"Containerfile", "USER 65532:65532\n", ""}},
		want:  "the image is ",
	},
	{
		check: ". TestKnownFaultsAreFound",
		fault: "what govulncheck says does not count",
		edits: []edit{{".ci/vuln.sh", "exit $status", "exit 0"}},
		want:  "want failure true",
	},
}

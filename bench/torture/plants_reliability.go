package main

import "slices"

// plants are the faults, and the checks that must find them.
var plants = slices.Concat(publishing, reading, repeating, secret, hostile, parsing, keeping, limiting, releasing, previewing, housekeeping)

// publishing are faults in how a site takes the place of the old one.
var publishing = []plant{
	{
		check: "bench/torture TestKilledAtRandomMoments",
		fault: "the old folder is removed before the new one takes its place",
		edits: []edit{{"site/output_publish.go", "err = exchange(o.staging, o.target.dir)", "_ = os.RemoveAll(o.target.dir); time.Sleep(50 * time.Millisecond); err = os.Rename(o.staging, o.target.dir)"}},
		want:  "torn: ",
	},
	{
		check: "bench/torture TestKilledAtEachCall",
		fault: "what a killed build left is not removed",
		edits: []edit{{"site/output.go", "if err := removeTree(staging); err != nil {\n\t\treturn", "if err := error(nil); err != nil {\n\t\treturn"}},
		want:  "the next build: exit status",
	},
	{
		check: "bench/torture TestDiskFullAtEachWrite",
		fault: "errors of writing are dropped",
		edits: []edit{{"site/output_put_unix.go", "n == 0 && err == nil {\n\t\t\terr = io.ErrShortWrite", "n <= 0 {\n\t\t\terr, data = nil, nil; _ = io.ErrShortWrite"}},
		want:  "is not what the manifest says",
	},
	{
		check: "bench/torture TestDiskFullAtEachWrite",
		fault: "errors name the folder, not the file",
		edits: []edit{{"site/output.go", "filepath.Join(o.target.shown, filepath.FromSlash(name)), cause(err))", "o.target.shown, cause(err))"}},
		want:  `want "cannot write `,
	},
	{
		check: "bench/torture TestDiskFullAtEachName",
		fault: "errors of making files are dropped",
		edits: []edit{{"site/output.go", "st, err := o.put(name, data)\n\tif err != nil {", "st, err := o.put(name, data)\n\tif err != nil && name == \"\" {"}},
		want:  "torn: ",
	},
	{
		check: "bench/torture TestFailingSync",
		fault: "the error of syncing is dropped",
		edits: []edit{{"site/output_target_linux.go", "return unix.Syncfs(f)", "_ = unix.Syncfs(f)\n\treturn nil"}},
		want:  "want exit code 3",
	},
	{
		check: "bench/torture TestFullDisk",
		fault: "errors of writing are dropped",
		edits: []edit{{"site/output_put_unix.go", "n == 0 && err == nil {\n\t\t\terr = io.ErrShortWrite", "n <= 0 {\n\t\t\terr, data = nil, nil; _ = io.ErrShortWrite"}},
		want:  "torn: ",
	},
	{
		check: "bench/torture TestOutputsThatCannotBeReplaced",
		fault: "the error does not say what cannot be written",
		edits: []edit{{"site/output_lock.go", `fmt.Errorf("cannot write beside %s, where the new site is put together: %w", at.shown, cause(err))`, "err"}},
		want:  `"cannot write beside"`,
	},
	{
		check: "bench/torture TestOutputElsewhere",
		fault: "the link is replaced, not the folder that it leads to",
		edits: []edit{{"site/output_target.go", "info.Mode()&fs.ModeSymlink != 0 {", "info.Mode()&fs.ModeSymlink != 0 && false {"}},
		want:  "is a file: name a folder",
	},
	{
		check: "bench/torture TestTwoBuilds",
		fault: "the lock locks nothing",
		edits: []edit{{"site/output_lock_unix.go", "err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)", "var err error"}},
		want:  "no two builds met",
	},
	{
		check: "bench/torture TestSignals",
		fault: "an interrupted build does not clear up",
		edits: []edit{{"site/build.go", "\tdefer out.discard()\n", "\tdefer func() {\n\t\tif ctx.Err() == nil {\n\t\t\tout.discard()\n\t\t}\n\t}()\n"}},
		want:  "left [/",
	},
	{
		check: "bench/torture TestSignals",
		fault: "signals are not caught",
		edits: []edit{{"cmd/deskbell/main.go", "signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)", "signal.NotifyContext(context.Background(), syscall.SIGUSR1)"}},
		want:  "signal: ",
	},
	{
		check: "site TestTamperedFilesAreWrittenAgain",
		fault: "size and time are not compared",
		edits: []edit{{"site/output_survey.go", "m.whole, m.inode = err == nil && stampIn(is) == m.stamp, is.Inode", "m.whole, m.inode = err == nil, is.Inode"}, {"site/output_survey.go", "m.whole = err == nil && stampIn(is) == m.stamp && (", "m.whole = err == nil && ("}},
		want:  "same length: {Changed:[] Deleted:[]}",
	},
	{
		check: "site TestRecordIsChecked",
		fault: "the record's checksum is not compared",
		edits: []edit{{"site/output_record.go", "!bytes.Equal(s[:], text[end:])", "false && !bytes.Equal(s[:], text[end:])"}},
		want:  "changed true",
	},
	{
		check: "site TestOutputPaths",
		fault: "names of output files are not checked",
		edits: []edit{{"site/output.go", "!fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name))", "false"}},
		want:  `"../x" was written`,
	},
	{
		check: "site TestForeignFiles",
		fault: "files of others are not looked for",
		edits: []edit{{"site/output.go", "!o.options.Volatile && !o.options.Replace", "false"}},
		want:  "a file of somebody else",
	},
	{
		check: "cmd/deskbell TestScripts/output",
		fault: "files of others are not looked for",
		edits: []edit{{"site/output.go", "!o.options.Volatile && !o.options.Replace", "false"}},
		want:  "exit code 0, expected 2",
	},
	{
		check: "site TestModesAreThoseOfASiteWhateverTheUmask",
		fault: "the umask is left to itself",
		edits: []edit{{"site/output_mode.go", "info.Mode().Perm() == fileMode {", "info.Mode().Perm() == fileMode || true {"}, {"site/output_put_unix.go", "modeOf(uint32(st.Mode)).Perm() != fileMode {", "modeOf(uint32(st.Mode)).Perm() != fileMode && name == \"\" {"}},
		want:  "umask 077",
	},
}

// reading are faults in how a site is read while others save.
var reading = []plant{
	{
		check: "bench/torture TestInputChanges",
		fault: "stamps are not looked at again",
		edits: []edit{{"site/steady.go", "changed[i] = err != nil || stampIn(is) != was || was.time >= s.start && s.before[name] != was", "_, _, _, _ = is, err, was, name"}},
		args:  []string{"-full"},
		want:  "half an article is published",
	},
	{
		check: "bench/torture TestBuildAndServe",
		fault: "serve writes into the site's own output",
		edits: []edit{{"site/preview/preview.go", "c.Site.Out = filepath.Join(temp, \"public\")", "c.Site.Out = usual"}},
		want:  "torn: ",
	},
	{
		check: "bench/torture TestWatching",
		fault: "a queue that ran over is passed over",
		edits: []edit{{"site/preview/watch.go", "func (w *watcher) noteError(err error) {", "func (w *watcher) noteError(err error) {\n\tif errors.Is(err, fsnotify.ErrEventOverflow) {\n\t\treturn\n\t}"}},
		want:  "overflow true: /faq/",
	},
	{
		check: "bench/torture TestWatching",
		fault: "writes into a file that is there are passed over",
		edits: []edit{{"site/preview/watch.go", "if event.Op == fsnotify.Chmod ||", "if event.Op == fsnotify.Chmod || event.Op == fsnotify.Write ||"}},
		want:  "in place, overflow false: /faq/",
	},
	{
		check: "site/preview TestNoSaveIsLost",
		fault: "a queue that ran over is passed over",
		edits: []edit{{"site/preview/watch.go", "func (w *watcher) noteError(err error) {", "func (w *watcher) noteError(err error) {\n\tif errors.Is(err, fsnotify.ErrEventOverflow) {\n\t\treturn\n\t}"}},
		want:  "save 9",
	},
}

// varying makes the home page show something of the circumstances.
func varying(fault, text, want string) plant {
	return plant{
		check: "bench/torture TestReproducible",
		fault: "the home page " + fault,
		edits: []edit{{"site/output.go", "\ts := sha256.Sum256(data)\n\tif o.staging", "\tif name == \"index.html\" {\n\t\tdata = fmt.Append(data, " + text + ")\n\t}\n\ts := sha256.Sum256(data)\n\tif o.staging"}},
		want:  want,
	}
}

// repeating are faults that make two builds of one site differ.
var repeating = []plant{
	varying("shows the folder", "o.options.Dir", "2 injected, 1 torn"),
	varying("depends on the number of processors", `os.Getenv("GOMAXPROCS")`, "2 injected, 1 torn"),
	varying("depends on the zone", `os.Getenv("TZ")`, "2 injected, 1 torn"),
	varying("depends on the locale", `os.Getenv("LC_ALL")`, "2 injected, 1 torn"),
	{
		check: "bench/torture TestReproducible",
		fault: "the umask is left to itself",
		edits: []edit{{"site/output_mode.go", "info.Mode().Perm() == fileMode {", "info.Mode().Perm() == fileMode || true {"}, {"site/output_put_unix.go", "modeOf(uint32(st.Mode)).Perm() != fileMode {", "modeOf(uint32(st.Mode)).Perm() != fileMode && name == \"\" {"}},
		want:  "2 injected, 1 torn",
	},
	{
		check: "bench/torture TestClockSteps",
		fault: "a site is taken for unchanged whatever the clock says",
		edits: []edit{{"site/seal.go", "outputDir(o), o.BaseURL, o.Now.Format(time.RFC3339Nano), ", "outputDir(o), o.BaseURL, "}},
		want:  "another site than a build from nothing",
	},
}

package themes

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"path"
	"strings"

	"deskbell/diag"
)

// Asset is a file that pages load; it is published below /_deskbell/.
type Asset struct {
	Name      string // "theme-1f9c2b7a3e.css": holds the content's hash
	Logical   string // "theme.css": the key in Site.Assets
	Data      []byte
	Immutable bool // whether the name changes with the content
}

// Assets are the style sheet ("theme.css"), the module that every page loads
// ("theme.js"), style and module of the pages about the status ("status.css",
// "status.js"), the modules of the pages that search ("search-page.js"), are for
// contact ("contact.js"),
// have questions to click through ("flow.js") or list versions
// ("versions.js"), the small script that runs before the first paint ("init.js"),
// and the icon for sites without one ("favicon.svg").
func (t *Theme) Assets() []Asset { return t.assets }

// ReloadScript is the script that serve adds to pages ("reload.js").
func (t *Theme) ReloadScript() Asset { return t.reload }

func hashed(logical string, data []byte) Asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(logical)
	name := strings.TrimSuffix(logical, ext) + "-" + hex.EncodeToString(sum[:5]) + ext
	return Asset{Name: name, Logical: logical, Data: data, Immutable: true}
}

// source is a file that is bundled from others of the theme.
type source struct {
	logical, folder, entry string
	format                 format
}

// sources are all of them, in the order of Theme.Assets; the last two are for
// serve, and for other sites.
var sources = []source{
	{"theme.css", "styles", "styles/theme.css", classic},
	{"status.css", "styles", "styles/sheet-status.css", classic},
	{"reports.css", "styles", "styles/sheet-reports.css", classic},
	{"versions.css", "styles", "styles/sheet-versions.css", classic},
	{"flow.css", "styles", "styles/sheet-flow.css", classic},
	{"later.css", "styles", "styles/sheet-later.css", classic},
	{"theme.js", "scripts", "scripts/theme.ts", module},
	{"status.js", "scripts", "scripts/status.ts", module},
	{"search-page.js", "scripts", "scripts/search-page.ts", module},
	{"contact.js", "scripts", "scripts/contact.ts", module},
	{"flow.js", "scripts", "scripts/flow.ts", module},
	{"versions.js", "scripts", "scripts/versions.ts", module},
	{"init.js", "scripts", "scripts/init.ts", classic},
	{"reload.js", "scripts", "scripts/reload.ts", classic},
	{"embed.js", "scripts", "scripts/embed.ts", classic},
}

// built are the built-in theme's bundles and words: making them took as long as building a
// small site. A test holds them to the sources.
//
//go:generate go run ./bundle
//go:embed built
var built embed.FS

// Bundle is the built-in theme's bundles and words by their names, made from their
// sources.
func Bundle() map[string][]byte {
	out := map[string][]byte{}
	for _, s := range sources {
		var list diag.List
		out[s.logical] = bundle(builtinFiles(), s.folder, s.entry, s.format, &list)
		mustBeWhole(&list)
	}
	var list diag.List
	out[textsFile] = bundleTexts(&list)
	mustBeWhole(&list)
	return out
}

// mustBeWhole stops at a problem: the files are part of the program.
func mustBeWhole(list *diag.List) {
	for _, d := range list.Sorted() {
		panic(d.Pos.String() + ": " + d.Message)
	}
}

// text is the site's version of a bundle where it replaced a file of the folder,
// else the built-in one.
func (s source) text(files fileset, list *diag.List) []byte {
	if files.replaced(s.folder) {
		if out := bundle(files, s.folder, s.entry, s.format, list); out != nil {
			return out
		}
	}
	out, err := built.ReadFile("built/" + s.logical)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return out
}

// buildAssets makes all that pages load.
func (t *Theme) buildAssets(files fileset, cfg Config, list *diag.List) {
	own := configuredStyle(cfg, list)
	for _, s := range sources {
		text := s.text(files, list)
		switch s.logical {
		case "embed.js":
			t.banner = text
		case "reload.js":
			t.reload = hashed(s.logical, text)
		case "theme.css":
			t.assets = append(t.assets, hashed(s.logical, append(text[:len(text):len(text)], own.css...)))
		default:
			t.assets = append(t.assets, hashed(s.logical, text))
		}
	}
	t.assets = append(t.assets, hashed("favicon.svg", favicon(own.accent)))
}

// favicon is a bell on the accent colour.
func favicon(accent string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="` + accent +
		`"/><path d="M6 21h20M8 21a8 8 0 0 1 16 0M16 13v-3M13.5 9.5h5M6 24.5h20" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>` + "\n")
}

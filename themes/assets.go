package themes

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"sync"

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

// The built-in theme is bundled once for all loads: it never changes, and
// bundling is most of what a load costs.
var (
	builtinStyle       = sync.OnceValue(func() []byte { return mustBundle("styles", "styles/theme.css", classic) })
	builtinStatusStyle = sync.OnceValue(func() []byte { return mustBundle("styles", "styles/status-pages.css", classic) })
	builtinModule      = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/theme.ts", module) })
	builtinStatus      = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/status.ts", module) })
	builtinSearch      = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/search-page.ts", module) })
	builtinContact     = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/contact.ts", module) })
	builtinFlow        = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/flow.ts", module) })
	builtinVersions    = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/versions.ts", module) })
	builtinBanner      = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/embed.ts", classic) })
	builtinInit        = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/init.ts", classic) })
	builtinReload      = sync.OnceValue(func() []byte { return mustBundle("scripts", "scripts/reload.ts", classic) })
)

func mustBundle(folder, entry string, f format) []byte {
	var list diag.List
	out := bundle(builtinFiles(), folder, entry, f, &list)
	for _, d := range list.Sorted() {
		panic(d.Pos.String() + ": " + d.Message) // the files are part of the program
	}
	return out
}

// bundled is the site's version of a bundle where it replaced a file of the
// folder, else the built-in one.
func bundled(files fileset, folder, entry string, f format, fallback func() []byte, list *diag.List) []byte {
	if files.replaced(folder) {
		if out := bundle(files, folder, entry, f, list); out != nil {
			return out
		}
	}
	return fallback()
}

func buildAssets(files fileset, cfg Config, list *diag.List) []Asset {
	own := configuredStyle(cfg, list)
	status := bundled(files, "styles", "styles/status-pages.css", classic, builtinStatusStyle, list)
	style := bundled(files, "styles", "styles/theme.css", classic, builtinStyle, list)
	css := append(append(make([]byte, 0, len(style)+len(own.css)), style...), own.css...)
	return []Asset{
		hashed("theme.css", css),
		hashed("status.css", status),
		hashed("theme.js", bundled(files, "scripts", "scripts/theme.ts", module, builtinModule, list)),
		hashed("status.js", bundled(files, "scripts", "scripts/status.ts", module, builtinStatus, list)),
		hashed("search-page.js", bundled(files, "scripts", "scripts/search-page.ts", module, builtinSearch, list)),
		hashed("contact.js", bundled(files, "scripts", "scripts/contact.ts", module, builtinContact, list)),
		hashed("flow.js", bundled(files, "scripts", "scripts/flow.ts", module, builtinFlow, list)),
		hashed("versions.js", bundled(files, "scripts", "scripts/versions.ts", module, builtinVersions, list)),
		hashed("init.js", bundled(files, "scripts", "scripts/init.ts", classic, builtinInit, list)),
		hashed("favicon.svg", favicon(own.accent)),
	}
}

func buildReload(files fileset, list *diag.List) Asset {
	return hashed("reload.js", bundled(files, "scripts", "scripts/reload.ts", classic, builtinReload, list))
}

// favicon is a bell on the accent colour.
func favicon(accent string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="` + accent +
		`"/><path d="M6 21h20M8 21a8 8 0 0 1 16 0M16 13v-3M13.5 9.5h5M6 24.5h20" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>` + "\n")
}

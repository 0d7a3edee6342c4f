package themes

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"deskbell/diag"
)

// Fonts are the fonts that a site brings or asks readers' devices for.
type Fonts struct {
	Text  []string   `yaml:"text"` // families, before the built-in ones
	Code  []string   `yaml:"code"`
	Files []FontFile `yaml:"files"`
}

// FontFile is a font of the site's folder.
type FontFile struct {
	Family string `yaml:"family,required"`
	File   string `yaml:"file,required"`
	Weight string `yaml:"weight"` // "400", or for a variable font "100 900"; empty: all
	Style  string `yaml:"style"`  // normal, which is also empty, or italic
}

var (
	familyForm = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} ._-]*$`)
	weightForm = regexp.MustCompile(`^[1-9]\d{0,2}( [1-9]\d{0,2})?$`)
	formats    = map[string]string{".woff2": "woff2", ".woff": "woff"}
)

// fontStyle is the style sheet of the fonts. A font that is not there yet when a
// page is shown is used from the next page on (font-display: optional): nobody
// waits for letters, and no text moves.
func fontStyle(cfg Config, list *diag.List) string {
	f, css := cfg.Fonts, ""
	for i, file := range f.Files {
		css += fontFace(file, cfg, i, list)
	}
	tokens := ""
	for _, of := range []struct {
		key, property string
		names         []string
	}{{"text", "--brand", f.Text}, {"code", "--brand-code", f.Code}} {
		if families := familyList(of.names, of.key, cfg, list); families != "" {
			tokens += of.property + ":" + families + ";"
		}
	}
	if tokens != "" {
		css += "@layer tokens{:root{" + strings.TrimSuffix(tokens, ";") + "}}"
	}
	return css
}

// familyList is families as a style sheet has them, each with a comma behind it.
func familyList(names []string, key string, cfg Config, list *diag.List) (out string) {
	for i, name := range names {
		if !familyForm.MatchString(name) {
			list.Errorf("theme-font", cfg.at("fonts", key, i), "write the family's name, such as Inter", "%q is not the name of a family", name)
			continue
		}
		out += `"` + name + `",`
	}
	return out
}

func fontFace(f FontFile, cfg Config, i int, list *diag.List) string {
	at := func(key string) diag.Position { return cfg.at("fonts", "files", i, key) }
	good := true
	if f.Family != "" && !familyForm.MatchString(f.Family) {
		list.Errorf("theme-font", at("family"), "write the family's name, such as Inter", "%q is not the name of a family", f.Family)
		good = false
	}
	if f.Family != "" && !slices.Contains(cfg.Fonts.Text, f.Family) && !slices.Contains(cfg.Fonts.Code, f.Family) {
		list.Warnf("theme-font", at("family"), "write it under fonts.text or fonts.code", "nothing is set in %s", f.Family)
	}
	format := formats[strings.ToLower(path.Ext(f.File))]
	if f.File != "" && format == "" {
		list.Errorf("theme-font", at("file"), "convert it to WOFF2, which browsers load", "%s is neither WOFF2 nor WOFF", f.File)
		good = false
	}
	if f.Weight != "" && !weightForm.MatchString(f.Weight) {
		list.Errorf("theme-font", at("weight"), `write "400", or "100 900" for a variable font`, "%q is not a weight", f.Weight)
		good = false
	}
	if f.Style != "" && f.Style != "normal" && f.Style != "italic" {
		list.Errorf("theme-font", at("style"), "write normal or italic", "%q is not a style", f.Style)
		good = false
	}
	if !good || f.Family == "" || f.File == "" {
		return ""
	}
	css := `@font-face{font-family:"` + f.Family + `";src:url("` + (&url.URL{Path: "site/" + f.File}).EscapedPath() + `")format("` + format + `");font-display:optional`
	if f.Weight != "" {
		css += ";font-weight:" + f.Weight
	}
	if f.Style != "" {
		css += ";font-style:" + f.Style
	}
	return css + "}"
}

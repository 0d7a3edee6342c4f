package themes

import (
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"deskbell/diag"
)

// format is how a bundle is loaded.
type format int

const (
	classic format = iota // a script in its own scope, or a style sheet
	module                // an ES module
)

// engines are the oldest browsers that the theme is written for.
var engines = []api.Engine{
	{Name: api.EngineChrome, Version: "111"},
	{Name: api.EngineFirefox, Version: "115"},
	{Name: api.EngineSafari, Version: "16.4"},
}

// bundle joins an entry file and all it imports from its folder into one
// minified text. Problems go on the list at their place; then it is nil.
func bundle(files fileset, folder, entry string, f format, list *diag.List) []byte {
	options := api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		Write:             false,
		Outdir:            "/",
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		Engines:           engines,
		LogLevel:          api.LogLevelSilent,
		TsconfigRaw:       "{}",
		Format:            api.FormatIIFE,
		Plugins:           []api.Plugin{inFileset(files, folder)},
	}
	if f == module {
		options.Format = api.FormatESModule
	}
	result := api.Build(options)
	for _, m := range result.Errors {
		report(m, diag.Error, files, list)
	}
	for _, m := range result.Warnings {
		report(m, diag.Warning, files, list)
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return nil
	}
	return result.OutputFiles[0].Contents
}

// inFileset lets the bundler read the theme's files and nothing of the machine.
func inFileset(files fileset, folder string) api.Plugin {
	return api.Plugin{Name: "theme", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name := args.Path
			if args.Kind != api.ResolveEntryPoint {
				name = path.Join(path.Dir(args.Importer), args.Path)
			}
			for _, ext := range []string{"", ".ts", ".css"} {
				if _, ok := files[name+ext]; ok && strings.HasPrefix(name, folder+"/") {
					return api.OnResolveResult{Path: name + ext, Namespace: "theme"}, nil
				}
			}
			return api.OnResolveResult{Errors: []api.Message{{Text: "the theme has no file " + name}}}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "theme"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text := string(files[args.Path].src.Text)
			loader := api.LoaderTS
			if path.Ext(args.Path) == ".css" {
				loader = api.LoaderCSS
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}

// report turns a message of the bundler into a diagnostic.
func report(m api.Message, severity diag.Severity, files fileset, list *diag.List) {
	d := diag.Diagnostic{ID: "theme-style", Severity: severity, Message: m.Text, Pos: diag.Position{File: "themes"}}
	if m.Location != nil {
		name := strings.TrimPrefix(m.Location.File, "theme:")
		if strings.HasPrefix(name, "scripts/") {
			d.ID = "theme-script"
		}
		if m.Location.Suggestion != "" {
			d.Hint = "write " + m.Location.Suggestion + " here"
		}
		if f, ok := files[name]; ok {
			line := f.src.Line(m.Location.Line)
			column := min(m.Location.Column, len(line))
			d.Pos = f.src.LineColumn(m.Location.Line, len([]rune(line[:column]))+1)
			d.Pos.Width = max(1, m.Location.Length)
		}
	}
	if d.Hint == "" && len(m.Notes) > 0 {
		d.Hint = m.Notes[0].Text
	}
	list.Add(d)
}

// Package client bundles the browser's half of the search. The result is
// committed in dist, so that building Deskbell needs neither this package nor
// Node.
package client

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Bundle makes one minified module of the TypeScript in src: what main.ts
// exports.
func Bundle(src fs.FS) ([]byte, error) {
	return BundleModule(src, "main.js")
}

// BundleModule is Bundle for what another module exports; it serves tests.
func BundleModule(src fs.FS, name string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: "export * from " + strconv.Quote(name)},
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetASCII,
		LegalComments:     api.LegalCommentsNone,
		Plugins:           []api.Plugin{sources(src)},
	})
	var errs []error
	for _, m := range result.Errors {
		errs = append(errs, errors.New(m.Text))
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return result.OutputFiles[0].Contents, nil
}

// sources resolves the modules' imports to the TypeScript files of src.
func sources(src fs.FS) api.Plugin {
	return api.Plugin{Name: "sources", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `\.js$`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := strings.TrimSuffix(strings.TrimPrefix(a.Path, "./"), ".js") + ".ts"
			return api.OnResolveResult{Path: name, Namespace: "src"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "src"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := fs.ReadFile(src, a.Path)
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderTS}, err
		})
	}}
}

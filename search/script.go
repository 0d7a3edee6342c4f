package search

import (
	_ "embed"
	"slices"
)

//go:generate go run ./client/build

//go:embed client/dist/search.js
var script []byte

// Script is the browser's half of the search, a module to be published as
// /_deskbell/search.js beside the files that Build makes. Its exports are in
// client/src/types.ts.
func Script() []byte { return slices.Clone(script) }

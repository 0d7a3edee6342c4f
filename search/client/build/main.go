// Command build bundles the browser's half of the search into dist/search.js.
// It is run by go generate in the search package.
package main

import (
	"fmt"
	"os"

	"deskbell/search/client"
)

func main() {
	script, err := client.Bundle(os.DirFS("client/src"))
	if err == nil {
		err = os.WriteFile("client/dist/search.js", script, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

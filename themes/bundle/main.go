// Command bundle writes the built-in theme's style sheets and scripts, each
// joined into one file, to themes/built.
package main

import (
	"log"
	"os"
	"path/filepath"

	"deskbell/themes"
)

func main() {
	for name, text := range themes.Bundle() {
		if err := os.WriteFile(filepath.Join("built", name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

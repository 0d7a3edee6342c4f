package main

import (
	"encoding/json"
	"fmt"
	"os"

	"deskbell/site"
)

// changesJSON is what build --changes writes, and a part of what build --json
// prints. Its lists are never null.
type changesJSON struct {
	Hash    string             `json:"hash"`    // of all output; empty where nothing was written
	Changed []site.ChangedFile `json:"changed"` // new, or with other bytes than before
	Deleted []site.ChangedFile `json:"deleted"`
}

func changesOutput(r *site.Result) changesJSON {
	c := changesJSON{Changed: append([]site.ChangedFile{}, r.Changed...), Deleted: append([]site.ChangedFile{}, r.Deleted...)}
	if r.Written {
		c.Hash = r.Hash
	}
	return c
}

// writeChanges writes the list for a purge; without a name it does nothing. A
// build that published nothing writes an empty one.
func writeChanges(name string, r *site.Result) error {
	if name == "" {
		return nil
	}
	text, err := json.MarshalIndent(changesOutput(r), "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, append(text, '\n'), 0o666); err != nil {
		return fmt.Errorf("the site is built, but --changes: %w", err)
	}
	return nil
}

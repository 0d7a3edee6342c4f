package status

import (
	"errors"
	"io/fs"
	"strings"

	"deskbell/diag"
)

// reportUnreadable reports an error of reading, unless it says that there is no
// such file or folder.
func reportUnreadable(name string, err error, list *diag.List) {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	hint := "check that it may be read"
	if strings.Contains(err.Error(), "escapes") {
		hint = "replace the link by what it leads to: the site's folder is not left"
	}
	list.Errorf("file-unreadable", diag.Position{File: name}, hint, "cannot be read: %v", err)
}

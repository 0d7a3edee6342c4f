//go:build !linux && !darwin

package site

import (
	"io/fs"
	"os"

	"deskbell/content"
)

// putFile makes a file with its mode and returns what it then is.
func putFile(name string, data []byte) (content.Stamp, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return content.Stamp{}, err
	}
	_, err = f.Write(data)
	var info fs.FileInfo
	if err == nil {
		info, err = openMode(f)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return content.Stamp{}, err
	}
	return content.StampOf(info), nil
}

//go:build !linux && !darwin

package content

import "io/fs"

func (s *Stamp) fill(fs.FileInfo) {}

package content

import (
	"io/fs"
	"syscall"
)

func (s *Stamp) fill(info fs.FileInfo) {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Changed, s.Inode = int64(st.Ctim.Sec)*1e9+int64(st.Ctim.Nsec), uint64(st.Ino)
	}
}

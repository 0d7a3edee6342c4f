package content

import (
	"io/fs"

	"deskbell/diag/wire"
)

// Stamp is what the file system says of a file. Two stamps are equal only where
// nobody wrote to the file between them, as far as the system can tell: where it
// has them, the inode and the time of its last change are looked at too, which
// no program sets.
type Stamp struct {
	Size    int64
	Time    int64 // of the last change of its bytes, in nanoseconds
	Changed int64 // of the last change of bytes or names; 0 where the system has none
	Inode   uint64
	Mode    fs.FileMode
}

// StampOf is the stamp of a file.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Time: info.ModTime().UnixNano(), Mode: info.Mode()}
	s.fill(info)
	return s
}

// Before says whether the file was last changed before a moment, and so was not
// changed again in the same tick of the clock after it was read.
func (s Stamp) Before(moment int64) bool { return max(s.Time, s.Changed) < moment }

// Write writes the stamp.
func (s Stamp) Write(w *wire.Writer) {
	w.Int64(s.Size)
	w.Int64(s.Time)
	w.Int64(s.Changed)
	w.Int64(int64(s.Inode))
	w.Int64(int64(s.Mode))
}

// ReadStamp reads what Stamp.Write wrote.
func ReadStamp(r *wire.Reader) Stamp {
	return Stamp{Size: r.Int64(), Time: r.Int64(), Changed: r.Int64(), Inode: uint64(r.Int64()), Mode: fs.FileMode(r.Int64())}
}

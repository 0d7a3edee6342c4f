//go:build linux || darwin

package site

import (
	"io/fs"

	"deskbell/content"

	"golang.org/x/sys/unix"
)

// looker looks at many files of one folder. It knows the folder by its handle, so
// that the way to it is gone once and not for each of them, and makes nothing of a
// file but its stamp: twenty thousand files are looked at in each build.
type looker struct{ fd int }

func openLooker(dir string) (looker, error) {
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	return looker{fd}, err
}

func (l looker) close() { unix.Close(l.fd) }

// at is the stamp of what has a name below the folder; behind says to look at what
// a link leads to.
func (l looker) at(name string, behind bool) (content.Stamp, error) {
	flags := unix.AT_SYMLINK_NOFOLLOW
	if behind {
		flags = 0
	}
	var st unix.Stat_t
	err := unix.Fstatat(l.fd, name, &st, flags)
	for err == unix.EINTR {
		err = unix.Fstatat(l.fd, name, &st, flags)
	}
	if err != nil {
		return content.Stamp{}, err
	}
	return stampAt(&st), nil
}

func stampAt(st *unix.Stat_t) content.Stamp {
	return content.Stamp{Size: st.Size, Time: st.Mtim.Nano(), Changed: st.Ctim.Nano(), Inode: st.Ino, Mode: modeOf(uint32(st.Mode))}
}

// mkdir makes a folder.
func (l looker) mkdir(name string) error { return unix.Mkdirat(l.fd, name, uint32(folderMode)) }

// linkIn gives a file of one folder the same name in another.
func linkIn(from, to looker, name string) error { return unix.Linkat(from.fd, name, to.fd, name, 0) }

// modeOf is a mode of the system as package os has it, as far as it is of a file,
// a folder or a link.
func modeOf(m uint32) fs.FileMode {
	mode := fs.FileMode(m & 0o777)
	switch m & unix.S_IFMT {
	case unix.S_IFREG:
	case unix.S_IFDIR:
		mode |= fs.ModeDir
	case unix.S_IFLNK:
		mode |= fs.ModeSymlink
	default:
		mode |= fs.ModeIrregular
	}
	if m&unix.S_ISGID != 0 {
		mode |= fs.ModeSetgid
	}
	if m&unix.S_ISUID != 0 {
		mode |= fs.ModeSetuid
	}
	if m&unix.S_ISVTX != 0 {
		mode |= fs.ModeSticky
	}
	return mode
}

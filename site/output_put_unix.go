//go:build linux || darwin

package site

import (
	"io"

	"deskbell/content"

	"golang.org/x/sys/unix"
)

// putFile makes a file with its mode and returns what it then is. It calls the system
// itself: package os asks it, for each file that it opens, whether one can wait for it,
// and makes three things of it that the garbage collector has to clear away.
func putFile(name string, data []byte) (content.Stamp, error) {
	fd, err := again(func() (int, error) {
		return unix.Open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, uint32(fileMode))
	})
	if err != nil {
		return content.Stamp{}, err
	}
	for len(data) > 0 && err == nil {
		var n int
		n, err = again(func() (int, error) { return unix.Write(fd, data[:min(len(data), maxWrite)]) })
		if data = data[max(n, 0):]; n == 0 && err == nil {
			err = io.ErrShortWrite
		}
	}
	var st unix.Stat_t
	if err == nil {
		err = unix.Fstat(fd, &st)
	}
	if err == nil && modeOf(uint32(st.Mode)).Perm() != fileMode { // the umask took a part of it away
		_ = unix.Fchmod(fd, uint32(fileMode)) // a file system without modes keeps its own
		err = unix.Fstat(fd, &st)
	}
	if closed := unix.Close(fd); err == nil && closed != unix.EINTR {
		err = closed
	}
	if err != nil {
		return content.Stamp{}, err
	}
	return stampAt(&st), nil
}

// maxWrite is how many bytes are written at once; macOS takes no more than 2 GB.
const maxWrite = 1 << 30

// again calls the system until no signal interrupts it.
func again(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != unix.EINTR {
			return n, err
		}
	}
}

package site

import "golang.org/x/sys/unix"

// isMount says whether a folder is the root of a mount, a bind mount too.
// Kernels before 5.8 do not tell; there the exchange fails, and says the same.
func isMount(dir string) bool {
	var st unix.Statx_t
	if unix.Statx(unix.AT_FDCWD, dir, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_BASIC_STATS, &st) != nil {
		return false
	}
	return st.Attributes_mask&st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// syncRemoved has nothing to do: syncFolder takes it in.
func syncRemoved(string) {}

// syncFolder returns once all that was written to the file system of a folder
// has reached the disk. One call for all is faster than one for each file, each
// of which would wait for the file system's journal.
func syncFolder(dir string, _ []string) error {
	f, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(f)
	return unix.Syncfs(f)
}

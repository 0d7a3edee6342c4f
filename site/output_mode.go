package site

import (
	"io/fs"
	"os"
	"runtime"
)

// The modes of all output, whatever the umask is: a site that a robot builds with
// umask 077 must be as readable to the web server as any other. Only the output
// folder itself, which its owner may have closed or shared, keeps its mode.
const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// hasModes says whether the system's files have the bits of a mode.
const hasModes = runtime.GOOS != "windows"

// openMode gives an open file its mode, where the umask took a part of it away,
// and returns what the file is then. A file system without modes keeps its own.
func openMode(f *os.File) (fs.FileInfo, error) {
	info, err := f.Stat()
	if err != nil || !hasModes || info.Mode().Perm() == fileMode {
		return info, err
	}
	_ = f.Chmod(fileMode)
	return f.Stat()
}

// makeFolder makes a folder with its mode. A folder that is there is left alone.
func makeFolder(dir string, masked bool) error {
	if err := os.Mkdir(dir, folderMode); err != nil {
		return err
	}
	if masked {
		_ = os.Chmod(dir, folderMode)
	}
	return nil
}

// makeStaging makes the folder that will be the output folder, with the mode that
// this one has. It returns whether the umask takes something from folders' modes.
func makeStaging(staging, target string) (masked bool, err error) {
	if err := os.Mkdir(staging, folderMode); err != nil {
		return false, err
	}
	info, err := os.Stat(staging)
	if err != nil || !hasModes {
		return false, err
	}
	const kept = fs.ModePerm | fs.ModeSetgid
	want := info.Mode()&^fs.ModePerm | folderMode
	if old, err := os.Stat(target); err == nil {
		want = old.Mode()
	}
	if want&kept != info.Mode()&kept {
		_ = os.Chmod(staging, want&kept)
	}
	return info.Mode().Perm() != folderMode, nil
}

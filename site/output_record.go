package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"deskbell/content"
	"deskbell/diag/wire"
)

// manifestFile lists, in every output folder, what Deskbell made: a folder with
// other files is never replaced. The same site has the same manifest anywhere.
const manifestFile = ".deskbell-manifest.json"

// manifest is the content of manifestFile.
type manifest struct {
	Generator string            `json:"generator"`
	Hash      string            `json:"hash"`
	Files     map[string]string `json:"files"` // path → SHA-256
}

// published is what an output folder holds: the files of its manifest and, if
// there is a record of this very manifest, their sums and stamps.
//
// The record's invariants: a published file whose stamp is the recorded one has
// the recorded sum; a folder whose stamp is the recorded one holds the names that
// it held, for the record was made later than the stamp. The record lies in the
// cache, not in the output, for times are of this machine. It carries its own
// checksum and the sum of the manifest it belongs to; one that is damaged, or of
// another manifest, is passed over, and then bytes are compared.
type published struct {
	files    map[string]*made
	list     []made            // of a record: all of them, in the order of their names
	names    []string          // of the list
	folders  []publishedFolder // of a record
	recorded bool
	manifest sum // of the manifest's bytes
}

// publishedFolder is a folder of the output.
type publishedFolder struct {
	name  string        // slash-separated; "." is the output folder
	stamp content.Stamp // zero: it may have changed in the same tick of the clock
	same  bool          // its stamp is the recorded one
}

// stamp is what the file system says of a regular file. The zero stamp is none.
type stamp struct {
	size int64
	time int64 // of the last change, in nanoseconds
	mode fs.FileMode
}

func stampFrom(info fs.FileInfo) stamp {
	return stamp{info.Size(), info.ModTime().UnixNano(), info.Mode()}
}

// stampOf is the stamp of a regular file; anything else is an error.
func stampOf(name string) (stamp, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return stamp{}, err
	}
	if !info.Mode().IsRegular() {
		return stamp{}, fmt.Errorf("%s is not a regular file", name)
	}
	return stampFrom(info), nil
}

// readPublished reads the manifest of the output folder and its record.
func (o *output) readPublished() (published, error) {
	p := published{files: map[string]*made{}}
	text, err := os.ReadFile(o.target.file(manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("cannot read %s: %w", filepath.Join(o.target.shown, manifestFile), cause(err))
	}
	if recorded, ok := o.readRecord(sha256.Sum256(text)); ok {
		recorded.index()
		return recorded, nil
	}
	var m manifest
	if json.Unmarshal(text, &m) != nil {
		return p, nil // then every file is foreign
	}
	for name := range m.Files {
		if fs.ValidPath(name) {
			p.files[name] = &made{}
		}
	}
	return p, nil
}

// ForeignError says that an output folder holds files of somebody else.
type ForeignError struct{ Dir, File string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s holds %s, which Deskbell did not make: choose another output folder, or empty it", e.Dir, e.File)
}

// manifestText is the manifest of the output, as JSON, with room for the hash.
func (o *output) manifestText() ([]byte, error) {
	names := o.names()
	b := make([]byte, 0, 256+len(names)*128)
	b = append(append(append(b, manifestHead...), make([]byte, 2*sha256.Size)...), "\",\n \"files\": {"...)
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n  "...)
		if isPlainJSON(name) {
			b = append(append(append(b, '"'), name...), '"')
		} else {
			quoted, err := json.Marshal(name)
			if err != nil {
				return nil, err
			}
			b = append(b, quoted...)
		}
		s := o.files[name].sum
		b = append(b, ": \""...)
		b = append(hex.AppendEncode(b, s[:]), '"')
	}
	return append(b, "\n }\n}\n"...), nil
}

// manifestHead is a manifest up to the hash.
const manifestHead = "{\n \"generator\": \"deskbell\",\n \"hash\": \""

// isPlainJSON says whether package json writes a text as it stands: most names.
func isPlainJSON(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || strings.IndexByte("\"\\<>&", c) >= 0 {
			return false
		}
	}
	return true
}

// recordVersion begins a record: raise the number when its format changes.
const recordVersion = "deskbell output 6\n"

// recordPrefix begins the names of records; the rest is the hash of the path of
// the output folder.
const recordPrefix = "output-"

func (o *output) recordFile() string {
	s := sha256.Sum256([]byte(o.target.dir))
	return filepath.Join(o.cache, recordPrefix+hex.EncodeToString(s[:8]))
}

// recordText is: version, path of the output folder and a line end, sum of the
// manifest, then in the form of package wire the program, the number of files and for
// each its size, time, mode, inode, name, sum and key, and for each folder its name and stamp;
// at the end the SHA-256 of all that. Keys are of one program: another may make
// something else from the same.
func (o *output) recordText(manifest sum, folders []publishedFolder) []byte {
	return withFolders(o.withManifest(o.recordFiles(), manifest), folders)
}

// recordFiles is a record up to its folders, but for the sum of the manifest.
func (o *output) recordFiles() []byte {
	names := o.names()
	w := wire.Writer{B: make([]byte, 0, 4096+len(names)*144)}
	w.B = append(append(append(w.B, recordVersion...), o.target.dir...), '\n')
	w.B = append(w.B, make([]byte, sha256.Size)...)
	w.Bytes(identity())
	w.Int(len(names))
	for _, name := range names {
		m := o.files[name]
		w.Int64(m.stamp.size)
		w.Int64(m.stamp.time)
		w.Int64(int64(m.stamp.mode))
		w.Int64(int64(m.inode))
		w.String(name)
		w.Bytes(m.sum[:])
		if m.key == (content.Key{}) {
			w.Bytes(nil)
		} else {
			w.Bytes(m.key[:])
		}
	}
	return w.B
}

// withManifest puts the sum of the manifest into the beginning of a record.
func (o *output) withManifest(files []byte, manifest sum) []byte {
	copy(files[len(recordVersion)+len(o.target.dir)+1:], manifest[:])
	return files
}

// withFolders puts the end to a record; what it is given may be written over.
func withFolders(files []byte, folders []publishedFolder) []byte {
	w := wire.Writer{B: files}
	for _, f := range folders {
		w.String(f.name)
		f.stamp.Write(&w)
	}
	s := sha256.Sum256(w.B)
	return append(w.B, s[:]...)
}

func (o *output) readRecord(manifest sum) (published, bool) {
	if o.cache == "" {
		return published{}, false
	}
	text, err := os.ReadFile(o.recordFile())
	if err != nil {
		return published{}, false
	}
	return parseRecord(text, o.target.dir, manifest)
}

// parseRecord reads a record that belongs to this folder and this manifest.
func parseRecord(text []byte, dir string, manifest sum) (p published, ok bool) {
	rest, ok := bytes.CutPrefix(text, append(append([]byte(recordVersion+dir), '\n'), manifest[:]...))
	if !ok || len(rest) < sha256.Size {
		return p, false
	}
	end := len(text) - sha256.Size
	if s := sha256.Sum256(text[:end]); !bytes.Equal(s[:], text[end:]) {
		return p, false
	}
	r := wire.NewReader(rest[:len(rest)-sha256.Size])
	ours := r.String() == string(identity())
	n := r.Len()
	room := min(n, len(rest)/40) // a file takes no fewer bytes
	p = published{list: make([]made, 0, room), names: make([]string, 0, room), recorded: true, manifest: manifest}
	for range n {
		m := made{stamp: stamp{size: r.Int64(), time: r.Int64(), mode: fs.FileMode(r.Int64())}, inode: uint64(r.Int64())}
		p.names = append(p.names, r.String())
		copy(m.sum[:], r.String())
		if key := r.String(); ours {
			copy(m.key[:], key)
		}
		p.list = append(p.list, m)
	}
	for r.More() {
		p.folders = append(p.folders, publishedFolder{name: r.String(), stamp: content.ReadStamp(r)})
	}
	return p, r.Err() == nil
}

// index makes the files of a record known by their names.
func (p *published) index() {
	p.files = make(map[string]*made, len(p.names))
	for i, name := range p.names {
		p.files[name] = &p.list[i]
	}
}

// saveRecord keeps what is published, for the next build. A folder that cannot
// be written to only makes that one slower. Records of folders that are gone go.
func (o *output) saveRecord() {
	if o.cache == "" || !o.unrecorded {
		return
	}
	o.unrecorded = false
	files := o.record
	if files == nil {
		files = o.recordFiles()
	}
	files = o.withManifest(files, o.published)
	writeCache(o.recordFile(), withFolders(files, o.folders()))
	defer o.firstSpare(files)
	names, _ := filepath.Glob(filepath.Join(o.cache, recordPrefix+"*"))
	for _, name := range names {
		if dir, ok := recordedFolder(name); ok && dir != o.target.dir {
			if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
				os.Remove(name)
				os.Remove(sealOf(name))
				spare, record := spareOf(name)
				os.Remove(record)
				_ = removeTree(spare) // without a record the next build of that output removes it
			}
		}
	}
}

// recordedFolder is the output folder that a record is of.
func recordedFolder(name string) (string, bool) {
	f, err := os.Open(name)
	if err != nil {
		return "", false
	}
	defer f.Close()
	head := make([]byte, 4096+len(recordVersion))
	n, _ := f.Read(head)
	rest, ok := bytes.CutPrefix(head[:n], []byte(recordVersion))
	dir, _, whole := bytes.Cut(rest, []byte("\n"))
	return string(dir), ok && whole
}

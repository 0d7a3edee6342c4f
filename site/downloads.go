package site

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/themes"
)

// checkDownloads compares the sums and sizes that version notes write with the
// files, as far as these lie in the site's folder. Each file is read once.
func checkDownloads(site fs.FS, tree *content.Tree, list *diag.List) map[string]int64 {
	sizes := map[string]int64{}
	for _, f := range tree.Files {
		sizes[f.Source] = f.Size
	}
	sums := map[string]string{}
	for _, p := range tree.Pages {
		for i, d := range p.Front.Downloads {
			at := func(key string) diag.Position { return p.FrontPos("downloads", i, key) }
			if d.SHA256 != "" && !isSHA256(d.SHA256) {
				list.Errorf("download-checksum", at("sha256"), "write the 64 hexadecimal digits that sha256sum prints", "%q is no SHA-256", d.SHA256)
				continue
			}
			source := path.Join(path.Dir(p.Source), d.File)
			size, local := sizes[source]
			if !local {
				if d.URL == "" {
					list.Errorf("download-missing", at("file"), "put the file beside the version note, or write its 'url:'", "there is no file %s", source)
				}
				continue
			}
			if d.Size != 0 && int64(d.Size) != size {
				list.Errorf("download-size", at("size"), "take the size out: it is known from the file", "the file has %d bytes, the version note says %d", size, d.Size)
			}
			if d.SHA256 == "" {
				continue
			}
			if sums[source] == "" {
				sums[source] = checksum(site, source)
			}
			if !strings.EqualFold(sums[source], d.SHA256) {
				list.Errorf("download-checksum", at("sha256"), "the file's sum is "+sums[source], "this is not the SHA-256 of %s", source)
			}
		}
	}
	return sizes
}

func isSHA256(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size
}

// checksum is a file's SHA-256; of a file that cannot be read, what tells of it.
func checksum(site fs.FS, source string) string {
	f, err := site.Open(source)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err.Error()
	}
	return hex.EncodeToString(h.Sum(nil))
}

// downloads are a version's files.
func (m *model) downloads(p *content.Page) []themes.Download {
	var out []themes.Download
	for _, d := range p.Front.Downloads {
		item := themes.Download{Platform: d.Platform, Name: path.Base(d.File), URL: d.URL, Size: int64(d.Size), SHA256: strings.ToLower(d.SHA256)}
		source := path.Join(path.Dir(p.Source), d.File)
		if size, ok := m.sizes[source]; ok {
			item.Size = size
			item.URL = m.address.href(strings.TrimSuffix(m.fileURLs[source], "/"))
		}
		out = append(out, item)
	}
	return out
}

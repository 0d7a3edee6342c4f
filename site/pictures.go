package site

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/wire"
)

// PicturesConfig says in which widths pictures are offered beside their own.
type PicturesConfig struct {
	Widths  []int `yaml:"widths,list"` // pixels; an empty list offers none
	Quality int   `yaml:"quality"`     // of JPEG, 1 to 100
}

const (
	jpegQuality = 80
	// mostPixels bounds what a picture takes in memory while it is made smaller:
	// four bytes each, for as many pictures as there are processors.
	mostPixels = 24_000_000
	// worthwhile is how much smaller a copy must be, in hundredths, than the file
	// that it stands for.
	worthwhile = 90
)

// usualWidths serve phones, the text's width, and the text's width on dense screens.
var usualWidths = []int{480, 960, 1440}

// checkPictures refuses widths and qualities that are none.
func (c *Config) checkPictures(list *diag.List) {
	p := &c.Pictures
	for i, w := range p.Widths {
		if w < 16 || w > 10_000 {
			list.Errorf("config-pictures", c.doc.At("pictures", "widths", i), "write a width in pixels, such as 960", "expected a number from 16 to 10000")
		}
	}
	if c.doc.Has("pictures", "quality") && (p.Quality < 1 || p.Quality > 100) {
		list.Errorf("config-pictures", c.doc.At("pictures", "quality"), "leave it out for 80", "expected a number from 1 to 100")
	}
}

// widths are those of the configuration in order, or the usual ones.
func (c *Config) widths() []int {
	if !c.exists || !c.doc.Has("pictures", "widths") {
		return usualWidths
	}
	return slices.Compact(slices.Sorted(slices.Values(c.Pictures.Widths)))
}

// picture is a picture of the content with its smaller copies.
type picture struct {
	href   string // of the file itself
	size   image.Point
	copies []pictureCopy // by width
}

// pictureCopy is a smaller copy of a picture.
type pictureCopy struct {
	name  string // in the output: holds the content's hash
	width int
	index int         // in the store's entry
	key   content.Key // of the store's entry
}

// pictures are the content's pictures by the URL that texts name them by.
type pictures map[string]*picture

// findPictures makes the smaller copies of all pictures, or takes them from the
// store: a copy is a function of the file's bytes, the widths and the quality.
func findPictures(b *run, in *input) (pictures, error) {
	var files []content.File
	for _, f := range in.tree.Files {
		if ext := strings.ToLower(path.Ext(f.Source)); slices.Contains(rasters, ext) {
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		return nil, nil
	}
	defer b.stage("pictures")()
	found, problems := make([]*picture, len(files)), make([]diag.List, len(files))
	err := parallel(b, len(files), func() func(int) error {
		return func(i int) error {
			b.progress("pictures", i, len(files))
			data, err := fs.ReadFile(in.fs, files[i].Source)
			if err != nil {
				return err
			}
			found[i] = b.picture(in, files[i], data, &problems[i])
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	out := pictures{}
	for i, p := range found {
		b.list.Add(problems[i].Sorted()...)
		p.href = in.address.href(files[i].URL)
		out[p.href] = p
	}
	return out, nil
}

// rasters are the kinds of pictures that can be enlarged; of the first three
// smaller copies are made.
var rasters = []string{".jpg", ".jpeg", ".png", ".gif", ".webp"}

// picture is a file with its copies. What cannot be read is left as it is.
func (b *run) picture(in *input, f content.File, data []byte, list *diag.List) *picture {
	p := &picture{size: content.PictureSize(data, f.Source)}
	widths, quality := in.config.widths(), in.config.Pictures.Quality
	if quality == 0 {
		quality = jpegQuality
	}
	if ext := strings.ToLower(path.Ext(f.Source)); slices.Index(rasters, ext) > 2 || len(widths) == 0 || p.size.X <= widths[0] {
		return p
	}
	if pixels := p.size.X * p.size.Y; pixels > mostPixels {
		list.Add(diag.Diagnostic{ID: "picture-large", Severity: diag.Warning, Pos: diag.Position{File: f.Source}, Hint: "save it smaller; 2000 pixels across are plenty",
			Message: "the picture has " + itoa(p.size.X) + " × " + itoa(p.size.Y) + " pixels, too many to make smaller copies of"})
		return p
	}
	sum := sha256.Sum256(data)
	recipe := wire.Writer{}
	recipe.Int(quality)
	for _, w := range widths {
		recipe.Int(w)
	}
	key := content.NewKey([]byte("picture 1"), sum[:], recipe.B)
	kept, ok := b.store.Get(key)
	if !ok {
		made := encodeCopies(smaller(data, widths, quality))
		b.store.Put(key, made)
		kept = string(made)
	}
	base := strings.TrimSuffix(path.Base(f.URL), path.Ext(f.URL))
	for i, c := range decodeCopies(kept) {
		sum := sha256.Sum256(c.data)
		name := "_deskbell/pictures/" + base + "-" + itoa(c.width) + "-" + hex.EncodeToString(sum[:5]) + path.Ext(f.URL)
		p.copies = append(p.copies, pictureCopy{name: name, width: c.width, index: i, key: key})
	}
	return p
}

// writePictures puts the copies into the output.
func (m *model) writePictures(b *run, out *output) error {
	for _, f := range m.tree.Files {
		p := m.pictures[m.address.href(f.URL)]
		if p == nil || len(p.copies) == 0 {
			continue
		}
		kept, ok := b.store.Get(p.copies[0].key)
		copies := decodeCopies(kept)
		if !ok || len(copies) != len(p.copies) {
			return errLost
		}
		for _, c := range p.copies {
			if err := out.write(c.name, copies[c.index].data); err != nil {
				return err
			}
		}
		b.result.Counts["files"] += len(copies)
	}
	return nil
}

// srcset is the attribute that offers the copies; empty where there are none.
// The text is at most 720 pixels wide (--measure of the theme).
func (p *picture) srcset(a address) string {
	if len(p.copies) == 0 {
		return ""
	}
	var b strings.Builder
	for _, c := range p.copies {
		b.WriteString(a.href("/"+c.name) + " " + strconv.Itoa(c.width) + "w, ")
	}
	return ` srcset="` + b.String() + p.href + " " + strconv.Itoa(p.size.X) + `w" sizes="(min-width: 760px) 720px, 100vw"`
}

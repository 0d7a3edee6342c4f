package site

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/content"
)

// photo is a picture that does not compress to nothing.
func photo(w, h int) image.Image {
	random := rand.New(rand.NewPCG(1, 2))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(random.IntN(64)), 255})
		}
	}
	return out
}

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(w, h), &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// turned puts an EXIF orientation into a JPEG.
func turned(data []byte, how byte) []byte {
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), how, 0, 0, 0, 0, 0, 0, 0)
	head := []byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(exif) + 2)}
	return append(append(head, exif...), data[2:]...)
}

func TestSmallerCopies(t *testing.T) {
	data := jpegOf(t, 1200, 800)
	copies := smaller(data, []int{480, 960, 1440}, 80)
	if len(copies) != 2 {
		t.Fatalf("%d copies, want 480 and 960: none is larger than the picture", len(copies))
	}
	least := 0
	for _, c := range copies {
		p, err := jpeg.DecodeConfig(bytes.NewReader(c.data))
		if err != nil || p.Width != c.width || p.Height != c.width*2/3 || len(c.data) >= len(data) || len(c.data) <= least {
			t.Errorf("%d: %+v %v, %d bytes of %d", c.width, p, err, len(c.data), len(data))
		}
		least = len(c.data)
	}
	if again := smaller(data, []int{480, 960, 1440}, 80); !bytes.Equal(encodeCopies(again), encodeCopies(copies)) {
		t.Error("the second time the copies are others")
	}
}

func TestWhatHasNoCopies(t *testing.T) {
	flat := image.NewPaletted(image.Rect(0, 0, 1000, 20), color.Palette{color.White, color.Black})
	for x := range 1000 { // a scaled copy has grey in it and is larger
		flat.SetColorIndex(x, 10, uint8(x%2))
	}
	moving := pngOf(t, photo(800, 20))
	moving = append(moving[:33:33], append([]byte("\x00\x00\x00\x08acTL\x00\x00\x00\x02\x00\x00\x00\x00abcd"), moving[33:]...)...)
	for name, data := range map[string][]byte{
		"a copy that saves nothing": pngOf(t, flat), "a turned photograph": turned(jpegOf(t, 800, 600), 6),
		"a moving picture": moving, "half a file": jpegOf(t, 800, 600)[:3000], "no picture": []byte("GIF89a"),
	} {
		if copies := smaller(data, []int{480}, 80); len(copies) != 0 {
			t.Errorf("%s has copies", name)
		}
	}
	if copies := smaller(turned(jpegOf(t, 800, 600), 1), []int{480}, 80); len(copies) != 1 {
		t.Error("a photograph that is not turned has none")
	}
	if size := content.PictureSize(turned(jpegOf(t, 800, 600), 6), "a.jpg"); size != image.Pt(600, 800) {
		t.Errorf("a turned photograph is %v", size)
	}
}

// bomb is the head of a PNG that says it is enormous.
func bomb(t *testing.T) []byte {
	data := pngOf(t, photo(4, 4))
	copy(data[16:], "\x00\x00\x9C\x40\x00\x00\x9C\x40") // 40,000 × 40,000
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestPicturesOfArticles(t *testing.T) {
	dir := changed(t, map[string]string{
		"content/en/guides/photo.jpg": string(jpegOf(t, 1200, 800)),
		"content/en/guides/bomb.png":  string(bomb(t)),
		"content/en/guides/look.md":   "---\ntitle: Look\n---\n![The panel](photo.jpg \"The panel\")\n\n![](photo.jpg)\n\nIn a line ![x](photo.jpg) of text, [![y](photo.jpg)](cannot-connect.md).\n",
	})
	out, r := built(t, dir, nil)
	if !r.Written {
		t.Fatal("not built")
	}
	doc := page(t, out, "guides/look/index.html")
	figure := doc.Find("figure > a.enlarge")
	img := figure.Find("img")
	if figure.AttrOr("href", "") != "/support/en/guides/photo.jpg" || img.AttrOr("width", "") != "1200" || img.AttrOr("loading", "") != "lazy" {
		t.Error("the figure's picture cannot be enlarged")
	}
	set := strings.Split(img.AttrOr("srcset", ""), ", ")
	if len(set) != 3 || !strings.HasSuffix(set[0], " 480w") || !strings.HasSuffix(set[1], " 960w") || set[2] != "/support/en/guides/photo.jpg 1200w" {
		t.Fatalf("the widths are %q", set)
	}
	for _, s := range set {
		name, _, _ := strings.Cut(strings.TrimPrefix(s, "/support/"), " ")
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	if n := doc.Find(".text a.enlarge").Length(); n != 2 || doc.Find("a a").Length() != 0 || doc.Find("p > a.enlarge").AttrOr("aria-label", "") != "Enlarge picture" {
		t.Errorf("%d pictures can be enlarged, want the figure's and the one without text", n)
	}
	warned := false
	for _, d := range r.Diagnostics {
		warned = warned || d.ID == "picture-large" && d.Pos.File == "content/en/guides/bomb.png"
	}
	if !warned {
		t.Error("the enormous picture is not spoken of")
	}
	_, again := built(t, dir, func(o *Options) { o.Out = out })
	if again.Hash != r.Hash {
		t.Error("with a cache the pictures are others")
	}
}

func TestWidthsOfPictures(t *testing.T) {
	config := string(fileText(t, "testdata/basic", "deskbell.yaml"))
	files := map[string]string{"content/en/guides/photo.jpg": string(jpegOf(t, 600, 400)), "content/en/guides/look.md": "# Look\n\n![The panel](photo.jpg)\n"}
	for widths, want := range map[string]int{"pictures: {widths: []}\n": 0, "pictures: {widths: [300, 100], quality: 50}\n": 3, "": 2} {
		files["deskbell.yaml"] = config + widths
		out, _ := built(t, changed(t, files), nil)
		set := page(t, out, "guides/look/index.html").Find(".text img").AttrOr("srcset", "")
		if got := strings.Count(set, "w,") + min(1, len(set)); got != want {
			t.Errorf("%s: %s", widths, set)
		}
	}
	files["deskbell.yaml"] = config + "pictures: {widths: [3], quality: 0}\n"
	if _, r := built(t, changed(t, files), nil); r.Written || len(r.Diagnostics) < 2 {
		t.Errorf("%v", r.Diagnostics)
	}
}

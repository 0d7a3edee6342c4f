package content

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"testing/fstest"
)

func TestPictureSizes(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.Black, color.White})
	encoded := func(encode func(b *bytes.Buffer) error) *fstest.MapFile {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: b.Bytes()}
	}
	webp := func(chunk string, size ...byte) *fstest.MapFile {
		head := append([]byte("RIFF\x00\x00\x00\x00WEBP"+chunk+"\x00\x00\x00\x00"), size...)
		return &fstest.MapFile{Data: append(head, make([]byte, 30)...)}
	}
	p := newFiles(fstest.MapFS{
		"a.png":   encoded(func(b *bytes.Buffer) error { return png.Encode(b, img) }),
		"a.jpg":   encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) }),
		"a.gif":   encoded(func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) }),
		"x.webp":  webp("VP8X", 0, 0, 0, 0, 29, 0, 0, 19, 0, 0),
		"l.webp":  webp("VP8L", 0x2F, 29, 0xC0, 0x04, 0),
		"v.webp":  webp("VP8 ", 0, 0, 0, 0x9D, 0x01, 0x2A, 30, 0, 20, 0),
		"bad.png": {Data: []byte("no picture")},
		"a.svg":   {Data: []byte("<svg/>")},
		"w.svg":   {Data: []byte(`<?xml version="1.0"?><!-- --><svg xmlns="http://www.w3.org/2000/svg" width="30px" height="19.6" viewBox="0 0 1 1"><g/></svg>`)},
		"b.svg":   {Data: []byte(`<svg width="100%" height="2em" viewBox="0, 0 30,20"/>`)},
		"c.svg":   {Data: []byte(`<svg width="NaN" height="Inf" viewBox="0 0 1e9 -1"/>`)},
	}, Limits{})
	for name, want := range map[string]image.Point{
		"a.png": {X: 30, Y: 20}, "a.jpg": {X: 30, Y: 20}, "a.gif": {X: 30, Y: 20}, "x.webp": {X: 30, Y: 20}, "l.webp": {X: 30, Y: 20}, "v.webp": {X: 30, Y: 20},
		"bad.png": {}, "a.svg": {}, "c.svg": {}, "w.svg": {X: 30, Y: 20}, "b.svg": {X: 30, Y: 20}, "gone.png": {},
	} {
		if got := p.size(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

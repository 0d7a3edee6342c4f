package content

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif" // for DecodeConfig
	_ "image/jpeg"
	_ "image/png"
	"io"
	"path"
	"strings"
)

// size is a picture's width and height, 0 for what is no picture with a size
// of its own.
func (f *files) size(source string) image.Point {
	if size, ok := f.sizes.Load(source); ok {
		return size.(image.Point)
	}
	size := f.readSize(source)
	f.sizes.Store(source, size)
	return size
}

func (f *files) readSize(source string) image.Point {
	ext := strings.ToLower(path.Ext(source))
	switch ext {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
	default:
		return image.Point{}
	}
	file, err := f.fs.Open(source)
	if err != nil {
		return image.Point{}
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, picturesHead))
	if err != nil {
		return image.Point{}
	}
	return PictureSize(head, source)
}

// picturesHead holds a picture's size, and what a camera wrote before it.
const picturesHead = 512 << 10

// PictureSize is the width and height that a picture is shown in, told from its
// first bytes; 0 for what is no picture with a size of its own.
func PictureSize(data []byte, source string) image.Point {
	switch strings.ToLower(path.Ext(source)) {
	case ".webp":
		return webpSize(bytes.NewReader(data))
	case ".svg":
		return svgSize(data)
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}
	}
	if format == "jpeg" && Orientation(data) >= 5 {
		return image.Pt(c.Height, c.Width)
	}
	return image.Pt(c.Width, c.Height)
}

// webpSize reads a WebP file's header: its first chunk is VP8 (lossy), VP8L
// (lossless) or VP8X (extended), and each says the size in its own way.
func webpSize(r io.Reader) image.Point {
	var h [30]byte
	if _, err := io.ReadFull(r, h[:]); err != nil || string(h[:4]) != "RIFF" || string(h[8:12]) != "WEBP" {
		return image.Point{}
	}
	switch string(h[12:16]) {
	case "VP8X":
		w := int(h[24]) | int(h[25])<<8 | int(h[26])<<16
		height := int(h[27]) | int(h[28])<<8 | int(h[29])<<16
		return image.Pt(w+1, height+1)
	case "VP8L":
		b := binary.LittleEndian.Uint32(h[21:25])
		return image.Pt(int(b&0x3FFF)+1, int(b>>14&0x3FFF)+1)
	case "VP8 ":
		return image.Pt(int(binary.LittleEndian.Uint16(h[26:28])&0x3FFF), int(binary.LittleEndian.Uint16(h[28:30])&0x3FFF))
	}
	return image.Point{}
}

package site

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"deskbell/content"
	"deskbell/diag/wire"
)

// scaled is a smaller copy of a picture, encoded.
type scaled struct {
	width int
	data  []byte
}

// smaller makes copies in the given widths, in the format of the original, and
// keeps those that save enough. Pictures whose meaning would be lost have none:
// turned by their camera, with colours of their own space, animated.
func smaller(data []byte, widths []int, quality int) []scaled {
	format := ""
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")):
		format = "jpeg"
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		format = "png"
	}
	if format == "" || format == "jpeg" && jpegIsSpecial(data) || format == "png" && pngIsSpecial(data) {
		return nil
	}
	full, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	if _, print := full.(*image.CMYK); print {
		return nil
	}
	size := full.Bounds()
	var out []scaled
	least := len(data) // of the next larger one
	for i := len(widths) - 1; i >= 0; i-- {
		w := widths[i]
		if w >= size.Dx() {
			continue
		}
		h := max(1, (size.Dy()*w+size.Dx()/2)/size.Dx())
		var small draw.Image = image.NewRGBA(image.Rect(0, 0, w, h))
		if format == "png" {
			small = image.NewNRGBA(small.Bounds())
		}
		draw.CatmullRom.Scale(small, small.Bounds(), full, size, draw.Src, nil)
		var b bytes.Buffer
		if format == "png" {
			err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, small)
		} else {
			err = jpeg.Encode(&b, small, &jpeg.Options{Quality: quality})
		}
		if err == nil && b.Len()*100 <= least*worthwhile {
			out = append([]scaled{{w, b.Bytes()}}, out...)
			least = b.Len()
		}
	}
	return out
}

// jpegIsSpecial says whether a JPEG is turned by its EXIF orientation, or holds
// the profile of another colour space than sRGB: the copies would have neither.
func jpegIsSpecial(data []byte) bool {
	for marker, segment := range content.JPEGSegments(data) {
		if marker == 0xE2 && bytes.HasPrefix(segment, []byte("ICC_PROFILE\x00")) && !bytes.Contains(segment, []byte("sRGB")) {
			return true
		}
	}
	return content.Orientation(data) > 1
}

// pngIsSpecial says whether a PNG moves (acTL) or holds the profile of another
// colour space than sRGB (iCCP); https://www.w3.org/TR/png-3/.
func pngIsSpecial(data []byte) bool {
	for at := 8; at+8 <= len(data); {
		length := int(binary.BigEndian.Uint32(data[at:]))
		switch string(data[at+4 : at+8]) {
		case "acTL":
			return true
		case "iCCP":
			name, _, _ := bytes.Cut(data[at+8:min(len(data), at+8+80)], []byte{0})
			if !bytes.Contains(name, []byte("sRGB")) {
				return true
			}
		case "IDAT":
			return false
		}
		if length > len(data) {
			return false
		}
		at += length + 12
	}
	return false
}

func encodeCopies(copies []scaled) []byte {
	var w wire.Writer
	w.Int(len(copies))
	for _, c := range copies {
		w.Int(c.width)
		w.Bytes(c.data)
	}
	return w.B
}

func decodeCopies(data string) []scaled {
	if len(data) == 0 {
		return nil
	}
	r := wire.NewStringReader(data)
	out := make([]scaled, r.Len())
	for i := range out {
		out[i] = scaled{r.Int(), []byte(r.String())}
	}
	if r.Err() != nil {
		return nil
	}
	return out
}

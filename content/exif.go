package content

import (
	"bytes"
	"encoding/binary"
	"iter"
)

// JPEGSegments are the marker and the bytes of each segment before a JPEG's
// picture; ITU-T T.81, B.1.1. A file that ends early ends them.
func JPEGSegments(data []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		for at := 2; at+4 <= len(data) && data[at] == 0xFF && data[at+1] != 0xDA; {
			end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
			if end > len(data) || end < at+4 || !yield(data[at+1], data[at+4:end]) {
				return
			}
			at = end
		}
	}
}

// Orientation is how a camera turned a JPEG, 1 to 8 as EXIF says (2.3, 4.6.4), or
// 0 where nothing is said. From 5 on, width and height change places.
func Orientation(data []byte) int {
	for marker, segment := range JPEGSegments(data) {
		if exif, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && marker == 0xE1 {
			return orientation(exif)
		}
	}
	return 0
}

// orientation is the tag 0x0112 of the first directory.
func orientation(exif []byte) int {
	if len(exif) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(exif[4:]))
	if at < 8 || at+2 > len(exif) {
		return 0
	}
	for n := range int(order.Uint16(exif[at:])) {
		tag := at + 2 + n*12
		if tag+10 <= len(exif) && order.Uint16(exif[tag:]) == 0x0112 {
			return int(order.Uint16(exif[tag+8:]))
		}
	}
	return 0
}

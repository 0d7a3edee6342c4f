package markdown

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

// image writes a picture or a video. A picture on another host becomes a link:
// pages make no request to others.
func (s *state) image(n *ast.Image) { s.medium(n, string(decode(n.Title))) }

func (s *state) medium(n *ast.Image, title string) {
	pos := func() diag.Position { return s.file.pos(n.Pos(), n.Pos()+len(n.Destination)) }
	s.mediumAt(destination(n.Destination), plainText(n, s.file.text), title, pos)
}

// mediumAt writes the medium at a decoded destination.
func (s *state) mediumAt(dest string, alt []byte, title string, pos func() diag.Position) {
	scheme := schemeOf(dest)
	switch {
	case scheme == "http" || scheme == "https" || strings.HasPrefix(dest, "//"):
		s.remoteImage(dest, alt, pos)
	case isInlineImage(dest):
		s.img(Image{Src: encode(dest)}, alt, title)
	case scheme != "":
		s.report("link-scheme", diag.Warning, pos, fmt.Sprintf("pictures with %q are not allowed", scheme+":"), "put the picture beside the page")
		s.text(alt)
	default:
		s.localImage(dest, alt, title, pos)
	}
}

func (s *state) remoteImage(dest string, alt []byte, pos func() diag.Position) {
	s.anchors++
	if !s.external[s.file.src.Name] && !s.bare {
		s.external[s.file.src.Name] = true
		s.list.Warnf("image-remote", pos(), "put the picture beside the page", "pictures on other sites are not loaded; the page links to them")
	}
	if len(alt) == 0 {
		alt = []byte(s.label("external-image"))
	}
	if s.bare || s.inLink {
		s.text(alt)
		return
	}
	if strings.HasPrefix(dest, "//") {
		dest = "https:" + dest
	}
	s.raw("<a")
	s.out = writeAttr(s.out, "href", encode(dest))
	s.raw(` class="external external-image" rel="noopener">`)
	s.text(alt)
	s.raw("</a>")
}

func (s *state) localImage(dest string, alt []byte, title string, pos func() diag.Position) {
	dest, _, _ = strings.Cut(dest, "#")
	name := unescape(dest)
	img, ok := s.file.r.Image(name)
	if !ok && name != dest {
		img, ok = s.file.r.Image(dest)
	}
	if !ok {
		if !s.bare && s.listed() {
			severity, message, hint := s.missing("image", name)
			s.report("image-missing", severity, pos, message, hint)
		}
		s.raw(`<span class="missing-image">`)
		s.text(alt)
		s.raw("</span>")
		return
	}
	if isVideo(name) {
		s.video(name, img, alt, pos)
		return
	}
	s.img(img, alt, title)
}

func (s *state) img(img Image, alt []byte, title string) {
	s.raw("<img")
	s.out = writeAttr(s.out, "src", img.Src)
	s.out = writeAttr(s.out, "alt", string(alt))
	if title != "" {
		s.out = writeAttr(s.out, "title", title)
	}
	if img.Width > 0 && img.Height > 0 {
		s.out = writeAttr(s.out, "width", strconv.Itoa(img.Width))
		s.out = writeAttr(s.out, "height", strconv.Itoa(img.Height))
	}
	s.raw(` loading="lazy" decoding="async">`)
	s.plain(alt)
}

// isInlineImage says whether a destination is a small picture in the text
// itself. SVG is not: it can hold more than a picture.
func isInlineImage(dest string) bool {
	for _, kind := range []string{"png", "jpeg", "gif", "webp"} {
		if len(dest) > 18 && strings.HasPrefix(strings.ToLower(dest[:18]), "data:image/"+kind+";") {
			return true
		}
	}
	return false
}

func isVideo(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".mp4", ".webm", ".m4v", ".ogv", ".mov":
		return true
	}
	return false
}

// video writes a player, with captions where a .vtt file of the same name
// stands beside the video.
func (s *state) video(name string, img Image, alt []byte, pos func() diag.Position) {
	if s.bare || s.inLink {
		s.text(alt)
		return
	}
	s.doc.HasVideo = true
	s.raw(`<video controls preload="metadata"`)
	s.out = writeAttr(s.out, "src", img.Src)
	if len(alt) > 0 {
		s.out = writeAttr(s.out, "aria-label", string(alt))
	}
	if img.Width > 0 && img.Height > 0 {
		s.out = writeAttr(s.out, "width", strconv.Itoa(img.Width))
		s.out = writeAttr(s.out, "height", strconv.Itoa(img.Height))
	}
	s.raw(">")
	if vtt, ok := s.file.r.Image(strings.TrimSuffix(name, path.Ext(name)) + ".vtt"); ok {
		s.raw(`<track kind="captions"`)
		s.out = writeAttr(s.out, "src", vtt.Src)
		s.out = writeAttr(s.out, "srclang", s.lang)
		s.out = writeAttr(s.out, "label", s.lang)
		s.raw(" default>")
	} else {
		s.report("video-captions", diag.Warning, pos, "the video has no captions", "put a WebVTT file of the same name beside it, "+path.Base(strings.TrimSuffix(name, path.Ext(name)))+".vtt")
	}
	s.raw("<a")
	s.out = writeAttr(s.out, "href", img.Src)
	s.raw(">")
	if len(alt) == 0 {
		alt = []byte(path.Base(name))
	}
	s.text(alt)
	s.raw("</a></video>")
}

// figure writes a paragraph that is one picture with a title: the title is its
// caption. It is false for other paragraphs.
func (s *state) figure(n *ast.Paragraph) bool {
	img, ok := n.FirstChild().(*ast.Image)
	if !ok || img.NextSibling() != nil || len(img.Title) == 0 {
		return false
	}
	title := decode(img.Title)
	s.raw("<figure>\n")
	s.medium(img, "")
	s.endLine()
	s.raw("\n<figcaption>")
	s.text(title)
	s.raw("</figcaption>\n</figure>\n")
	return true
}

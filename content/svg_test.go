package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
)

// activeSVG are pictures that run or load something when they are opened by
// themselves; svg stands for the root with its namespace.
var activeSVG = []string{
	`<svg><script>hacked=1</script></svg>`, `<svg><script href="x.js"/></svg>`, `<svg onload="hacked=1"/>`, `<svg ONLOAD="hacked=1"/>`, `<svg><g onclick="hacked=1"/></svg>`,
	`<svg><a href="javascript:hacked=1"><text>x</text></a></svg>`, `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="java&#x09;script:hacked=1"><text>x</text></a></svg>`,
	`<svg xmlns:z="http://www.w3.org/1999/xlink"><a z:href=" JaVaScRiPt:hacked=1"/></svg>`, `<svg><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>`,
	`<svg><h:script xmlns:h="http://www.w3.org/1999/xhtml">hacked=1</h:script></svg>`, `<svg><g xmlns="http://www.w3.org/1999/xhtml"/></svg>`, `<svg><iframe src="x"/></svg>`,
	`<svg><animate attributeName="href" to="javascript:hacked=1"/></svg>`, `<svg><set attributeName="xlink:href" to="javascript:hacked=1"/></svg>`, `<svg><set attributeName=" onload" to="hacked=1"/></svg>`,
	`<svg><use href="data:image/svg+xml,&lt;svg/&gt;#x"/></svg>`, `<svg><use href="//evil.example/x.svg#y"/></svg>`, `<svg><image href="https://evil.example/x.png"/></svg>`, `<svg><use href="\\evil.example\x"/></svg>`,
	`<?xml-stylesheet href="x.xsl" type="text/xsl"?><svg/>`, `<!DOCTYPE svg [<!ENTITY x "&lt;script&gt;">]><svg>&x;</svg>`, `<svg><handler type="text/javascript" ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events"/></svg>`,
	`<svg><style>@import url(https://evil.example/x.css);</style></svg>`, `<svg><style>@im<!-- -->port "//evil.example"</style></svg>`, `<svg><style><![CDATA[a{background:url(//evil.example)}]]></style></svg>`,
	`<svg><style><g/>a{fill:url( "https://evil.example/x" )}</style></svg>`, `<svg><rect style="fill:url(http://evil.example)"/></svg>`, `<svg><rect fill="u\72l(//evil.example)"/></svg>`, `<svg xml:base="javascript:"><a href="x"/></svg>`,
	`<svg><SCRIPT>hacked=1</SCRIPT></svg>`, `<svg><s:script xmlns:s="http://www.w3.org/2000/svg">hacked=1</s:script></svg>`, `<svg><audio src="x"/></svg>`, `<svg><math xmlns="http://www.w3.org/1998/Math/MathML"/></svg>`,
	`<svg><feImage href="https://evil.example/x"/></svg>`, `<svg><a href="data:text/html,x"/></svg>`, `<svg><a href="vbscript:x"/></svg>`, `<svg><a href="blob:x"/></svg>`, "<svg>\x01</svg>", `<svg>`, `<svg><a></svg>`, `<svg a="1" a=2/>`,
	"\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00", `<?xml version="1.0" encoding="UTF-7"?><svg>+ADw-script+AD4-</svg>`, `<html xmlns="http://www.w3.org/1999/xhtml"><script>hacked=1</script></html>`,
}

// quietSVG are pictures as editors write them.
var quietSVG = []string{
	`<svg/>`, "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg><!-- a --><title>x</title><path d=\"M0 0\"/></svg>", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>`,
	`<svg xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"><inkscape:grid onx="1"/><g inkscape:label="on" id="one"/></svg>`, `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><defs><g id="a"/></defs><use xlink:href="#a"/></svg>`,
	`<svg><image href="data:image/png;base64,AAAA"/></svg>`, `<svg><a href="https://example.com/"><text>x</text></a></svg>`, `<svg><style>.a{fill:url(#g)} @font-face{src:url("data:font/woff2;base64,AA")}</style><rect style="clip-path: url('#c')"/></svg>`,
	`<svg><animate attributeName="opacity" from="0" to="1"/></svg>`, `<svg><text>javascript:x &lt;script&gt; onload= 中文</text></svg>`, `<svg><use href="icons.svg#bell"/></svg>`,
}

func inSVGSpace(text string) string {
	return strings.Replace(text, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1)
}

func checked(text string) []diag.Diagnostic {
	var list diag.List
	CheckSVG(fstest.MapFS{"a.SVG": {Data: []byte(inSVGSpace(text))}}, "a.SVG", &list)
	return list.Sorted()
}

func TestActivePicturesAreRefused(t *testing.T) {
	for _, text := range activeSVG {
		if found := checked(text); len(found) != 1 || found[0].ID != "svg-active" || found[0].Pos.Line == 0 || found[0].Hint == "" {
			t.Errorf("%s: %v", text, found)
		}
	}
	for _, text := range quietSVG {
		if found := checked(text); len(found) > 0 {
			t.Errorf("%s: %v", text, found)
		}
	}
}

func FuzzSVG(f *testing.F) {
	for _, text := range append(activeSVG, quietSVG...) {
		f.Add([]byte(inSVGSpace(text)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		offset, wrong, hint := wrongInSVG(text)
		if offset < 0 || offset > len(text) || (wrong == "") != (hint == "") {
			t.Fatalf("%d %q %q", offset, wrong, hint)
		}
	})
}

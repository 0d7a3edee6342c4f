package browser

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// TestPictureIsEnlarged opens a raster picture and a drawing by keyboard, closes
// them by Escape and by button, and finds the focus where it was.
func TestPictureIsEnlarged(t *testing.T) {
	var raster bytes.Buffer
	if err := png.Encode(&raster, image.NewGray(image.Rect(0, 0, 1600, 900))); err != nil {
		t.Fatal(err)
	}
	e := build(t, "", map[string]string{
		"deskbell.yaml":     "title: Help\nlanguages: [en]\n",
		"content/panel.png": raster.String(),
		"content/draw.svg":  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>`,
		"content/look.md":   "# Look\n\n![The panel](panel.png \"The panel\")\n\n![A drawing](draw.svg \"A drawing\")\n",
	}, nil)
	b := open(t, e.base, desktop)
	b.visit("look/")
	for _, way := range []struct{ thing, close string }{{"a.enlarge", kb.Escape}, {"button.enlarge", kb.Enter}} {
		b.reach(way.thing)
		b.press(kb.Enter)
		b.until("the picture over the page", `document.querySelector("dialog.picture[open] img")?.complete && document.activeElement.matches(".picture-close") && location.pathname === "/look/"`)
		if wide := eval[bool](b, `document.querySelector("dialog.picture img").getBoundingClientRect().right > innerWidth + 1`); wide {
			t.Error("the picture is wider than the window")
		}
		b.press(way.close)
		b.until("the focus where it was", `!document.querySelector("dialog.picture") && document.activeElement.matches("`+way.thing+`")`)
	}
	small := open(t, e.base, phone)
	small.visit("look/")
	small.reach("a.enlarge")
	small.press(kb.Enter)
	small.until("the picture larger than the page shows it", `document.querySelector("dialog.picture img").getBoundingClientRect().width > 800`)
	plain := open(t, e.base, phone)
	must(plain, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	plain.visit("look/")
	plain.reach("a.enlarge")
	plain.press(kb.Enter)
	plain.until("the picture itself", `location.pathname === "/panel.png"`)
	plain.forgive("favicon")
}

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// box is the filter of a group with a value.
func box(group, value string) string {
	return `document.querySelector(".filters input[name=` + group + `][value='` + value + `']")`
}

// countOf is the number beside a filter.
func countOf(group, value string) string {
	return `Number(` + box(group, value) + `?.closest("label").querySelector(".n").textContent)`
}

const (
	pageHits  = `document.querySelectorAll(".hits > *")`
	pageNote  = `document.querySelector(".found .search-note").textContent`
	pageBusy  = `document.querySelector(".hits").ariaBusy`
	pageTotal = `Number(` + pageNote + `.match(/\d+/)?.[0])`
)

func TestSearchFilters(t *testing.T) {
	b := visit(t, desktop, "/en/search/?q=token")
	resultsOnPage(b)
	all := eval[int](b, pageTotal)
	guides := eval[int](b, countOf("kind", "guide"))
	if guides < 2 || guides >= all {
		t.Fatalf("%d of %d results are guides: the test needs some", guides, all)
	}
	if sum := eval[int](b, `[...document.querySelectorAll(".filters input[name=kind]")].reduce((sum, i) => sum + Number(i.closest("label").querySelector(".n").textContent), 0)`); sum != all {
		t.Errorf("the kinds hold %d results together, want %d", sum, all)
	}
	eval[bool](b, `(`+box("kind", "guide")+`.focus(), true)`)
	b.press(" ")
	b.until("the guides alone", pageTotal+` === `+countOf("kind", "guide")+` && [...`+pageHits+`].every((h) => h.textContent.includes("Guide"))`)
	if !eval[bool](b, `document.activeElement === `+box("kind", "guide")+` && document.activeElement.checked`) {
		t.Error("a filter loses the focus when it is used")
	}
	if got := eval[string](b, "location.search"); got != "?q=token&kind=guide" {
		t.Errorf("the address says %s", got)
	}
	server := eval[int](b, countOf("product", "im-server"))
	b.do(chromedp.Click(chromedp.CSS(".filters input[name=product][value=im-server]")))
	b.until("the guides of a product", `location.search === "?q=token&kind=guide&product=im-server"`)
	b.until("as many as it said", pageTotal+` === `+itoa(server))
	b.do(chromedp.Click(chromedp.CSS(".filters input[name=kind][value=guide]")))
	b.until("the product alone", `location.search === "?q=token&product=im-server" && `+pageTotal+` >= `+itoa(server))
	b.do(chromedp.NavigateBack())
	b.until("back to lead to both", pageTotal+` === `+itoa(server)+` && `+box("kind", "guide")+`.checked && `+box("product", "im-server")+`.checked`)
	b.do(chromedp.NavigateBack(), chromedp.NavigateBack())
	b.until("back to lead to no filter", pageTotal+` === `+itoa(all)+` && location.search === "?q=token"`)
	b.do(chromedp.NavigateForward())
	b.until("forward to lead to the guides", pageTotal+` === `+itoa(guides))
	b.do(chromedp.Click(chromedp.CSS(".filter-clear")))
	b.until("all to be cleared", pageTotal+` === `+itoa(all)+` && document.activeElement.id === "db-find-page"`)

	boxes := withRole(axTree(b), "checkbox")
	question := "Question " + eval[string](b, `String(`+countOf("kind", "faq")+`)`)
	if len(boxes) < 4 || boxes[0].properties["checked"] != "false" || boxes[0].name != question {
		t.Errorf("a screen reader finds the filters %+v", boxes)
	}
}

func TestSearchVersions(t *testing.T) {
	b := visit(t, desktop, "/en/search/?q=Acme+IM+SDK&kind=release")
	resultsOnPage(b)
	b.until("versions to choose from, the newest first", `document.querySelector(".filters input[name=version]")?.value === "4.9.0"`)
	old := `[...` + pageHits + `].find((h) => h.textContent.includes("4.8.0"))?.querySelector(".tag")?.textContent`
	b.do(chromedp.Click(chromedp.CSS(".filters input[name=version][value='4.8.0']")))
	b.until("one version, marked as older", pageTotal+` === 1 && `+old+` === "Older version"`)
	b.do(chromedp.Click(chromedp.CSS(".filters input[name=version][value='4.9.0']")))
	b.until("two versions", pageTotal+` === 2`)
	if eval[bool](b, `Boolean([...`+pageHits+`].find((h) => h.textContent.includes("4.9.0")).querySelector(".tag"))`) {
		t.Error("the newest version is called older")
	}
}

func TestSearchLanguages(t *testing.T) {
	b := visit(t, desktop, "/en/search/?q=token")
	resultsOnPage(b)
	if got := b.requested("/search/zh-CN/"); len(got) > 0 {
		t.Errorf("another language is loaded before anybody asks: %v", got)
	}
	eval[bool](b, `(`+box("lang", "en")+`.focus(), true)`)
	b.until("the other language's number", countOf("lang", "zh-CN")+" > 5")
	want := eval[int](b, countOf("lang", "zh-CN"))
	b.press(kb.ArrowRight)
	b.until("results in Chinese", `location.search === "?q=token&lang=zh-CN" && `+pageTotal+` === `+itoa(want)+` && [...document.querySelectorAll(".hits a")].every((a) => !a.pathname.startsWith("/en/"))`)
	if !eval[bool](b, `document.querySelector(".hits bdi").lang === "zh-CN"`) {
		t.Error("a title in another language is not marked as such")
	}
	b.visit("en/search/?q=token&lang=../../x&kind=nonsense")
	b.until("an unknown language to be passed over", box("lang", "en")+`.checked && location.search.includes("nonsense") && `+inSight(".search-near"))
}

func TestSearchAddress(t *testing.T) {
	b := visit(t, desktop, "/en/search/")
	b.press("push")
	b.until("the address to follow what is typed", `location.search === "?q=push" && !`+pageBusy+` && `+pageHits+`.length === 10`)
	b.do(chromedp.Click(chromedp.CSS(".search-more button")))
	b.until("more", pageHits+`.length === 20 && document.activeElement === document.querySelectorAll(".hits a")[10]`)
	want := eval[string](b, `document.querySelectorAll(".hits a")[14].href`)
	eval[bool](b, `(document.querySelectorAll(".hits a")[14].click(), true)`)
	b.until("the article", `location.href === `+quote(want)+` && document.readyState === "complete"`)
	eval[bool](b, `(history.back(), true)`) // chromedp waits for a load, and a page that was kept has none
	b.until("all that was seen to be there again", `location.search === "?q=push" && `+pageHits+`.length === 20 && document.querySelectorAll(".hits a")[14].href === `+quote(want))
	b.until("the place as well", "scrollY > 300")
	b.visit("en/search/?q=")
	b.until("all articles", inSight(".search-index")+` && `+pageHits+`.length === 0`)
}

// TestSearchNear looks at what is offered where nothing is found.
func TestSearchNear(t *testing.T) {
	b := visit(t, desktop, "/en/search/?q=token&kind=faq&version=99")
	b.until("results without the filters", inSight(".search-near")+` && `+pageHits+`.length > 2`)
	if got := eval[string](b, pageNote); got != "Nothing found for “\u2068token\u2069” with these filters." {
		t.Errorf("the page says %q", got)
	}
	b.visit("en/search/?q=%E5%BC%80%E5%8F%91%E7%A5%A8")
	b.until("results in another language", `document.querySelector(".search-near").textContent === "In another language" && document.querySelector(".hits bdi").lang === "zh-CN"`)
	b.visit("en/search/?q=certificatqqqqqq")
	b.until("the nearest articles", `document.querySelector(".search-near").textContent === "The nearest articles" && document.querySelector(".hits").textContent.includes("certif")`)
	b.visit("en/search/?q=websoket")
	b.until("a better spelling", inSight(".search-suggestion a"))
	if href := eval[string](b, `document.querySelector(".search-suggestion a").getAttribute("href")`); href != "/en/search/?q=websocket" {
		t.Errorf("the better spelling leads to %s", href)
	}
	b.do(chromedp.Click(chromedp.CSS(".search-suggestion a")))
	b.until("the better spelling to be searched", `location.search === "?q=websocket" && document.querySelector("#db-find-page").value === "websocket" && !`+inSight(".search-suggestion"))
	b = visit(t, desktop, "/en/")
	openSearch(b)
	b.press("开发票")
	b.until("the dialog to offer them too, to be chosen by keys", hits+`.length > 0 && document.querySelector(".search-dialog .search-near").textContent === "In another language"`)
	b.press(kb.ArrowDown)
	b.until("one to be chosen", chosenHit)
}

// TestSearchFormWithoutScripts sends the form and goes on by the A–Z.
func TestSearchFormWithoutScripts(t *testing.T) {
	b := visitWithoutScripts(t, desktop, "/en/")
	b.do(chromedp.Click(chromedp.CSS("header.top input[name=q]")))
	b.press("push" + kb.Enter)
	b.until("the list of all articles", `location.pathname === "/en/search/" && `+inSight(".search-index noscript p"))
	for _, hidden := range []string{".filters", ".filter-toggle", ".search-none", ".search-retry", ".search-more", ".search-near", ".search-page form"} {
		if eval[bool](b, inSight(hidden)) {
			t.Errorf("without scripts %s is shown", hidden)
		}
	}
	n := eval[int](b, `document.querySelectorAll(".letter a").length`)
	if n < 50 {
		t.Errorf("the list has %d articles", n)
	}
	b.do(chromedp.Click(chromedp.CSS(".letters a[href='#db-letter-3']")))
	b.until("a letter to lead to its articles", `location.hash === "#db-letter-3"`)
	want := strings.TrimSpace(eval[string](b, `document.querySelector("#db-letter-3").parentElement.querySelector("li a").textContent`))
	b.do(chromedp.Click(chromedp.CSS("section[aria-labelledby=db-letter-3] li a")))
	b.until("its article", `document.querySelector("h1")?.textContent.trim() === `+quote(want))
}

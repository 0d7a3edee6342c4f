package site

import (
	"image"
	"strconv"
	"time"

	"deskbell/content"
	"deskbell/search"
	"deskbell/status"
	"deskbell/themes"
)

// model is the site joined: everything that pages, feeds and data are made from.
type model struct {
	config   *Config
	now      time.Time
	reload   bool
	address  address
	tree     *content.Tree
	theme    *themes.Theme
	board    *status.Board // nil without services
	search   *search.Settings
	errors   []ErrorCode
	releases releaseFacts
	sizes    map[string]int64  // of the content's files, by source
	fileURLs map[string]string // of the same
	logo     image.Point       // the size of the site's logo; 0 without one, or where it says none
	pictures pictures
	changed  map[string]time.Time // by the history, by source
	assets   map[string]string    // logical name → URL
	editions []*edition
	texts    *converter               // Markdown that stands in YAML
	trees    map[string][]search.Page // what search finds, by language
	services serviceFacts             // what pages of services need
	periods  []period                 // on which there are reports
	months   []*pastMonth             // of the record, newest first
	parts    []articlePart            // see model.shareArticles
	// windows are the repetitions of each notice's window; one that does not repeat has one.
	windows map[*content.Page][]*status.Maintenance

	room []sheet // for those to come, see store.room
}

// file is a file of the output that is no page.
type file struct {
	name string // slash-separated, decoded
	data []byte
}

func itoa(n int) string { return strconv.Itoa(n) }

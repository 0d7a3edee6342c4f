package site

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status"
	"deskbell/themes"
)

// ConfigFile is the name of a site's configuration. A site without one is a
// folder of Markdown.
const ConfigFile = "deskbell.yaml"

// Config is deskbell.yaml.
type Config struct {
	Title       strictyaml.Text  `yaml:"title"`
	Description strictyaml.Text  `yaml:"description"`
	URL         string           `yaml:"url"`
	Languages   []string         `yaml:"languages,list"` // BCP 47 tags, the default first
	TimeZone    string           `yaml:"time_zone"`
	Products    []Product        `yaml:"products"`
	Navigation  []MenuLink       `yaml:"navigation"`
	Footer      []MenuLink       `yaml:"footer"`
	Theme       ThemeConfig      `yaml:"theme"`
	Home        HomeConfig       `yaml:"home"`
	Plans       PlansConfig      `yaml:"plans"`
	Contact     ContactConfig    `yaml:"contact"`
	Feedback    FeedbackConfig   `yaml:"feedback"`
	Pictures    PicturesConfig   `yaml:"pictures"`
	LastChange  ChangeSource     `yaml:"last_change"`
	Search      SearchConfig     `yaml:"search"`
	Status      status.Rules     `yaml:"status"`
	Checks      ChecksConfig     `yaml:"checks"`
	Assistants  AssistantsConfig `yaml:"assistants"`
	Markdown    struct {
		HTML markdown.HTMLMode `yaml:"html"`
	} `yaml:"markdown"`
	Limits  LimitsConfig `yaml:"limits"`
	EditURL string       `yaml:"edit_url"` // with {source} for the file's path

	exists bool // there is a deskbell.yaml
	zone   *time.Location
	doc    *strictyaml.Doc
}

// Product is something that articles are about.
type Product struct {
	ID   string          `yaml:"id,required"`
	Name strictyaml.Text `yaml:"name"`
}

// MenuLink is an entry of the header or the footer. To is a content file below
// a language's folder, a URL path, or a full URL.
type MenuLink struct {
	Text strictyaml.Text `yaml:"text,required"`
	To   string          `yaml:"to,required"`
}

// ThemeConfig is what a vendor changes most.
type ThemeConfig struct {
	Accent  string `yaml:"accent"`  // a colour, "#0b6e4f"
	Logo    string `yaml:"logo"`    // a file of the site's folder
	Favicon string `yaml:"favicon"` // a file of the site's folder
	Image   string `yaml:"image"`   // the same: a PNG or JPEG that stands for the site where people link to it
	Radius  string `yaml:"radius"`  // of controls and cards, "6px"
	Colors  struct {
		Light themes.Palette `yaml:"light"`
		Dark  themes.Palette `yaml:"dark"`
	} `yaml:"colors"`
	Fonts themes.Fonts `yaml:"fonts"`
}

// SearchConfig is search's part of the configuration.
type SearchConfig struct {
	Off bool `yaml:"off"`
	// Thesaurus says whether the built-in help-desk thesaurus adds its words to
	// queries; it does unless this is false.
	Thesaurus *bool `yaml:"thesaurus"`
}

var identifier = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// readConfig reads deskbell.yaml, or gives the defaults where there is none.
func readConfig(site fs.FS, list *diag.List) *Config {
	c := &Config{zone: time.UTC}
	if c.doc = strictyaml.ReadFile(site, ConfigFile, c, strictyaml.Options{}, list); c.doc == nil {
		return c
	}
	c.exists = true
	c.checkChecks(list)
	c.checkLimits(list)
	c.checkLanguages(list)
	c.checkZone(list)
	c.checkURL(list)
	c.checkProducts(list)
	c.checkHome(list)
	c.checkForm(list)
	c.checkFeedback(list)
	c.checkPictures(list)
	c.checkChannels(list)
	c.checkFile(site, c.Theme.Logo, list, "theme", "logo")
	c.checkFile(site, c.Theme.Favicon, list, "theme", "favicon")
	c.checkFile(site, c.Theme.Image, list, "theme", "image")
	for i, f := range c.Theme.Fonts.Files {
		c.checkFile(site, f.File, list, "theme", "fonts", "files", i, "file")
	}
	if ext := strings.ToLower(path.Ext(c.Theme.Image)); c.Theme.Image != "" && !slices.Contains([]string{".png", ".jpg", ".jpeg"}, ext) {
		list.Errorf("config-image", c.doc.At("theme", "image"), "make a PNG of it, 1200 × 630 pixels", "%s is neither PNG nor JPEG, which are all that other sites show", c.Theme.Image)
	}
	if c.EditURL != "" && !strings.Contains(c.EditURL, "{source}") {
		list.Errorf("config-edit-url", c.doc.At("edit_url"), "write {source} where the file's path goes", "edit_url has no {source}")
	}
	return c
}

func (c *Config) checkLanguages(list *diag.List) {
	seen := map[string]bool{}
	var good []string
	for i, tag := range c.Languages {
		switch {
		case tag == "": // reported already
		case !strictyaml.IsLanguageTag(tag):
			list.Errorf("config-language", c.doc.At("languages", i), "write a tag such as en or zh-CN", "%q is not a language tag", tag)
		case seen[strings.ToLower(tag)]:
			list.Errorf("config-language", c.doc.At("languages", i), "remove one", "language %s stands twice", tag)
		default:
			good = append(good, tag)
		}
		seen[strings.ToLower(tag)] = true
	}
	c.Languages = good
}

func (c *Config) checkZone(list *diag.List) {
	if c.TimeZone == "" {
		return
	}
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil || c.TimeZone == "Local" {
		list.Errorf("config-time-zone", c.doc.At("time_zone"), "write a name such as Asia/Shanghai or UTC", "unknown time zone %q", c.TimeZone)
		return
	}
	c.zone = zone
}

func (c *Config) checkURL(list *diag.List) {
	if c.URL == "" {
		return
	}
	if _, err := parseBase(c.URL); err != nil {
		list.Errorf("config-url", c.doc.At("url"), "write the address the site will have, such as https://help.example.com/", "url: %v", err)
		c.URL = ""
	}
}

func (c *Config) checkProducts(list *diag.List) {
	first := map[string]int{}
	for i, p := range c.Products {
		if p.ID == "" {
			continue
		}
		if !identifier.MatchString(p.ID) {
			list.Errorf("config-id", c.doc.At("products", i, "id"), "use lower-case letters, digits, - and _", "%q is not an id", p.ID)
		}
		if j, ok := first[p.ID]; ok {
			list.Add(diag.Diagnostic{ID: "id-duplicate", Pos: c.doc.At("products", i, "id"), Message: "product " + p.ID + " stands twice", Hint: "give each product its own id",
				Related: []diag.Related{{Pos: c.doc.At("products", j, "id"), Message: "first here"}}})
			continue
		}
		first[p.ID] = i
	}
}

// checkFile reports a file that the configuration names and the folder has not.
func (c *Config) checkFile(site fs.FS, name string, list *diag.List, at ...any) {
	if name == "" {
		return
	}
	if clean := path.Clean(name); clean != name || !fs.ValidPath(name) {
		list.Errorf("config-file", c.doc.At(at...), "write a path below the site's folder, such as images/logo.svg", "%q is not a path below the site's folder", name)
		return
	}
	if info, err := fs.Stat(site, name); err != nil || info.IsDir() {
		list.Errorf("config-file", c.doc.At(at...), "put the file there, or remove the line", "no file %s", name)
		return
	}
	content.CheckSVG(site, name, list)
}

// productIDs is nil where the configuration names no products: then any will do.
func (c *Config) productIDs() []string {
	var ids []string
	for _, p := range c.Products {
		ids = append(ids, p.ID)
	}
	return ids
}

// checkProduct reports a product that the configuration does not name.
func (c *Config) checkProduct(id string, pos diag.Position, list *diag.List) {
	if ids := c.productIDs(); ids != nil && !slices.Contains(ids, id) {
		list.Errorf("product-unknown", pos, diag.DidYouMean(id, ids, "known products: "+strings.Join(ids, ", ")), "unknown product %q", id)
	}
}

// productName is a product's name, or its id where it has none.
func (c *Config) productName(id string, languages ...string) string {
	for _, p := range c.Products {
		if p.ID == id && !p.Name.Empty() {
			return p.Name.For(languages...)
		}
	}
	return id
}

// parseBase reads a site's address: http or https, a host, a path that ends in
// a slash (one is added), nothing else.
func parseBase(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, errors.New("not an address")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("expected an address that begins with https:// or http://")
	case u.Host == "":
		return nil, errors.New("the address has no host")
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, errors.New("the address must have no user, query or fragment")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

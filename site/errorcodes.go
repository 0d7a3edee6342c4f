package site

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// ErrorFile is the name of the file that says what error codes mean.
const ErrorFile = "errors.yaml"

// ErrorCode is an entry of errors.yaml.
type ErrorCode struct {
	Code      string            `yaml:"code,required"`
	Means     strictyaml.Text   `yaml:"means,required"` // one line
	Do        strictyaml.Text   `yaml:"do"`             // Markdown
	AppliesTo []content.Applies `yaml:"applies_to,list"`

	pos, do diag.Position // of the code and of what to do
}

// readErrors reads errors.yaml, which a site may have.
func readErrors(site fs.FS, c *Config, list *diag.List) []ErrorCode {
	var codes []ErrorCode
	doc := strictyaml.ReadFile(site, ErrorFile, &codes, strictyaml.Options{Limits: c.Limits.yaml()}, list)
	if doc == nil {
		return nil
	}
	first := map[string]int{}
	for i := range codes {
		code := &codes[i]
		code.pos, code.do = doc.At(i, "code"), doc.At(i, "do")
		if j, twice := first[fold(code.Code)]; twice && code.Code != "" {
			list.Add(diag.Diagnostic{ID: "id-duplicate", Pos: code.pos, Message: "error code " + code.Code + " stands twice", Hint: "join the two",
				Related: []diag.Related{{Pos: codes[j].pos, Message: "first here"}}})
		} else {
			first[fold(code.Code)] = i
		}
		for j, a := range code.AppliesTo {
			if a.Product != "" {
				c.checkProduct(a.Product, doc.At(i, "applies_to", j, "product"), list)
			}
		}
	}
	return codes
}

// fold makes the spellings of one code alike, IM-6014, im-6014 and "IM 6014",
// and fit for an address: letters and digits in lower case, hyphens for the rest.
func fold(code string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(code) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// errorCode is a code in one edition, with the articles that treat it.
type errorCode struct {
	code, path string     // path below the edition's root
	fact       *ErrorCode // nil where errors.yaml does not tell of it
	entries    []*entry   // the most particular first
}

// specific is how many codes an article may treat for its symptoms to be those
// of each.
const specific = 4

// findCodes gathers an edition's codes in natural order: those of errors.yaml,
// and those that articles name. Translations of an article are one entry of the
// edition, so that no code stands there twice.
func (m *model) findCodes(e *edition) {
	e.codes = map[string]*errorCode{}
	if !m.config.exists && len(m.errors) == 0 {
		return // the address /errors/ may be an article's
	}
	add := func(code string) *errorCode {
		key := fold(code)
		c := e.codes[key]
		if c == nil {
			c = &errorCode{code: code, path: "errors/" + key + "/"}
			e.codes[key] = c
			e.codeList = append(e.codeList, c)
		}
		return c
	}
	for i := range m.errors {
		if fold(m.errors[i].Code) != "" {
			add(m.errors[i].Code).fact = &m.errors[i]
		}
	}
	for _, x := range e.entries {
		for _, code := range x.page.Front.Codes {
			if fold(code) == "" {
				continue
			}
			if c := add(code); !slices.Contains(c.entries, x) {
				c.entries = append(c.entries, x)
			}
		}
	}
	for _, c := range e.codeList {
		slices.SortStableFunc(c.entries, func(a, b *entry) int { return cmp.Compare(len(a.page.Front.Codes), len(b.page.Front.Codes)) })
	}
	slices.SortStableFunc(e.codeList, func(a, b *errorCode) int { return content.Natural(a.code, b.code) })
}

// means is what a code means in a language, with the text's own language; both
// are empty where nobody said.
func (c *errorCode) means(e *edition) (text, lang string) {
	if c.fact == nil {
		return "", ""
	}
	return c.fact.Means.In(e.lang)
}

// title is a code with its meaning.
func (c *errorCode) title(e *edition, v *voice) string {
	if text, _ := c.means(e); text != "" {
		return c.code + v.text.Text("list.colon") + text
	}
	return c.code
}

// symptoms are those of the articles about this code and few others.
func (c *errorCode) symptoms() []string {
	var out []string
	for _, x := range c.entries {
		if len(x.page.Front.Codes) > specific || x.fallback {
			continue
		}
		for _, s := range x.page.Front.Symptoms {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// applies is what a code is about: what errors.yaml says, else what the most
// particular article says.
func (c *errorCode) applies() (applies []content.Applies, products []string) {
	if c.fact != nil && len(c.fact.AppliesTo) > 0 {
		return c.fact.AppliesTo, nil
	}
	for _, x := range c.entries {
		if f := x.page.Front; len(f.AppliesTo) > 0 || len(f.Products) > 0 {
			return f.AppliesTo, f.Products
		}
	}
	return nil, nil
}

// checkErrorTexts converts what errors.yaml says to do, for its problems.
func (m *model) checkErrorTexts(list *diag.List) {
	for i := range m.errors {
		m.checkText(ErrorFile, m.errors[i].Do, m.errors[i].do, list)
	}
}

package themes

import (
	"crypto/sha256"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/diag"
)

// Whatever a view holds is in its key: a change anywhere in it is another key.
func TestKeySeesEveryField(t *testing.T) {
	l := Load(Config{}, &diag.List{}).In("en")
	for _, name := range slices.Sorted(maps.Keys(views)) {
		view := reflect.ValueOf(fullView(name))
		before := l.Key(name, view.Interface())
		each(view, "", func(field string, set func(), restore func()) {
			set()
			l.sites = memo[*Site, [sha256.Size]byte]{} // a Site is not changed in a build
			if l.Key(name, view.Interface()) == before {
				t.Errorf("%s: another %s, and the key is the same", name, field)
			}
			restore()
			l.sites = memo[*Site, [sha256.Size]byte]{}
			if l.Key(name, view.Interface()) != before {
				t.Fatalf("%s: the same %s, and the key is another", name, field)
			}
		})
	}
}

// each calls f for all plain values that a view holds, but the clock.
func each(v reflect.Value, path string, f func(field string, set, restore func())) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*time.Location]() {
			each(v.Elem(), path, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), path+"[]", f)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			change(v, path, reflect.ValueOf(v.Interface().(time.Time).Add(time.Hour)), f)
			return
		}
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if v.Type() == reflect.TypeFor[Site]() && name == "Now" {
				continue // see TestKeyLeavesTheClockOut
			}
			each(v.Field(i), path+"."+name, f)
		}
	case reflect.String:
		change(v, path, reflect.ValueOf(v.String()+"x").Convert(v.Type()), f)
	case reflect.Bool:
		change(v, path, reflect.ValueOf(!v.Bool()).Convert(v.Type()), f)
	case reflect.Int, reflect.Int64:
		change(v, path, reflect.ValueOf(v.Int()+1).Convert(v.Type()), f)
	}
}

func change(v reflect.Value, path string, to reflect.Value, f func(field string, set, restore func())) {
	if !v.CanSet() {
		return
	}
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	f(path, func() { v.Set(to) }, func() { v.Set(was) })
}

// The build's clock is in the key only where a page can show it: by a banner
// that is to appear, or in a template of the site's own.
func TestKeyLeavesTheClockOut(t *testing.T) {
	theme := Load(Config{}, &diag.List{})
	for _, name := range []string{"article", "faq", "home", "notice", "all"} {
		if theme.clock[name] {
			t.Errorf("the built-in template %s shows the clock: its pages would be made anew at each build", name)
		}
	}
	if !theme.clock["release"] {
		t.Error("the days left of a version's support are counted from the clock")
	}
	l := theme.In("en")
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	view := func(now time.Time, banners ...Banner) NotFound {
		return NotFound{Page: Page{Site: &Site{Lang: "en", Now: now}, Banners: banners}}
	}
	if l.Key("notfound", view(at)) != l.Key("notfound", view(at.Add(time.Hour))) {
		t.Error("the clock alone makes another key")
	}
	soon := Banner{Show: at.Add(time.Minute), Start: at.Add(time.Hour)}
	if l.Key("notfound", view(at, soon)) == l.Key("notfound", view(at.Add(time.Hour), soon)) {
		t.Error("a banner that appears makes no other key")
	}
}

// Built-in templates name the clock as Site.Now. What else is called Now has to
// come from there, or be another thing.
func TestClockHasOneName(t *testing.T) {
	known := map[string]string{
		"templates/parts/contact-page.html": "the channels that are open now",
		"templates/parts/support.html":      "given by pages that name Site.Now",
		"templates/parts/product.html":      "given by pages that name Site.Now",
	}
	for path, f := range builtinFiles() {
		rest := strings.ReplaceAll(string(f.src.Text), "Site.Now", "")
		if strings.HasPrefix(path, "templates/") && strings.Contains(rest, ".Now") && known[path] == "" {
			t.Errorf("%s names something .Now: write $.Site.Now for the clock", path)
		}
	}
}

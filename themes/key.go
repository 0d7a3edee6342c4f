package themes

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// Key is the hash of all that a page is made from: the theme's files, the
// language, the template's name and every value of its view. Views with one key
// are rendered to the same bytes.
//
// The build's clock is left out where no template shows it: banners, which the
// clock lets appear, are taken with whether it has.
func (l *Localized) Key(name string, view any) [sha256.Size]byte {
	k := keys.Get().(*keyWriter)
	defer keys.Put(k)
	k.l, k.clock, k.b = l, l.theme.clock[name], append(k.b[:0], l.theme.identity[:]...)
	k.text(l.lang)
	k.text(name)
	k.value(reflect.ValueOf(view))
	return sha256.Sum256(k.b)
}

var keys = sync.Pool{New: func() any { return new(keyWriter) }}

// keyWriter writes values so that different ones give different bytes.
type keyWriter struct {
	l   *Localized
	b   []byte
	now time.Time // of the site that the view belongs to

	clock bool // the template may show it
}

var (
	timeType     = reflect.TypeFor[time.Time]()
	locationType = reflect.TypeFor[*time.Location]()
	siteType     = reflect.TypeFor[*Site]()
	bannerType   = reflect.TypeFor[Banner]()
)

func (k *keyWriter) text(s string) {
	k.b = binary.AppendUvarint(k.b, uint64(len(s)))
	k.b = append(k.b, s...)
}

func (k *keyWriter) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Invalid:
		k.b = append(k.b, 0)
	case reflect.String:
		k.text(v.String())
	case reflect.Bool:
		k.b = append(k.b, byte(boolInt(v.Bool())))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		k.b = binary.AppendVarint(k.b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		k.b = binary.AppendUvarint(k.b, v.Uint())
	case reflect.Float32, reflect.Float64:
		k.b = binary.LittleEndian.AppendUint64(k.b, math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		k.b = binary.AppendUvarint(k.b, uint64(v.Len()))
		for i := range v.Len() {
			k.value(v.Index(i))
		}
	case reflect.Map:
		k.mapping(v)
	case reflect.Interface:
		if !v.IsNil() {
			k.text(v.Elem().Type().String())
		}
		k.value(v.Elem())
	case reflect.Pointer:
		k.pointer(v)
	case reflect.Struct:
		k.structure(v)
	default:
		panic("themes: a view holds a " + v.Type().String() + ", which is no plain value")
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (k *keyWriter) pointer(v reflect.Value) {
	switch {
	case v.IsNil():
		k.b = append(k.b, 0)
	case v.Type() == locationType:
		k.text(v.Interface().(*time.Location).String())
	case v.Type() == siteType:
		s := v.Interface().(*Site)
		sum := k.l.siteKey(s)
		k.now = s.Now
		if k.clock {
			k.value(reflect.ValueOf(s.Now))
		}
		k.b = append(k.b, sum[:]...)
	default:
		k.b = append(k.b, 1)
		k.value(v.Elem())
	}
}

func (k *keyWriter) structure(v reflect.Value) {
	switch v.Type() {
	case timeType:
		t := v.Interface().(time.Time)
		name, offset := t.Zone()
		k.b = binary.AppendVarint(k.b, t.Unix())
		k.b = binary.AppendVarint(k.b, int64(t.Nanosecond()))
		k.b = binary.AppendVarint(k.b, int64(offset))
		k.text(name)
		return
	case bannerType:
		// Whether it shows yet is all that a template makes of the clock.
		k.b = append(k.b, byte(boolInt(v.Interface().(Banner).Show.After(k.now))))
	}
	for i := range v.NumField() {
		k.value(v.Field(i))
	}
}

// mapping writes a map by its keys in order.
func (k *keyWriter) mapping(v reflect.Value) {
	names := v.MapKeys()
	if v.Type().Key().Kind() != reflect.String {
		panic("themes: a view holds a " + v.Type().String() + ", and the keys of maps are strings")
	}
	slices.SortFunc(names, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	k.b = binary.AppendUvarint(k.b, uint64(len(names)))
	for _, name := range names {
		k.text(name.String())
		k.value(v.MapIndex(name))
	}
}

// siteKey is the hash of what all pages of a language share, made once.
func (l *Localized) siteKey(s *Site) [sha256.Size]byte {
	if sum, ok := l.sites.get(s); ok {
		return sum
	}
	k := &keyWriter{l: l}
	flat := *s
	flat.Now = time.Time{} // it is taken where a template shows it
	k.value(reflect.ValueOf(flat))
	sum := sha256.Sum256(k.b)
	l.sites.put(s, sum)
	return sum
}

// identify hashes all that a theme is made from.
func identify(files fileset, cfg Config) (key [sha256.Size]byte) {
	sum := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		f := files[path]
		fmt.Fprintf(sum, "%s %s %d\n", path, f.src.Name, len(f.src.Text))
		sum.Write(f.src.Text)
	}
	fmt.Fprintf(sum, "%q %q %v %q %q %q\n", cfg.Accent, cfg.Radius, cfg.Zone, cfg.Light, cfg.Dark, cfg.Fonts)
	sum.Sum(key[:0])
	return key
}

// readsClock says which pages may show the clock: those whose template, or a
// part of it, names it. The built-in ones write it as Site.Now and in no other
// way, which a test holds. A template of the site's own may do so in ways that
// cannot be seen, so with one of these all may.
func (t *Theme) readsClock(files fileset) map[string]bool {
	own := files.replaced("templates")
	clock, parts := map[string]bool{}, map[string][]string{}
	if !own {
		for name, src := range t.sources {
			parts[name] = partsOf(string(src.Text))
		}
	}
	for name := range views {
		clock[name] = own || t.names(name, "Site.Now", parts, map[string]bool{})
	}
	return clock
}

// names says whether a template or a part of it holds a text; seen are those
// that were looked at.
func (t *Theme) names(name, text string, parts map[string][]string, seen map[string]bool) bool {
	src := t.sources[name]
	if seen[name] || src == nil || name == clockPart {
		return false
	}
	seen[name] = true
	if bytes.Contains(src.Text, []byte(text)) {
		return true
	}
	return slices.ContainsFunc(parts[name], func(part string) bool { return t.names(part, text, parts, seen) })
}

// partsOf are the parts that a template's text uses, by whichever word.
func partsOf(text string) []string {
	return append(partsAfter("template", text), partsAfter("once", text)...)
}

// partsAfter are the parts that a template's text uses by a word.
func partsAfter(word, text string) []string {
	var parts []string
	for {
		_, rest, ok := strings.Cut(text, word+` "`)
		if !ok {
			return parts
		}
		var part string
		if part, text, ok = strings.Cut(rest, `"`); ok && part != "" {
			parts = append(parts, part)
		}
	}
}

// clockPart is the template that may ask the clock, see keyWriter.structure.
const clockPart = "parts/banner"

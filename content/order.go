package content

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Natural compares names as people number them: runs of digits by their value,
// "2" before "10"; all else by code point, without regard to case first.
func Natural(a, b string) int {
	return cmp.Or(natural(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
}

func natural(a, b string) int {
	for a != "" && b != "" {
		if isDigit(a[0]) && isDigit(b[0]) {
			x, y := digits(a), digits(b)
			if c := compareNumbers(x, y); c != 0 {
				return c
			}
			a, b = a[len(x):], b[len(y):]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func digits(s string) string {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i]
}

// compareNumbers compares runs of digits of any length by their value.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// CompareVersions compares versions: 4.10 is above 4.9, and 5.0.0-beta.2 below
// 5.0.0.
func CompareVersions(a, b string) int {
	a, b = strings.TrimLeft(a, "vV"), strings.TrimLeft(b, "vV")
	a, _, _ = strings.Cut(a, "+")
	b, _, _ = strings.Cut(b, "+")
	x, preX, isPreX := strings.Cut(a, "-")
	y, preY, isPreY := strings.Cut(b, "-")
	if c := compareParts(x, y); c != 0 {
		return c
	}
	switch {
	case isPreX && !isPreY:
		return -1
	case isPreY && !isPreX:
		return 1
	}
	return cmp.Or(compareParts(preX, preY), cmp.Compare(a, b))
}

func compareParts(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(x), len(y)) {
		p, q := "0", "0"
		if i < len(x) {
			p = x[i]
		}
		if i < len(y) {
			q = y[i]
		}
		if c := natural(p, q); c != 0 {
			return c
		}
	}
	return 0
}

// sortPages puts a section's pages in reading order. Most come in it.
func sortPages(pages []*Page) {
	if !slices.IsSortedFunc(pages, comparePages) {
		slices.SortStableFunc(pages, comparePages)
	}
}

func comparePages(a, b *Page) int {
	if a.Front.Pinned != b.Front.Pinned {
		if a.Front.Pinned {
			return -1
		}
		return 1
	}
	if a.Kind == b.Kind && a.Kind == Release {
		if c := cmp.Or(b.Front.Date.Compare(a.Front.Date.Time), CompareVersions(b.Front.Version, a.Front.Version)); c != 0 {
			return c
		}
	}
	if a.Kind == b.Kind && a.Kind == Notice {
		if c := noticeTime(b).Compare(noticeTime(a)); c != 0 {
			return c
		}
	}
	return cmp.Or(byWeight(a.Front.Weight, b.Front.Weight), Natural(stem(a.Source), stem(b.Source)))
}

// byWeight puts what has a weight before what has none, the lower first.
func byWeight(a, b int) int {
	if (a == 0) != (b == 0) {
		if a == 0 {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}

// noticeTime is what notices are ordered by: their date, else their window's start.
func noticeTime(p *Page) time.Time {
	if p.Front.Date.IsZero() && p.Front.Window != nil {
		return p.Front.Window.Start
	}
	return p.Front.Date.Time
}

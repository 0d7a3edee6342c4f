package corpus

import (
	"fmt"
	"math/rand/v2"

	"deskbell/search"
)

// mixedBytes is what a mixed page holds at least.
const mixedBytes = 3000

// Mix makes n pages of the sections of real ones: each has the title of a real
// page, and so many sections of any pages that it holds 3 kB at least.
func Mix(pages []search.Page, n int) []search.Page {
	random := rand.New(rand.NewPCG(7, 7))
	out := make([]search.Page, n)
	for i := range out {
		p := pages[random.IntN(len(pages))]
		p.URL = fmt.Sprintf("/p/%05d/", i)
		p.Sections = nil
		for size := 0; size < mixedBytes; {
			from := &pages[random.IntN(len(pages))]
			s := from.Sections[random.IntN(len(from.Sections))]
			if s.Text == "" && s.Heading == "" {
				continue
			}
			s.Anchor = fmt.Sprintf("s%d", len(p.Sections))
			p.Sections = append(p.Sections, s)
			size += len(s.Text) + len(s.Heading)
		}
		out[i] = p
	}
	return out
}

// TextBytes is how much text pages hold.
func TextBytes(pages []search.Page) int64 {
	n := 0
	for i := range pages {
		n += len(pages[i].Title)
		for _, s := range pages[i].Sections {
			n += len(s.Heading) + len(s.Text)
		}
	}
	return int64(n)
}

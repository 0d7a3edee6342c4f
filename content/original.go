package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"deskbell/diag"
)

// A translation says which text it was made from by 'source_hash': the hash of
// the original's words. When these change, it is older than its original.

// SourceHash is the hash of what a translator translates: title, description,
// short answer, symptoms and text. Line ends and space at the ends do not count,
// nor what else the front matter says. It is there after Read.
func (p *Page) SourceHash() string {
	f := &p.Front
	sum := sha256.New()
	for _, s := range append([]string{f.Title, f.Description, f.Short}, f.Symptoms...) {
		sum.Write([]byte(strings.TrimSpace(s)))
		sum.Write([]byte{0})
	}
	body := bytes.ReplaceAll(p.source().Text[min(p.body, len(p.source().Text)):], []byte("\r\n"), []byte("\n"))
	sum.Write(bytes.TrimSpace(body))
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// findOriginals gives each translation its original, and says which are older.
// It needs the pages' texts, so it is called before Parse.
func (t *Tree) findOriginals() {
	if len(t.Languages) < 2 {
		return
	}
	for _, p := range t.Pages {
		p.Original = t.originalOf(p)
		if p.Original == nil {
			continue
		}
		if p.Front.SourceHash != "" {
			p.Older = p.olderThan(p.Original)
			continue
		}
		theirs, ours := p.Original.changed(), p.changed()
		p.Older = !theirs.IsZero() && !ours.IsZero() && ours.Before(theirs)
	}
}

// outdates says whether pages that were read afresh make a translation older than its
// original, or one that was older no longer so.
func (t *Tree) outdates(pages, fresh []*Page) bool {
	for _, p := range t.Pages {
		if p.Original == nil || p.Front.SourceHash == "" {
			continue
		}
		if i := slices.Index(pages, p.Original); i >= 0 && p.Older != p.olderThan(fresh[i]) {
			return true
		}
	}
	return false
}

// olderThan says whether the original that a translation was made from has changed.
func (p *Page) olderThan(original *Page) bool {
	return !strings.EqualFold(p.Front.SourceHash, original.SourceHash())
}

// originalOf is the page that another is a translation of: for one that names
// what it was made from, the first, in the order of the languages, that names
// nothing; for others that of the first language. It is nil for originals.
func (t *Tree) originalOf(p *Page) *Page {
	if p.Front.SourceHash == "" {
		first := t.Translation(p.Key, t.Languages[0])
		if first == p || first == nil || first.Front.SourceHash != "" {
			return nil
		}
		return first
	}
	for _, lang := range t.Languages {
		if q := t.Translation(p.Key, lang); q != nil && q != p && q.Front.SourceHash == "" {
			return q
		}
	}
	return nil
}

// lintOriginal reports a translation that is older than its original, and one
// that names an original which is not there.
func (p *Page) lintOriginal(list *diag.List) {
	original, hash := p.Original, p.Front.SourceHash
	switch {
	case original == nil && hash != "":
		list.Warnf("translation-original", p.FrontPos("source_hash"), "take it out, or give both articles the same path or 'translation:'", "there is no original that the article could be a translation of")
	case original == nil || !p.Older:
	case hash != "":
		list.Add(diag.Diagnostic{ID: "translation-older", Severity: diag.Warning, Pos: p.FrontPos("source_hash"), Message: "the original was changed after it was translated",
			Hint: "bring the translation up to date, then run: deskbell translated " + p.Source, Related: []diag.Related{{Pos: original.titlePos(), Message: "the original is here"}}})
	default:
		day := "2006-01-02"
		list.Add(diag.Diagnostic{ID: "translation-older", Severity: diag.Warning, Pos: p.changedPos(),
			Message: "the original was changed on " + original.changed().Format(day) + ", this translation on " + p.changed().Format(day),
			Hint:    "bring it up to date and write the day into 'updated'",
			Related: []diag.Related{{Pos: original.changedPos(), Message: "the original says so here"}}})
	}
}

// headChecks are the checks of an article's front matter whose lines may switch
// them off.
var headChecks = []string{"article-duplicate", "notice-overdue", "orphan", "review-due", "title-duplicate", "translation-missing", "translation-older", "translation-original"}

// lintOff reports comments in the front matter that switch off what would not be
// reported: they would hide it later. It comes after all other checks.
func (p *Page) lintOff(list *diag.List) {
	if !p.hasHead() {
		return
	}
	number := 0
	for line := range bytes.Lines(p.source().Text[:min(p.head.End, len(p.source().Text))]) {
		number++
		_, ids, found := strings.Cut(string(line), "deskbell-off:")
		if !found {
			continue
		}
		for _, id := range headChecks {
			if diag.Names(ids, id) && !list.Muted(p.Source, number, id) {
				at := strings.Index(string(line), "deskbell-off:")
				list.Warnf("off-unused", p.source().LineColumn(number, at+1), "take "+id+" out of the comment", "there is no %s here that could be switched off", id)
			}
		}
	}
}

package site

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/diag/wire"
	"deskbell/site/git"
)

// ChangeSource is where the date of an article's last change comes from.
type ChangeSource string

// Values are the sources: the history where the site lies in a work tree of git,
// else the file's front matter; or the front matter alone.
func (ChangeSource) Values() []string { return []string{"git", "file"} }

// lastChanges finds the dates of the articles' last changes by the history that
// the site lies in.
func lastChanges(b *run, in *input) {
	if in.config.LastChange == "file" || len(in.tree.Pages) == 0 {
		return
	}
	in.history = historyNow(b.o.Dir)
	in.changed = readChanges(b, in)
}

// readChanges are these dates by source; nil where there is no history. They are
// kept by the commit, so that a history is read once.
func readChanges(b *run, in *input) map[string]time.Time {
	repo, err := git.Open(b.o.Dir)
	if err != nil {
		if !errors.Is(err, git.ErrNone) {
			in.unread = true
			b.historyUnread(err)
		}
		return nil
	}
	defer repo.Close()
	defer b.stage("history")()
	wanted := make([]string, 0, len(in.tree.Pages))
	for _, p := range in.tree.Pages {
		wanted = append(wanted, p.Source)
	}
	key := content.NewKey([]byte("history 1"), repo.Head[:], []byte(repo.Prefix), []byte(repo.Shallow()), []byte(strings.Join(wanted, "\x00")))
	if kept, ok := b.store.Get(key); ok {
		if at, cut, ok := decodeChanges(kept); ok {
			b.historyCut(cut, len(wanted))
			return at
		}
	}
	at, cut, err := repo.LastChanges(wanted)
	if err != nil {
		in.unread = true
		b.historyUnread(err)
		return nil
	}
	b.store.Put(key, encodeChanges(at, cut))
	b.historyCut(cut, len(wanted))
	return at
}

// historyUnread notes a repository that could not be read.
func (b *run) historyUnread(err error) {
	b.list.Add(diag.Diagnostic{ID: "history-unread", Severity: diag.Note, Pos: diag.Position{File: ConfigFile},
		Message: "the history could not be read, so dates of last changes are those of front matter: " + err.Error(), Hint: "write 'last_change: file' to do without it"})
}

// historyCut notes what a shallow clone does not know: it would give its own
// first commit's date to all that is older.
func (b *run) historyCut(cut, of int) {
	if cut > 0 {
		b.list.Add(diag.Diagnostic{ID: "history-shallow", Severity: diag.Note, Pos: diag.Position{File: ConfigFile},
			Message: "this is a shallow clone: the last change of " + itoa(cut) + " of " + itoa(of) + " articles lies before its beginning, and is taken from their front matter",
			Hint:    "fetch the whole history, in GitHub Actions with fetch-depth: 0"})
	}
}

func encodeChanges(at map[string]time.Time, cut int) []byte {
	var w wire.Writer
	w.Int(cut)
	for _, source := range slices.Sorted(maps.Keys(at)) {
		w.String(source)
		w.Int64(at[source].Unix())
	}
	return w.B
}

func decodeChanges(data string) (at map[string]time.Time, cut int, ok bool) {
	r := wire.NewStringReader(data)
	at, cut = map[string]time.Time{}, r.Int()
	for r.More() {
		source := r.String()
		at[source] = time.Unix(r.Int64(), 0).UTC()
	}
	return at, cut, r.Err() == nil
}

// updatedAt is when an article was changed last: by the history, else as its
// front matter says. The day is that of the site's zone.
func (m *model) updatedAt(p *content.Page) time.Time {
	if at, ok := m.changed[p.Source]; ok {
		return at.In(m.config.zone)
	}
	if !p.Front.Updated.IsZero() {
		return p.Front.Updated.Time
	}
	return p.Front.Date.Time
}

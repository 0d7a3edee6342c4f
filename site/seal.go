package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/diag/wire"
	"deskbell/site/git"
)

// seal says what a published site was made from, so that a build in which nothing
// changed need not make it to know: the program, what it was asked, every name of
// the site's folder that it asked for with the stamp of what it found, or that it
// found nothing, and the history's head. Its invariants:
//
//   - Every stamp is older than the build that took it. A file that has the stamp
//     still is the file that was read.
//   - It is of one manifest, whose record says what the files of the output are. It
//     is used only while all of them are that.
//
// Whatever is not as it says is no fault: the site is built.
type seal struct {
	manifest sum
	asked    []askedName // in order
	listed   bool        // the names in the site's folder were asked for
	top      [sha256.Size]byte
	history  string         // see historyNow; "" where it was not asked
	content  *content.Found // what the content folder held; nil where only a walk tells
	heads    content.Key    // see content.Tree.Heads
	shared   content.Key    // see model.shared
	result   Result         // without what every build has of its own
}

// askedName is a name below the site's folder, and what was found there.
type askedName struct {
	name  string
	stamp content.Stamp // zero: nothing
}

const (
	sealVersion = "deskbell seal 2\n"
	sealPrefix  = "seal-"
)

// sealOf is the file of the seal that belongs to a record.
func sealOf(record string) string {
	return filepath.Join(filepath.Dir(record), sealPrefix+strings.TrimPrefix(filepath.Base(record), recordPrefix))
}

// mayBeSealed says whether builds with these options leave seals. A check makes no
// output, and a server knows by itself what changed.
func mayBeSealed(o Options) bool {
	return !o.NoCache && !o.DryRun && !o.Volatile && o.Memory == nil && o.Ready == nil
}

// unchanged is the result of a build in which nothing has changed; nil where
// something has, or may have. Where that is little, the build may resume.
func unchanged(ctx context.Context, o Options, out *output) (*Result, *resume, error) {
	if !mayBeSealed(o) {
		return nil, nil, nil
	}
	watch := stopwatch{began: time.Now(), tell: o.Progress}
	end := watch.stage("compare")
	text, err := os.ReadFile(sealOf(out.recordFile()))
	if err != nil {
		return nil, nil, nil
	}
	looked := meanwhile(out.look)
	s := parseSeal(text, sealHead(o, out))
	var changed []string
	same := false
	if s != nil {
		changed, same = s.holds(o, ctx)
	}
	if err := looked(); err != nil || !same || !out.old.whole() || out.old.manifest != s.manifest || ctx.Err() != nil {
		return nil, nil, err
	}
	if len(changed) > 0 {
		return nil, &resume{seal: s, changed: changed}, nil
	}
	end()
	watch.reused("compare", len(s.asked)+len(out.old.list), len(s.asked)+len(out.old.list))
	r := &s.result
	r.Out, r.Written = outputDir(o), true
	r.Stages, r.Took = watch.all()
	return r, nil, nil
}

// sealHead is what a seal begins with: the program and what it was asked.
func sealHead(o Options, out *output) []byte {
	var w wire.Writer
	w.Bytes(identity())
	for _, s := range []string{absolute(o.Dir), out.target.dir, outputDir(o), o.BaseURL, o.Now.Format(time.RFC3339Nano), o.Now.Location().String()} {
		w.String(s)
	}
	w.Bool(o.Drafts)
	w.Bool(o.Strict)
	w.Bool(o.Reload)
	head := sha256.Sum256(w.B)
	return append([]byte(sealVersion), head[:]...)
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

// listing is a hash of the names in the site's folder that may be of the site: a
// folder without configuration may be all content. What builds put there is not.
func listing(entries []fs.DirEntry, o Options) [sha256.Size]byte {
	var w wire.Writer
	out, _ := outputInside(o.Dir, outputDir(o))
	for _, e := range entries { // in order of their names
		if !strings.HasPrefix(e.Name(), ".deskbell") && e.Name() != out {
			w.String(e.Name())
			w.Int(int(e.Type()))
		}
	}
	return sha256.Sum256(w.B)
}

// historyNow is what dates from the history depend on beside the articles' names.
func historyNow(dir string) string {
	repo, err := git.Open(dir)
	if err != nil {
		return err.Error()
	}
	defer repo.Close()
	return fmt.Sprint(repo.Head, "\n", repo.Prefix, "\n", repo.Shallow())
}

// seal leaves the seal of what the build published. Where a file changed so late
// that its stamp does not tell, there is none.
func (b *run) seal(in *input, m *model, out *output, r *Result) {
	name := sealOf(out.recordFile())
	if !mayBeSealed(b.o) || !r.Written || b.start == 0 {
		return
	}
	if in.unread {
		os.Remove(name)
		return
	}
	s := seal{manifest: out.published, result: *r, history: in.history, content: in.tree.Found(), heads: b.resume.headsOf(in.tree), shared: m.shared(), asked: b.files.allAsked()}
	if slices.ContainsFunc(s.asked, func(a askedName) bool { return !a.stamp.Before(b.start) }) {
		os.Remove(name)
		return
	}
	if s.listed = b.files.top != nil; s.listed {
		s.top = listing(b.files.top, b.o)
	}
	writeCache(name, s.encode(sealHead(b.o, out)))
}

// encode is: the head, the sum of the manifest, what was asked, the history, the
// result; at the end the SHA-256 of all that.
func (s *seal) encode(head []byte) []byte {
	r := &s.result
	w := wire.Writer{B: make([]byte, 0, len(head)+len(s.asked)*128+len(r.Pages)*192+4096)}
	w.B = append(append(w.B, head...), s.manifest[:]...)
	w.Int(len(s.asked))
	for i := range s.asked {
		w.String(s.asked[i].name)
		s.asked[i].stamp.Write(&w)
	}
	w.Bool(s.listed)
	w.Bytes(s.top[:])
	w.String(s.history)
	s.encodeContent(&w)
	w.String(r.Hash)
	w.Bool(!r.NextEdge.IsZero())
	w.String(r.NextEdge.Format(time.RFC3339Nano))
	w.Int(len(r.Counts))
	for _, name := range slices.Sorted(maps.Keys(r.Counts)) {
		w.String(name)
		w.Int(r.Counts[name])
	}
	w.Diagnostics(r.Diagnostics)
	w.Int(len(r.Pages))
	for i := range r.Pages {
		p := &r.Pages[i]
		w.String(p.Source)
		w.String(p.URL)
		w.String(p.Kind)
		w.String(p.Lang)
		w.String(p.Title)
	}
	end := sha256.Sum256(w.B)
	return append(w.B, end[:]...)
}

// parseSeal reads what encode wrote; nil for anything else, and for what begins
// with another head.
func parseSeal(text, head []byte) *seal {
	end := len(text) - sha256.Size
	if end < len(head)+len(sum{}) || !bytes.HasPrefix(text, head) || sha256.Sum256(text[:end]) != [sha256.Size]byte(text[end:]) {
		return nil
	}
	s := &seal{manifest: sum(text[len(head):])}
	r := wire.NewReader(text[len(head)+len(s.manifest) : end])
	s.asked = make([]askedName, r.Len())
	for i := range s.asked {
		s.asked[i] = askedName{r.String(), content.ReadStamp(r)}
	}
	s.listed = r.Bool()
	copy(s.top[:], r.String())
	s.history = r.String()
	s.decodeContent(r)
	s.result.Hash = r.String()
	edge, at := r.Bool(), r.String()
	if edge {
		s.result.NextEdge, _ = time.Parse(time.RFC3339Nano, at)
	}
	s.result.Counts = map[string]int{}
	for range r.Len() {
		name := r.String()
		s.result.Counts[name] = r.Int()
	}
	s.result.Diagnostics = r.Diagnostics()
	s.result.Pages = make([]PageInfo, r.Len())
	for i := range s.result.Pages {
		s.result.Pages[i] = PageInfo{Source: r.String(), URL: r.String(), Kind: r.String(), Lang: r.String(), Title: r.String()}
	}
	if r.Err() != nil || r.More() {
		return nil
	}
	return s
}

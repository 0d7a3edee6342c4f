package content

import (
	"path"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/wire"
)

// question is something that a text asked its resolver.
type question struct {
	what string // page, image, include, or missing and one of the three
	dir  string // of the file that asked: the page's, or one that it includes
	dest string
}

// questions are what a text asked, each once, in order.
type questions struct {
	list []question
	seen map[question]bool
}

func (q *questions) add(x question) {
	if q.seen[x] {
		return
	}
	if q.seen == nil {
		q.seen = map[question]bool{}
	}
	q.seen[x] = true
	q.list = append(q.list, x)
}

// encode writes the questions; a folder is written where it changes.
func (q *questions) encode(w *wire.Writer) {
	w.Int(len(q.list))
	dir := ""
	for _, x := range q.list {
		w.String(x.what)
		w.Bool(x.dir != dir)
		if x.dir != dir {
			w.String(x.dir)
			dir = x.dir
		}
		w.String(x.dest)
	}
}

func decodeQuestions(r *wire.Reader) []question {
	list := make([]question, r.Len())
	dir := ""
	for i := range list {
		what := r.String()
		if r.Bool() {
			dir = r.String()
		}
		list[i] = question{what, dir, r.String()}
	}
	return list
}

// recorder notes what a text asks while it is answered.
type recorder struct {
	*resolver
	asked *questions
}

func (r *recorder) Page(dest string) (href, page string, ok bool) {
	r.asked.add(question{"page", r.dir, dest})
	return r.resolver.Page(dest)
}

func (r *recorder) Image(dest string) (markdown.Image, bool) {
	r.asked.add(question{"image", r.dir, dest})
	return r.resolver.Image(dest)
}

func (r *recorder) Include(dest string) (*diag.Source, bool) {
	r.asked.add(question{"include", r.dir, dest})
	return r.resolver.Include(dest)
}

func (r *recorder) Missing(what, dest string) (diag.Severity, string, string) {
	r.asked.add(question{"missing " + what, r.dir, dest})
	return r.resolver.Missing(what, dest)
}

// Within is the recorder for a file that this one includes.
func (r *recorder) Within(src *diag.Source) markdown.Resolver {
	inner := *r.resolver
	inner.dir = path.Dir(src.Name)
	return &recorder{&inner, r.asked}
}

// madeFrom is the hash of a text's key, of what it asks, and of what the resolver
// says to that now: of all that its document is made from.
func (r *resolver) madeFrom(text Key, asked []question) Key {
	var w wire.Writer
	(&questions{list: asked}).encode(&w)
	inner := *r
	for _, q := range asked {
		inner.dir = q.dir
		switch q.what {
		case "page":
			href, page, ok := inner.Page(q.dest)
			w.String(href)
			w.String(page)
			w.Bool(ok)
		case "image":
			img, ok := inner.Image(q.dest)
			w.String(img.Src)
			w.Int(img.Width)
			w.Int(img.Height)
			w.Bool(ok)
		case "include":
			if src, ok := inner.Include(q.dest); ok {
				w.String(src.Name)
				w.Bytes(src.Text)
			}
			w.Bool(false)
		default:
			severity, message, hint := inner.Missing(q.what[len("missing "):], q.dest)
			w.Int(int(severity))
			w.String(message)
			w.String(hint)
		}
	}
	return NewKey([]byte("document"), text[:], w.B)
}

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

// questions are what a text asked, each once, in order, and what was said to it.
type questions struct {
	list    []question
	seen    map[question]bool
	answers wire.Writer
}

// add notes a question, and says whether it is a new one, whose answer is wanted.
func (q *questions) add(x question) bool {
	if q.seen[x] {
		return false
	}
	if q.seen == nil {
		q.seen = map[question]bool{}
	}
	q.seen[x] = true
	q.list = append(q.list, x)
	return true
}

// made is the hash of a text's key, of what it asked, and of what was said to that:
// of all that its document is made from.
func (q *questions) made(text Key) (key Key) {
	wire.Writing(func(w *wire.Writer) {
		q.encode(w)
		key = NewKey([]byte("document"), text[:], w.B, q.answers.B)
	})
	return key
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
	href, page, ok = r.resolver.Page(dest)
	if r.asked.add(question{"page", r.dir, dest}) {
		w := &r.asked.answers
		w.String(href)
		w.String(page)
		w.Bool(ok)
	}
	return href, page, ok
}

func (r *recorder) Image(dest string) (markdown.Image, bool) {
	img, ok := r.resolver.Image(dest)
	if r.asked.add(question{"image", r.dir, dest}) {
		w := &r.asked.answers
		w.String(img.Src)
		w.Int(img.Width)
		w.Int(img.Height)
		w.Bool(ok)
	}
	return img, ok
}

func (r *recorder) Include(dest string) (*diag.Source, bool) {
	src, ok := r.resolver.Include(dest)
	if r.asked.add(question{"include", r.dir, dest}) {
		w := &r.asked.answers
		w.Bool(ok)
		if ok {
			w.String(src.Name)
			w.Bytes(src.Text)
		}
	}
	return src, ok
}

func (r *recorder) Missing(what, dest string) (diag.Severity, string, string) {
	severity, message, hint := r.resolver.Missing(what, dest)
	if r.asked.add(question{"missing " + what, r.dir, dest}) {
		w := &r.asked.answers
		w.Int(int(severity))
		w.String(message)
		w.String(hint)
	}
	return severity, message, hint
}

// Within is the recorder for a file that this one includes.
func (r *recorder) Within(src *diag.Source) markdown.Resolver {
	inner := *r.resolver
	inner.dir = path.Dir(src.Name)
	return &recorder{&inner, r.asked}
}

// ask asks what an earlier build's text asked.
func (r *resolver) ask(list []question) *questions {
	inner := *r
	again := &recorder{&inner, &questions{}}
	for _, q := range list {
		inner.dir = q.dir
		switch q.what {
		case "page":
			again.Page(q.dest)
		case "image":
			again.Image(q.dest)
		case "include":
			again.Include(q.dest)
		default:
			again.Missing(q.what[len("missing "):], q.dest)
		}
	}
	return again.asked
}

package search

import "strconv"

// textBytes is about how long a file of texts is before compression. A search
// loads one for each hit that it shows, and a site has one for about each page:
// longer ones would be fewer and cost every search more.
const textBytes = 5000

// packer puts the texts of pages into files: short neighbours into one, long
// pages into several. A group of files is given to emit when it is whole.
type packer struct {
	tree  string
	emit  func([]File) error
	names namer

	pages, sections []byte      // JSON of the file that waits for more
	size            int         // of its texts
	ready           []readyText // to be compressed
	group           [][]byte    // compressed, and not emitted yet
	groups          []group     // emitted
	counts          []int32     // of each page, the files that begin with it
	first           string      // address of the first page of the file that waits
}

// readyText is the JSON of a file of texts, with the address of its first page.
type readyText struct {
	first string
	text  []byte
}

// packAtOnce is how many files are compressed together.
const packAtOnce = 64

func (k *packer) add(t *pageText) error {
	if n := len(t.ends); t.size > textBytes*7/4 && n > 1 {
		k.close()
		parts := min(n, (t.size+textBytes-1)/textBytes)
		for j := range parts {
			k.put(t, j*n/parts, (j+1)*n/parts)
			k.close()
		}
		k.counts = append(k.counts, int32(parts))
	} else {
		begins := int32(0)
		if len(k.pages) == 0 || k.size+t.size > textBytes*5/4 {
			k.close()
			begins = 1
		}
		k.counts = append(k.counts, begins)
		k.put(t, 0, n)
		k.size += t.size
	}
	if len(k.ready) >= packAtOnce {
		return k.compress()
	}
	return nil
}

// put puts some of a page's sections into the open file.
func (k *packer) put(t *pageText, from, to int) {
	if len(k.pages) == 0 {
		k.first = t.url
	} else {
		k.pages, k.sections = append(k.pages, ','), append(k.sections, ',')
	}
	k.pages = strconv.AppendInt(append(k.pages, `{"n":`...), int64(to-from), 10)
	k.pages = append(append(k.pages, ','), t.page...)
	k.sections = append(k.sections, t.part(from, to)...)
}

// close ends the open file.
func (k *packer) close() {
	if len(k.pages) == 0 {
		return
	}
	text := make([]byte, 0, len(k.pages)+len(k.sections)+20)
	text = append(append(text, `{"p":[`...), k.pages...)
	text = append(append(text, `],"s":[`...), k.sections...)
	k.ready = append(k.ready, readyText{k.first, append(text, "]}\n"...)})
	k.pages, k.sections, k.size = k.pages[:0], k.sections[:0], 0
}

// compress compresses what is ready, and emits the groups that are whole. A
// group ends where the next page's address says, so that a page that comes or
// goes leaves other groups as they are.
func (k *packer) compress() error {
	done := make([][]byte, len(k.ready))
	parallel(len(done), func(i int) { done[i] = deflateText(k.ready[i].text) })
	for i, data := range done {
		if n := len(k.group); n == maxTextGroup || n > 0 && endsTexts(k.ready[i].first) {
			if err := k.flush(); err != nil {
				return err
			}
		}
		k.group = append(k.group, data)
	}
	k.ready = k.ready[:0]
	return nil
}

// flush emits a group.
func (k *packer) flush() error {
	if len(k.group) == 0 {
		return nil
	}
	hash := k.names.name(groupHash, k.group...)
	k.groups = append(k.groups, group{len(k.group), hash})
	files := make([]File, len(k.group))
	for i, data := range k.group {
		files[i] = File{textName(k.tree, hash, i), data, true}
	}
	k.group = k.group[:0]
	return k.emit(files)
}

// finish emits what is left.
func (k *packer) finish() error {
	k.close()
	if err := k.compress(); err != nil {
		return err
	}
	return k.flush()
}

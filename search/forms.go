package search

// formTable numbers surface forms from 0. Forms of up to eight bytes, which are
// most, are found by a table of their own: looking them up is a good part of
// the time that analysis takes.
type formTable struct {
	all   []string
	long  map[string]int32
	keys  []uint64 // packed forms, 0 where there is none; a power of two of them
	ids   []int32
	short int
}

func newFormTable() *formTable {
	return &formTable{long: map[string]int32{}, keys: make([]uint64, 1<<12), ids: make([]int32, 1<<12)}
}

// pack puts a form of one to eight bytes, none of them zero, into a number.
func pack(form []byte) uint64 {
	key := uint64(0)
	for _, b := range form {
		key = key<<8 | uint64(b)
	}
	return key
}

// slot is where a key stands or would stand.
func (f *formTable) slot(key uint64) int {
	mask := uint64(len(f.keys) - 1)
	h := key * 0x9E3779B97F4A7C15
	for i := (h ^ h>>32) & mask; ; i = (i + 1) & mask {
		if f.keys[i] == key || f.keys[i] == 0 {
			return int(i)
		}
	}
}

// find is the number of a form; false where there is none.
func (f *formTable) find(form []byte) (int32, bool) {
	if n := len(form); n == 0 || n > 8 {
		id, ok := f.long[string(form)]
		return id, ok
	}
	i := f.slot(pack(form))
	return f.ids[i], f.keys[i] != 0
}

// add numbers a form that is new.
func (f *formTable) add(form string) int32 {
	id := int32(len(f.all))
	f.all = append(f.all, form)
	if n := len(form); n == 0 || n > 8 {
		f.long[form] = id
		return id
	}
	if f.short++; 2*f.short > len(f.keys) {
		f.grow()
	}
	key := pack([]byte(form))
	i := f.slot(key)
	f.keys[i], f.ids[i] = key, id
	return id
}

func (f *formTable) grow() {
	keys, ids := f.keys, f.ids
	f.keys, f.ids = make([]uint64, 2*len(keys)), make([]int32, 2*len(keys))
	for i, key := range keys {
		if key != 0 {
			at := f.slot(key)
			f.keys[at], f.ids[at] = key, ids[i]
		}
	}
}

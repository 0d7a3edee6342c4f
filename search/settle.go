package search

// order puts the forms of all parts in order, which they are numbered by.
func (c *collector) order() error {
	c.gather()
	errs := make([]error, len(c.parts))
	workers(len(c.parts), func() func(int) {
		m := &runMaker{scratch: c.scratch}
		return func(i int) { errs[i] = m.merge(&c.parts[i]) }
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	forms, text := make([]int, len(c.parts)+1), make([]int, len(c.parts)+1) // before each part
	for i := range c.parts {
		m := &c.parts[i].merged
		forms[i+1], text[i+1] = forms[i]+m.len(), text[i]+len(m.text)
	}
	n := forms[len(c.parts)]
	c.forms = &formList{formTexts: formTexts{make([]byte, text[len(c.parts)]), make([]uint32, n)}, runs: [2]int{n, n}}
	c.asked, c.found, c.packs = make([]int32, n), make([]int32, n), make([]pack, n)
	parallel(len(c.parts), func(i int) {
		m, at := &c.parts[i].merged, forms[i]
		copy(c.forms.text[text[i]:], m.text)
		copy(c.found[at:], m.found)
		copy(c.asked[at:], m.asked)
		for id, end := range m.ends {
			c.forms.ends[at+id] = uint32(text[i]) + end
			c.packs[at+id] = pack{int32(i) + 1, int32(id)}
		}
		m.formTexts, m.found, m.asked = formTexts{}, nil, nil
	})
	return nil
}

// join numbers the forms that are in order anew: those of a memory first, by
// their numbers there.
func (c *collector) join(known formList) {
	fresh, n := *c, known.len()
	c.forms = &known
	c.asked, c.found, c.packs = make([]int32, n), make([]int32, n), make([]pack, n)
	at := 0
	for i := range fresh.forms.len() {
		form := fresh.forms.form(int32(i))
		id, ok := known.seek(form, at, n)
		if at = id; !ok {
			id = known.len()
			known.put(form)
			c.asked, c.found, c.packs = append(c.asked, 0), append(c.found, 0), append(c.packs, pack{})
		}
		c.asked[id], c.found[id], c.packs[id] = fresh.asked[i], fresh.found[i], fresh.packs[i]
	}
	known.runs = [2]int{n, known.len()}
}

// seek is where a form stands or would stand in a run, most likely near its
// beginning.
func (f *formList) seek(form []byte, from, to int) (int, bool) {
	step := 1
	for from+step < to && string(f.form(int32(from+step))) <= string(form) {
		from += step
		step *= 2
	}
	return f.search(form, from, min(from+step, to))
}

// addForm is the number of a form, which may be new, and then stands nowhere.
func (c *collector) addForm(form string) int32 {
	id := c.forms.add([]byte(form))
	if int(id) == len(c.asked) {
		c.asked, c.found, c.packs = append(c.asked, 0), append(c.found, 0), append(c.packs, pack{})
	}
	return id
}

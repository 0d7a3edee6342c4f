package markdown

import (
	"reflect"
	"strconv"
	"testing"

	"deskbell/diag/wire"
)

// Every field of a document comes back, also one that is added tomorrow.
func TestDocumentThereAndBack(t *testing.T) {
	want := &Document{}
	n := 0
	fill(reflect.ValueOf(want).Elem(), &n)
	want.HTML = string(make([]byte, n)) // so that sections are of it
	for i := range want.Sections {
		want.Sections[i].Heading = i
	}
	var w wire.Writer
	want.Encode(&w)
	r := wire.NewReader(w.B)
	got := DecodeDocument(r)
	if r.Err() != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n%+v\n%+v", r.Err(), got, want)
	}
}

// fill sets all that a value holds to something of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString("text " + strconv.Itoa(*n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("fill has no value for " + v.Type().String())
	}
}

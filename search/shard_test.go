package search

import (
	"reflect"
	"testing"

	"deskbell/diag/mutate"
)

func sampleShard() *shard {
	long := make([]impact, 3000)
	for i := range long {
		long[i] = impact{int32(i * 3), uint8(1 + i%maxLevel)}
	}
	head, tail := split(long)
	return &shard{
		forms: []string{"run", "running", "runs", "rust", "密码", "密钥"},
		terms: []int{0, 0, 0, 1, 2, 1},
		tail:  "abcdef",
		shardTerms: shardTerms{
			weights: []uint8{40, 90, 255},
			heads:   [][]impact{head, {{5, 3 | titleBit}}, {{0, 63}, {8999, 1 | headingBit}}},
			tails:   [][]impact{tail, nil, nil},
		},
	}
}

func joined(text, bits []byte) []byte { return append(text, bits...) }

func TestShardRoundTrip(t *testing.T) {
	want := sampleShard()
	head, tail := joined(want.encode(9000)), joined(want.encodeTail(9000))
	got, err := decodeShard(head, 9000)
	if err != nil {
		t.Fatal(err)
	}
	if err := got.decodeTail(tail, 9000); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.forms, want.forms) || !reflect.DeepEqual(got.terms, want.terms) ||
		!reflect.DeepEqual(got.weights, want.weights) || !reflect.DeepEqual(got.heads, want.heads) ||
		!reflect.DeepEqual(got.tails[0], want.tails[0]) {
		t.Error("a shard is not what was written")
	}
	if len(want.heads[0]) != maxHead || len(want.heads[0])+len(want.tails[0]) != 3000 {
		t.Errorf("split %d and %d", len(want.heads[0]), len(want.tails[0]))
	}
	if _, err := decodeShard(head, 8999); err == nil {
		t.Error("a section past the end is not noticed")
	}
}

func FuzzShard(f *testing.F) {
	head, tail := joined(sampleShard().encode(9000)), joined(sampleShard().encodeTail(9000))
	for _, spoilt := range mutate.Texts(200, head) {
		f.Add(spoilt, tail)
	}
	for _, spoilt := range mutate.Texts(50, tail) {
		f.Add(head, spoilt)
	}
	f.Add([]byte{1, 1, 0, 1, 'a', 0, 9, 1, 0, 0, 1}, []byte{})
	f.Fuzz(func(t *testing.T, head, tail []byte) {
		s, err := decodeShard(head, 9000)
		if err != nil {
			return
		}
		for i, form := range s.forms {
			if s.terms[i] >= len(s.heads) {
				t.Fatal("a form of a term that is not there")
			}
			s.find(form)
		}
		if s.decodeTail(tail, 9000) == nil {
			for _, list := range append(s.heads, s.tails...) {
				for _, p := range list {
					if p.section < 0 || p.section >= 9000 {
						t.Fatal("a section out of range")
					}
				}
			}
		}
	})
}

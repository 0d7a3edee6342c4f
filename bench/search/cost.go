package main

import (
	"encoding/json"
	"fmt"
	"time"

	"deskbell/bench/internal/draw"
	"deskbell/bench/internal/web"
)

const (
	seedCost  = 71
	typedPart = 4 // one in so many queries is typed letter by letter
	farPart   = 6 // one in so many is asked from a distant server
	distance  = 40 * time.Millisecond
)

// cost is what queries took of one tool.
type cost struct {
	bytes    []int64         // first query in a fresh page, the script included
	requests []int           // likewise
	first    []time.Duration // first query in a page whose script is there and warm
	keys     []time.Duration // each further key
	far      []int           // rounds behind the script
	farWarm  []int           // rounds of a query where the tool was warm
}

// costs asks both tools queries drawn of a corpus, in turn.
func (b *bench) costs(s *indexed) (out [tools]cost, n int, err error) {
	queries := draw.Mixed(s.pages, s.lang, b.queries, seedCost)
	for i, q := range queries {
		for turn := range tools {
			tool := (turn + i) % tools // neither is always the first
			if err := b.cost(s, tool, q, i, &out[tool]); err != nil {
				return out, 0, fmt.Errorf("query %q: %w", q, err)
			}
		}
	}
	return out, len(queries), nil
}

func (b *bench) cost(s *indexed, tool int, q string, i int, c *cost) error {
	b.server.Take()
	if err := b.open(s, tool, false); err != nil {
		return err
	}
	if err := b.ask(q); err != nil {
		return err
	}
	record := b.record()
	c.bytes = append(c.bytes, web.Bytes(record))
	c.requests = append(c.requests, len(record))

	if err := b.open(s, tool, true); err != nil {
		return err
	}
	ms, err := web.Eval[float64](b.tab, "(async () => { const start = performance.now(); await tool.find("+quote(q)+"); return performance.now() - start })()")
	if err != nil {
		return err
	}
	c.first = append(c.first, milliseconds(ms))
	if i%typedPart == 0 {
		if err := b.typed(s, tool, q, c); err != nil {
			return err
		}
	}
	if i%farPart == 0 {
		return b.distant(s, tool, q, c)
	}
	return nil
}

// typed types the second half of a query, key by key.
func (b *bench) typed(s *indexed, tool int, q string, c *cost) error {
	if err := b.open(s, tool, true); err != nil {
		return err
	}
	letters := []rune(q)
	var parts []string
	for n := max(1, len(letters)/2); n <= len(letters); n++ {
		parts = append(parts, string(letters[:n]))
	}
	times, err := web.Eval[[]float64](b.tab, "(async () => { const out = []; for (const q of "+list(parts)+") { const start = performance.now(); await tool.find(q); out.push(performance.now() - start) } return out })()")
	if err != nil {
		return err
	}
	for _, ms := range times[1:] {
		c.keys = append(c.keys, milliseconds(ms))
	}
	return nil
}

// distant counts the rounds of a query where each answer takes its time.
func (b *bench) distant(s *indexed, tool int, q string, c *cost) error {
	for _, warm := range []bool{false, true} {
		if err := b.open(s, tool, warm); err != nil {
			return err
		}
		b.server.Take()
		b.server.SetDelay(distance)
		err := b.ask(q)
		b.server.SetDelay(0)
		if err != nil {
			return err
		}
		if rounds := web.Rounds(b.record()); warm {
			c.farWarm = append(c.farWarm, rounds)
		} else {
			c.far = append(c.far, rounds)
		}
	}
	return nil
}

func (b *bench) ask(q string) error {
	_, err := web.Eval[[]string](b.tab, "tool.find("+quote(q)+")")
	return err
}

// record is what the tool loaded since the last time: not the empty page.
func (b *bench) record() []web.Request {
	var out []web.Request
	for _, r := range b.server.Take() {
		if len(r.Path) > 2 && r.Path[:2] == "/c" {
			out = append(out, r)
		}
	}
	return out
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// quote writes a text as JavaScript reads it.
func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string has always its JSON
	}
	return string(b)
}

func list(texts []string) string {
	b, err := json.Marshal(texts)
	if err != nil {
		panic(err)
	}
	return string(b)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"deskbell/bench/internal/corpus"
	"deskbell/bench/internal/measure"
)

// now is the clock of all builds.
const now = "2026-11-21T10:00:00+08:00"

// times are the runs of all tools on one corpus.
type times struct {
	hugo, pagefind      []measure.Usage // Pagefind after Hugo; empty where it is not run
	cold, same, changed []measure.Usage // Deskbell's: nothing there, nothing changed, one article changed
	limit               []measure.Usage
}

// measure runs all tools in turn, as often as there are rounds; a
// very large site once.
func (b *bench) measure(ctx context.Context, s *site) (*times, error) {
	var t times
	rounds := b.rounds
	if s.pages > b.onceAbove {
		rounds = 1
	}
	for round := range rounds {
		b.say(fmt.Sprintf("round %d of %d: %s", round+1, rounds, s.name.EN))
		for _, step := range []func(context.Context, *site, int, *times) error{b.runHugo, b.runLimit, b.runDeskbell} {
			if err := step(ctx, s, round, &t); err != nil {
				return nil, err
			}
		}
	}
	return &t, nil
}

// runHugo builds with Hugo from nothing, and has Pagefind index the result.
func (b *bench) runHugo(ctx context.Context, s *site, _ int, t *times) error {
	err := errors.Join(os.RemoveAll(s.hugoPublic), os.RemoveAll(filepath.Join(s.hugoDir, "resources")))
	if err != nil {
		return err
	}
	u, _, err := measure.Run(ctx, measure.Command{
		Args: []string{b.hugo, "build", "--source", s.hugoDir, "--destination", s.hugoPublic, "--cacheDir", filepath.Join(s.hugoDir, "cache")},
	})
	if err != nil {
		return err
	}
	t.hugo = append(t.hugo, u)
	if s.withPagefind {
		u, _, err = measure.Run(ctx, measure.Command{Args: []string{b.pagefind, "--site", s.hugoPublic}})
		if err != nil {
			return err
		}
		t.pagefind = append(t.pagefind, u)
	}
	return os.RemoveAll(s.hugoPublic) // where files are in memory, they take it from the next
}

// runLimit reads, converts and writes alone.
func (b *bench) runLimit(ctx context.Context, s *site, _ int, t *times) error {
	out := filepath.Join(filepath.Dir(s.dir), "limit")
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	u, _, err := measure.Run(ctx, measure.Command{Args: []string{b.self, "-alone", filepath.Join(s.dir, "content"), "-out", out}})
	t.limit = append(t.limit, u)
	return errors.Join(err, os.RemoveAll(out))
}

// runDeskbell builds from nothing, again with nothing changed, and again with
// one article changed.
func (b *bench) runDeskbell(ctx context.Context, s *site, round int, t *times) error {
	if err := errors.Join(os.RemoveAll(s.deskbellPublic), os.RemoveAll(filepath.Join(s.dir, ".deskbell"))); err != nil {
		return err
	}
	for _, to := range []*[]measure.Usage{&t.cold, &t.same, &t.changed} {
		if to == &t.changed {
			if err := s.edit(round); err != nil {
				return err
			}
		}
		u, _, err := measure.Run(ctx, measure.Command{Args: []string{b.deskbell, "build", s.dir, "-o", s.deskbellPublic, "--now", now, "--base-url", corpus.Address}})
		if err != nil {
			return err
		}
		*to = append(*to, u)
	}
	return nil
}

package markdown

import (
	"maps"
	"slices"
	"strings"

	"deskbell/diag"
)

// check reports answers that lead nowhere, steps that no answer leads to, and
// steps from which no answer leads to an end.
func (f *flow) check(s *state) {
	for _, step := range f.steps {
		for _, a := range step.answers {
			f.checkAnswer(s, step, a)
		}
	}
	reached := map[*flowStep]bool{}
	f.walk(f.steps[0], reached)
	for _, step := range f.steps {
		if !reached[step] && f.byID[step.id] == step {
			s.flowAt(step.at).report("flow-unreachable", diag.Warning, "let an answer lead here, or take the step out", "no answer leads to the step "+step.id)
		}
	}
	f.checkLoops(s, reached)
}

func (f *flow) checkAnswer(s *state, step *flowStep, a flowAnswer) {
	if a.step != nil || a.link != nil || a.number > 0 {
		return
	}
	to := string(s.file.text[a.to.start:a.to.stop])
	if to == "" {
		s.flowAt(a.text).report("flow-branch", diag.Error, "write a step, a link or a text behind the arrow", "the answer leads nowhere")
		return
	}
	known := slices.Sorted(maps.Keys(f.byID))
	s.flowAt(a.to).report("flow-branch", diag.Error, diag.DidYouMean(to, known, "steps of this flow: "+strings.Join(known[:min(len(known), 12)], ", ")), "there is no step "+short([]byte(to)))
}

func (f *flow) walk(from *flowStep, reached map[*flowStep]bool) {
	todo := []*flowStep{from}
	reached[from] = true
	for len(todo) > 0 {
		step := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, a := range step.answers {
			if a.step != nil && !reached[a.step] {
				reached[a.step] = true
				todo = append(todo, a.step)
			}
		}
	}
}

// checkLoops reports, once for each, the loops that no answer leads out of.
func (f *flow) checkLoops(s *state, reached map[*flowStep]bool) {
	ends := f.ending()
	reported := map[*flowStep]bool{}
	for _, step := range f.steps {
		if !reached[step] || ends[step] || reported[step] {
			continue
		}
		f.walk(step, reported)
		s.flowAt(step.at).report("flow-loop", diag.Error, "let an answer lead out, to a link or to a text that says what to do",
			"an endless loop: no answer from here leads to an end: "+round(step))
	}
}

// ending are the steps from which an end can be reached. An answer that leads
// nowhere is reported as that, and counts as an end.
func (f *flow) ending() map[*flowStep]bool {
	from := map[*flowStep][]*flowStep{}
	ends := map[*flowStep]bool{}
	var todo []*flowStep
	for _, step := range f.steps {
		end := len(step.answers) == 0
		for _, a := range step.answers {
			if a.step == nil {
				end = true
			} else {
				from[a.step] = append(from[a.step], step)
			}
		}
		if end {
			ends[step] = true
			todo = append(todo, step)
		}
	}
	for len(todo) > 0 {
		step := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, before := range from[step] {
			if !ends[before] {
				ends[before] = true
				todo = append(todo, before)
			}
		}
	}
	return ends
}

// round is the way along first answers until a step comes again.
func round(step *flowStep) string {
	var names []string
	seen := map[*flowStep]bool{}
	for ; !seen[step] && len(names) < 8; step = step.answers[0].step {
		seen[step] = true
		names = append(names, step.id)
	}
	return strings.Join(append(names, step.id), " → ")
}

package search

// Words that stand side by side in the query should do so in the text. That is
// looked at among the hits that are shown, whose texts are there anyway.

const (
	nearReach = 4 // words apart at most
	nearBonus = 8 // sixteenths added where all pairs stand side by side
)

// nearness says how many neighbouring clauses stand side by side in a text
// (2 each) or within reach (1 each), in the order of the query.
func nearness(tokens []token, forms map[string]int, clauses int) int {
	pairs := make([]int, clauses) // by their first clause
	last := make([]int, clauses)  // where each clause stood last, from 1
	at := 0
	for _, t := range tokens {
		if t.class != wordToken && t.class != ideoToken {
			continue
		}
		at++
		clause, ok := forms[string(t.term)]
		if !ok {
			continue
		}
		last[clause] = at
		if clause > 0 && last[clause-1] > 0 {
			switch distance := at - last[clause-1]; {
			case distance == 1:
				pairs[clause-1] = 2
			case distance <= nearReach:
				pairs[clause-1] = max(pairs[clause-1], 1)
			}
		}
	}
	sum := 0
	for _, n := range pairs {
		sum += n
	}
	return sum
}

// withNearness raises a score by the nearness of title, heading and text.
func withNearness(score, near, clauses int) int {
	if clauses < 2 {
		return score
	}
	return score + score*nearBonus*near/(scoreUnit*2*(clauses-1))
}

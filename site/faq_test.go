package site

import (
	"encoding/json"
	"slices"
	"testing"
)

// TestSolutions holds that ways to one end stay one answer: on the page, which
// opens the first, and for search engines, which want one answer a question.
func TestSolutions(t *testing.T) {
	out, result := written(t, map[string]string{
		"deskbell.yaml":         "title: T\nurl: https://help.example.com/\n",
		"content/faq/index.md":  "---\ntitle: Questions\n---\n",
		"content/faq/slow.md":   "# Speed\n\n## It is slow. What helps? {#slow}\n\nTry in turn.\n\n:::solutions\n== Restart it\nPress the button.\n== Wait {#wait}\nAn hour.\n:::\n\n## Why?\n\nBecause.\n",
		"content/faq/single.md": "---\ntitle: Is it free?\nanswer: Yes, it is.\n---\nFor ever.\n",
		"content/guides/fix.md": "# Fix\n\nSee [how](../faq/slow.md#wait) and [where](../faq/slow.md#slow-1).\n",
	})
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	doc := page(t, out, "faq/slow/index.html")
	if got := texts(doc, "#slow .solution summary"); !slices.Equal(got, []string{"Solution 1 Restart it", "Solution 2 Wait"}) {
		t.Errorf("solutions %q", got)
	}
	if n := doc.Find("#slow .solution[open]").Length(); n != 1 || doc.Find("#slow-1[open]").Length() != 1 || doc.Find("#wait").Length() != 1 {
		t.Errorf("%d solutions are open, or the ids are others", n)
	}
	want := map[string]string{"It is slow. What helps?": "Try in turn.\nSolution 1: Restart it\nPress the button.\nSolution 2: Wait\nAn hour.", "Why?": "Because."}
	for question, answer := range faqAnswers(t, out, "faq/slow/index.html") {
		if want[question] != answer {
			t.Errorf("%s: %q, want %q", question, answer, want[question])
		}
		delete(want, question)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if got := faqAnswers(t, out, "faq/single/index.html")["Is it free?"]; got != "Yes, it is.\nFor ever." {
		t.Errorf("a single question's answer is %q", got)
	}
	section := page(t, out, "faq/index.html")
	if got := texts(section, "main .file a"); !slices.Equal(got, []string{"Speed", "It is slow. What helps?", "Why?"}) {
		t.Errorf("gathered: %q", got)
	}
	if got := text(section, "main .list li"); got != "Is it free?Yes, it is." {
		t.Errorf("single questions: %q", got)
	}
}

// faqAnswers are the answers that a page tells search engines, by question.
func faqAnswers(t *testing.T, out, name string) map[string]string {
	t.Helper()
	var data struct {
		Graph []struct {
			Type string `json:"@type"`
			Main []struct {
				Name   string
				Answer struct{ Text string } `json:"acceptedAnswer"`
			} `json:"mainEntity"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(page(t, out, name).Find(`script[type="application/ld+json"]`).Text()), &data); err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{}
	for _, thing := range data.Graph {
		for _, q := range thing.Main {
			answers[q.Name] = q.Answer.Text
		}
	}
	return answers
}

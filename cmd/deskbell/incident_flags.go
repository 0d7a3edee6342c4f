package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status"
)

// What new incident and incident update are told of services and in which
// languages.

const literalText = "with --lang, a text is taken as it stands"

// texts makes one text of what --text was given: LANG=TEXT for each language, or
// a text alone in the language of --lang, or the site's first.
func (l *layout) texts(given []string, lang string) (strictyaml.Text, error) {
	none := strictyaml.Text{}
	if lang != "" && len(given) > 1 {
		return none, usageError("--lang goes with one --text", "or write --text LANGUAGE=TEXT for each language")
	}
	each := map[string]string{}
	for _, s := range given {
		language, text, err := l.textIn(s, lang)
		if err != nil {
			return none, err
		}
		if text = strings.TrimSpace(text); text == "" {
			return none, usageError("--text is empty", "write what people should know now")
		}
		if _, twice := each[language]; twice {
			return none, usageError("--text is given twice in one language", "write --text LANGUAGE=TEXT for each language")
		}
		each[language] = text
	}
	if len(l.languages) < 2 {
		for _, text := range each {
			return strictyaml.TextOf(text), nil // there is one language, so one text
		}
	}
	return strictyaml.TextByLanguage(each), nil
}

// textIn parts a text from its language.
func (l *layout) textIn(s, lang string) (language, text string, err error) {
	prefix, rest, cut := strings.Cut(s, "=")
	if lang == "" && cut {
		for _, have := range l.languages {
			if strings.EqualFold(have, prefix) {
				return have, rest, nil
			}
		}
		if len(l.languages) > 1 && strictyaml.IsLanguageTag(prefix) {
			return "", "", usageError("the site has no language "+prefix, "its languages are "+strings.Join(l.languages, ", ")+"; "+literalText)
		}
	}
	language, err = l.language(lang)
	return language, s, err
}

// serviceStates reads what --service was given, ID=STATE each, against the
// site's services.
func (l *layout) serviceStates(given []string) (map[string]status.State, error) {
	states := map[string]status.State{}
	for _, s := range given {
		id, state, cut := strings.Cut(s, "=")
		switch {
		case !cut:
			return nil, usageError(fmt.Sprintf("--service: %q is not a service with its state", s), "write ID=STATE, such as "+l.exampleService()+"=partial_outage")
		case !slices.Contains(l.serviceIDs(), id):
			return nil, usageError(fmt.Sprintf("unknown service %q", id), suggest(id, l.serviceIDs(), "services"))
		}
		if err := oneOf("state", "states", state, status.State("").Values()); err != nil {
			return nil, err
		}
		if _, twice := states[id]; twice {
			return nil, usageError(fmt.Sprintf("--service names %q twice", id), "give each service one state")
		}
		states[id] = status.State(state)
	}
	return states, nil
}

func (l *layout) exampleService() string {
	if len(l.services) > 0 {
		return l.services[0].ID
	}
	return "api"
}

// oneOf refuses a word that is none of those that there are.
func oneOf(what, plural, word string, words []string) error {
	if slices.Contains(words, word) {
		return nil
	}
	return usageError(fmt.Sprintf("unknown %s %q", what, word), suggest(word, words, plural))
}

// suggest says what may have been meant, or what there is; plural is what the
// words are.
func suggest(word string, words []string, plural string) string {
	if len(words) == 0 {
		return "the site has no " + plural
	}
	return diag.DidYouMean(word, words, "the "+plural+" are "+strings.Join(words, ", "))
}

// yamlText is a text on one line of YAML.
func yamlText(t strictyaml.Text) string {
	languages := t.Languages()
	if len(languages) == 0 {
		return quote(t.For())
	}
	parts := make([]string, len(languages))
	for i, language := range languages {
		parts[i] = language + ": " + quote(t.For(language))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// yamlStates is what services do on one line of YAML, without the braces.
func yamlStates(states map[string]status.State) string {
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(states)) {
		parts = append(parts, id+": "+string(states[id]))
	}
	return strings.Join(parts, ", ")
}

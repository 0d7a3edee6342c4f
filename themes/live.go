package themes

import "encoding/json"

// BannerScript is the script that other sites load to show open incidents and
// maintenance, with the words of a language.
func (t *Theme) BannerScript(l *Localized) []byte {
	words, err := json.Marshal(map[string]string{"close": l.Text("banner.close"), "label": l.Text("banner.label")})
	if err != nil {
		panic(err) // a map of strings
	}
	return []byte("(()=>{const bannerWords=" + string(words) + ";" + string(t.banner) + "})();\n")
}

// StateIcon is a state's mark on its colour, as an icon of a page.
func StateIcon(state string) []byte {
	tn := tone(state)
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="` + badgeColors[tn] +
		`"/><g fill="#fff" transform="translate(4 4) scale(1.5)">` + badgeShape(tn) + "</g></svg>\n")
}

// StateSign is a state's mark as a character, for titles.
func StateSign(state string) string {
	return map[string]string{"ok": "●", "degraded": "▲", "partial": "◐", "outage": "■", "maintenance": "◆", "unknown": "○"}[tone(state)]
}

// Forms are a text's plural forms, for a script that fills it.
func (l *Localized) Forms(key string) map[string]string { return l.forms(key) }

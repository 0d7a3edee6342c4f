package themes

import "strings"

// LanguageInfo is a language as its own readers name it.
type LanguageInfo struct {
	Tag  string
	Name string // 简体中文
	Dir  string // "ltr" or "rtl"
}

var languageNames = map[string]string{
	"ar": "العربية", "bg": "Български", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά",
	"en": "English", "en-GB": "English (UK)", "en-US": "English (US)", "es": "Español", "et": "Eesti",
	"fa": "فارسی", "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski",
	"hu": "Magyar", "id": "Bahasa Indonesia", "it": "Italiano", "ja": "日本語", "kk": "Қазақ тілі", "ko": "한국어",
	"lt": "Lietuvių", "lv": "Latviešu", "ms": "Bahasa Melayu", "nb": "Norsk bokmål", "nl": "Nederlands",
	"pl": "Polski", "pt": "Português", "pt-BR": "Português (Brasil)", "ro": "Română", "ru": "Русский",
	"sk": "Slovenčina", "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "th": "ไทย", "tr": "Türkçe",
	"uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文", "zh-CN": "简体中文", "zh-HK": "繁體中文（香港）",
	"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "zh-SG": "简体中文（新加坡）", "zh-TW": "繁體中文",
}

// LanguageOf tells a language's own name and direction. A tag that is not known
// goes by its primary subtag, or by itself.
func LanguageOf(tag string) LanguageInfo {
	primary, _, _ := strings.Cut(tag, "-")
	name := languageNames[tag]
	if name == "" {
		name = languageNames[strings.ToLower(primary)]
	}
	if name == "" {
		name = tag
	}
	dir := "ltr"
	switch strings.ToLower(primary) {
	case "ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb":
		dir = "rtl"
	}
	return LanguageInfo{tag, name, dir}
}

// LanguageName is LanguageOf's name alone.
func LanguageName(tag string) string { return LanguageOf(tag).Name }

// Direction is LanguageOf's direction alone: "ltr" or "rtl".
func Direction(tag string) string { return LanguageOf(tag).Dir }

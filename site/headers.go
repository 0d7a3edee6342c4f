package site

import (
	"fmt"

	"deskbell/search"
)

// contentPolicy is the policy that every page also carries as a meta element;
// as a header it can forbid framing as well.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'%s; font-src 'self'; form-action 'self'%s; base-uri 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'"

// How long files may be kept: pages for a minute, what the status page asks for
// while it is open for half of one, and files whose names hold their content's
// hash for ever.
const (
	shortly = "public, max-age=60, must-revalidate"
	lively  = "public, max-age=30, must-revalidate"
	always  = "public, max-age=31536000, immutable"
)

// headers is the file in which several hosts look for response headers.
//
// No path is under two rules that set one header. Cloudflare Pages and Sevalla
// would join both values with a comma, which makes nonsense of Cache-Control;
// Netlify takes the later. So the rule for all paths says nothing of caches, and
// pages have one for addresses that end in a slash: Netlify takes it for all
// addresses, and those that follow for what they name. What no rule names, such
// as pictures and feeds, these hosts let browsers ask for each time. Cloudflare
// Pages reads 100 rules.
func (m *model) headers() file {
	base := m.address.base
	text := base + "*\n" +
		"  Content-Security-Policy: " + m.policy() + "\n" +
		"  X-Content-Type-Options: nosniff\n" +
		"  Referrer-Policy: strict-origin-when-cross-origin\n"
	cache := func(pattern, value string, more ...string) {
		text += pattern + "\n  Cache-Control: " + value + "\n"
		for _, line := range more {
			text += "  " + line + "\n"
		}
	}
	cache(base, shortly)
	cache(base+"*/", shortly)
	for _, e := range m.editions {
		if m.board != nil {
			cache(e.href("status/status.json"), lively, "Access-Control-Allow-Origin: *")
			cache(e.href("api/v2/")+"*", lively, "Access-Control-Allow-Origin: *")
		}
	}
	for _, a := range m.theme.Assets() {
		if a.Immutable {
			cache(m.assets[a.Logical], always)
		}
	}
	for _, e := range m.editions {
		if !m.config.Search.Off {
			for _, folder := range search.Hashed {
				cache(m.address.href("/_deskbell/search/"+e.lang+"/"+folder+"/*"), always)
			}
		}
	}
	return file{"_headers", []byte(text)}
}

// policy is contentPolicy with the addresses that take the contact form and what
// readers say of articles.
func (m *model) policy() string {
	connect, form := "", ""
	if m.config.Contact.Form != "" {
		form = " " + formSource(m.config.Contact.Form)
	}
	if origin := m.endpointOrigin(m.config.Feedback.To); origin != "" {
		connect = " " + origin
		form += " " + origin
	}
	return fmt.Sprintf(contentPolicy, connect, form)
}

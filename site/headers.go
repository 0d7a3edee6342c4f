package site

import "fmt"

// contentPolicy is the policy that every page also carries as a meta element;
// as a header it can forbid framing as well.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'%s; font-src 'self'; form-action 'self'%s; base-uri 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'"

// headers is the file in which several hosts look for response headers: the
// security policy, and how long what may be kept. Files whose names hold their
// content's hash are kept for ever.
func (m *model) headers() file {
	base := m.address.base
	text := base + "*\n" +
		"  Content-Security-Policy: " + m.policy() + "\n" +
		"  X-Content-Type-Options: nosniff\n" +
		"  Referrer-Policy: strict-origin-when-cross-origin\n" +
		"  Cache-Control: public, max-age=60, must-revalidate\n"
	for _, e := range m.editions {
		if m.board != nil {
			text += e.href("status/status.json") + "\n  Cache-Control: public, max-age=30, must-revalidate\n  Access-Control-Allow-Origin: *\n"
			text += e.href("api/v2/") + "*\n  Cache-Control: public, max-age=30, must-revalidate\n  Access-Control-Allow-Origin: *\n"
		}
	}
	for _, e := range m.editions {
		if !m.config.Search.Off {
			text += m.address.href("/_deskbell/search/"+e.lang+"/x/*") + "\n  Cache-Control: public, max-age=31536000, immutable\n"
		}
	}
	for _, a := range m.theme.Assets() {
		if a.Immutable {
			text += m.assets[a.Logical] + "\n  Cache-Control: public, max-age=31536000, immutable\n"
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

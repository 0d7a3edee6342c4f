package site

import (
	"strings"
	"testing"
)

// plansSLA has a calendar with a lunch break, a holiday and a make-up Sunday.
const plansSLA = `calendars:
  - id: office
    zone: Asia/Shanghai
    hours: {mon-fri: "9:00-12:00, 13:00-18:00"}
    holidays: [{from: 2026-11-23, to: 2026-11-24, name: {en: Long weekend, zh-CN: 放假}}]
    workdays: [2026-11-22]
severities:
  - {id: critical, name: {en: Critical, zh-CN: 紧急}}
  - {id: minor, name: {en: Minor, zh-CN: 一般}}
plans:
  - id: basic
    name: {en: Basic, zh-CN: 基础版}
    price: {en: "<b>free</b>", zh-CN: 免费}
    calendar: office
    channels: [{en: Tickets, zh-CN: 工单}]
    excluded: [{en: Your own code, zh-CN: 业务代码}]
    targets:
      critical: {response: 4h, resolution: 16h}
  - id: pro
    name: {en: Pro, zh-CN: 专业版}
    targets:
      critical: {response: 30m, resolution: 24h}
      minor: {response: 4h}
    credits: [{below: 99.9, credit: 10}, {below: 99, credit: 25}]
`

func contactSite(t *testing.T, contact string) string {
	t.Helper()
	config := string(fileText(t, "testdata/basic", "deskbell.yaml"))
	var lines []string
	for line := range strings.SplitSeq(config, "\n") {
		if !strings.HasPrefix(line, "contact:") {
			lines = append(lines, line)
		}
	}
	return changed(t, map[string]string{"deskbell.yaml": strings.Join(lines, "\n") + "\n" + contact, "status/sla.yaml": plansSLA})
}

const wholeContact = `contact:
  page: contact.md
  email: help@example.com
  form: https://desk.example.com/requests?from=help
  topics:
    - {text: {en: Signing in, zh-CN: 登录}, articles: [faq/login.md]}
  channels:
    - {name: {en: Phone, zh-CN: 电话}, to: "tel:+86-1", hours: 7x24, plans: [pro]}
    - {name: {en: Chat, zh-CN: 客服}, hours: office}
`

func TestPlansSideBySide(t *testing.T) {
	out, r := built(t, contactSite(t, wholeContact), nil)
	if !r.Written {
		t.Fatal("not built")
	}
	doc := page(t, out, "plans/index.html")
	got := text(doc, ".plan-part")
	for _, want := range []string{"4 working hours", "2 working days", "30 min", "24 h", "Around the clock", "<b>free</b>", "Your own code", "Below 99.9%", "25%",
		"Monday–Friday 09:00\u2060–\u206012:00, 13:00\u2060–\u206018:00 (UTC+8)", "22 November 2026 worked", "Long weekend"} {
		if !strings.Contains(got, want) {
			t.Errorf("the plans do not say %q: %s", want, got)
		}
	}
	if chinese := text(page(t, out, "zh-CN/plans/index.html"), ".plan-part"); !strings.Contains(chinese, "4 个工作小时") || !strings.Contains(chinese, "放假") {
		t.Errorf("in Chinese: %s", chinese)
	}
}

func TestContactFormGoesWhereTheSiteSays(t *testing.T) {
	out, _ := built(t, contactSite(t, wholeContact), nil)
	doc := page(t, out, "contact/index.html")
	if got := doc.Find(".channel-to a").First().AttrOr("href", ""); got != "tel:+86-1" {
		t.Errorf("the phone's link leads to %q", got)
	}
	form := doc.Find("form.contact-form")
	if got := form.AttrOr("action", ""); got != "https://desk.example.com/requests?from=help" || form.AttrOr("method", "") != "post" {
		t.Errorf("the form goes to %q", got)
	}
	const allowed = "form-action 'self' https://desk.example.com/requests;"
	if policy := doc.Find("meta[http-equiv]").AttrOr("content", ""); !strings.Contains(policy, allowed) {
		t.Errorf("the page's policy is %s", policy)
	}
	if !strings.Contains(string(fileText(t, out, "_headers")), allowed) {
		t.Error("the policy of the headers does not allow the form")
	}
	other := page(t, out, "status/index.html").Find("meta[http-equiv]").AttrOr("content", "")
	if !strings.Contains(other, "form-action 'self';") {
		t.Errorf("another page allows the form as well: %s", other)
	}
	if got, _ := doc.Find(".topic a").First().Attr("href"); got != "/support/faq/login/" {
		t.Errorf("the topic leads to %q", got)
	}
	if got := doc.Find(".channels a").First().AttrOr("href", ""); got != "tel:+86-1" {
		t.Errorf("the phone's link is %q", got)
	}
	// It is Saturday; Sunday is worked.
	if got := text(doc, "[data-calendar=office]"); got != "Closed, opens 22 November 2026, 09:00" {
		t.Errorf("the chat is %q", got)
	}
}

func TestNoEndpointNoForm(t *testing.T) {
	out, _ := built(t, contactSite(t, strings.Replace(wholeContact, "  form: https://desk.example.com/requests?from=help\n", "", 1)), nil)
	doc := page(t, out, "contact/index.html")
	if doc.Find("form.contact-form").Length() != 0 || strings.Contains(doc.Find("meta[http-equiv]").AttrOr("content", ""), "desk.example") {
		t.Error("there is a form that goes nowhere")
	}
	if got := doc.Find("#db-form ~ p a").AttrOr("href", ""); got != "mailto:help@example.com" {
		t.Errorf("the link is %q", got)
	}
}

func TestContactFaults(t *testing.T) {
	for _, c := range []struct{ old, new, id, says string }{
		{"https://desk.example.com/requests?from=help", "http://desk.example.com/", "config-form", "is not encrypted"},
		{"https://desk.example.com/requests?from=help", "/requests", "config-form", "is not a full address"},
		{"https://desk.example.com/requests?from=help", "\"https://desk.example.com/; script-src *\"", "config-form", "security policy"},
		{"https://desk.example.com/requests?from=help", "https://a:b@desk.example.com/", "config-form", "a user"},
		{"hours: office", "hours: ofice", "config-hours", `"ofice"`},
		{"plans: [pro]", "plans: [gold]", "config-plan", `"gold"`},
		{"tel:+86-1", "javascript:alert(1)", "config-link", "javascript"},
		{"faq/login.md", "faq/logout.md", "config-link", "faq/logout.md"},
	} {
		_, r := built(t, contactSite(t, strings.Replace(wholeContact, c.old, c.new, 1)), nil)
		found := false
		for _, d := range r.Diagnostics {
			found = found || d.ID == c.id && strings.Contains(d.Message, c.says) && d.Pos.File == "deskbell.yaml" && d.Pos.Line > 1
		}
		if !found || r.Written {
			t.Errorf("%s: %v", c.new, r.Diagnostics)
		}
	}
}

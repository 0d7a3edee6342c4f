package site

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func feedbackSite(t *testing.T, feedback string) string {
	t.Helper()
	return changed(t, map[string]string{"deskbell.yaml": string(fileText(t, "testdata/basic", "deskbell.yaml")) + feedback})
}

func policyOf(doc *goquery.Document) string {
	return doc.Find("meta[http-equiv]").AttrOr("content", "")
}

func TestFeedbackGoesWhereTheSiteSays(t *testing.T) {
	out, r := built(t, feedbackSite(t, "feedback: {to: \"https://desk.example.com:8443/api/feedback?site=help\"}\n"), nil)
	if !r.Written {
		t.Fatal("not built")
	}
	const allowed = "connect-src 'self' https://desk.example.com:8443; font-src 'self'; form-action 'self' https://desk.example.com:8443;"
	doc := page(t, out, "zh-CN/faq/login/index.html")
	if policy := policyOf(doc); !strings.Contains(policy, allowed) {
		t.Errorf("the article's policy is %s", policy)
	}
	if !strings.Contains(string(fileText(t, out, "_headers")), allowed) {
		t.Error("the policy of the headers does not allow the answers")
	}
	doc.Find(".feedback form").Each(func(_ int, form *goquery.Selection) {
		if form.AttrOr("action", "") != "https://desk.example.com:8443/api/feedback?site=help" || form.AttrOr("method", "") != "post" {
			t.Errorf("an answer goes to %q", form.AttrOr("action", ""))
		}
		about := form.Find("[name=page]").AttrOr("value", "") + " " + form.Find("[name=language]").AttrOr("value", "")
		if about != "https://help.bell.example/support/zh-CN/faq/login/ zh-CN" {
			t.Errorf("the answer is about %q", about)
		}
	})
	if n := doc.Find(".feedback [name=reason][required]").Length(); n != len(reasons) {
		t.Errorf("there are %d reasons", n)
	}
	for _, name := range []string{"index.html", "status/index.html", "contact/index.html", "notices/upgrade/index.html"} {
		if doc := page(t, out, name); doc.Find(".feedback").Length() != 0 || strings.Contains(policyOf(doc), "desk.example") {
			t.Errorf("%s asks, or may send, as well", name)
		}
	}
}

func TestNoEndpointNoFeedback(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	doc := page(t, out, "faq/login/index.html")
	if doc.Find(".feedback").Length() != 0 || !strings.Contains(policyOf(doc), "connect-src 'self'; font-src 'self'; form-action 'self';") {
		t.Error("something is asked, or may be sent, where nobody takes it")
	}
}

func TestFeedbackOnTheSitesOwnHost(t *testing.T) {
	for _, to := range []string{"/api/feedback", "https://help.bell.example/api/feedback"} {
		out, _ := built(t, feedbackSite(t, "feedback:\n  to: "+to+"\n  comment: false\n  reasons: [{id: slow, text: {en: Too slow, zh-CN: 太慢}}]\n"), nil)
		doc := page(t, out, "faq/login/index.html")
		if !strings.Contains(policyOf(doc), "connect-src 'self'; font-src 'self'; form-action 'self';") {
			t.Errorf("%s: the policy is %s", to, policyOf(doc))
		}
		if doc.Find(".feedback textarea").Length() != 0 || text(doc, ".feedback fieldset label") != "Too slow" {
			t.Errorf("the reasons are %q", text(doc, ".feedback fieldset"))
		}
	}
}

func TestFeedbackFaults(t *testing.T) {
	for _, c := range []struct{ config, id, says string }{
		{"{to: \"http://desk.example.com/\"}", "config-form", "is not encrypted"},
		{"{to: \"//desk.example.com/\"}", "config-form", "is not encrypted"},
		{"{to: desk}", "config-form", "is not a full address"},
		{"{to: \"https://desk.example.com/; script-src *\"}", "config-form", "security policy"},
		{"{to: \"/feedback?a b\"}", "config-form", "is not a full address"},
		{"{comment: true}", "config-form", "no address"},
		{"{to: /f, reasons: [{id: A b, text: x}]}", "config-id", `"A b"`},
		{"{to: /f, reasons: [{id: a, text: x}, {id: a, text: y}]}", "id-duplicate", "stands twice"},
	} {
		_, r := built(t, feedbackSite(t, "feedback: "+c.config+"\n"), nil)
		found := false
		for _, d := range r.Diagnostics {
			found = found || d.ID == c.id && strings.Contains(d.Message, c.says) && d.Pos.File == "deskbell.yaml" && d.Pos.Line > 1
		}
		if !found || r.Written {
			t.Errorf("%s: %v", c.config, r.Diagnostics)
		}
	}
}

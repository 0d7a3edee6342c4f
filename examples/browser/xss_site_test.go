package browser

import (
	"encoding/json"
	"fmt"
	"strings"
)

// poison hands out vectors as texts: the next at each call, so that every one
// comes by in field after field.
type poison struct {
	list []string
	next int
}

// text is the next vector, on one line and without control characters, with a
// word that a search finds.
func (p *poison) text() string {
	p.next++
	v := p.list[(p.next-1)%len(p.list)]
	return strings.NewReplacer("\x01", "", "\n", " ").Replace(v) + " x"
}

// own is text that no other field has, for what must differ.
func (p *poison) own() string { return fmt.Sprintf("%s number%d", p.text(), p.next) }

// name is a vector that a file can be called, "" if this one cannot.
func (p *poison) name(i int) string {
	v := p.list[i%len(p.list)]
	if len(v) > 120 || strings.ContainsAny(v, "/\n\x01\x00") || strings.TrimLeft(v, "._ #~") != v || strings.TrimRight(v, " ~#.") != v {
		return ""
	}
	return v
}

// object and list are YAML as JSON, which is YAML too.
type object = map[string]any
type list = []any

func yamlOf(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text) + "\n"
}

// hostile is a site that has vectors in each text that its files can hold, and in
// the files' names: an article, an incident, a notice, a service and a code for
// each vector or for some of them, and all in the bodies of articles.
func hostile(vectors []string, mode string) map[string]string {
	p := &poison{list: vectors}
	files := map[string]string{
		"deskbell.yaml":         yamlOf(hostileConfig(p, mode)),
		"releases.yaml":         yamlOf(hostileReleases(p)),
		"status/sla.yaml":       yamlOf(hostileAgreement(p)),
		"content/pages/kept.md": "# Kept\n\nText.\n",
		"content/pages/a.svg":   `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`,
	}
	var groups, services, codes, pinned, queries, synonyms, export list
	expand := object{}
	for i := range vectors {
		hostileArticle(p, i, files)
		if i%4 > 0 {
			continue
		}
		id := fmt.Sprint(i)
		groups = append(groups, object{"id": "g" + id, "name": p.text(), "description": p.text()})
		services = append(services, object{"id": "s" + id, "name": p.text(), "description": p.text(), "group": "g" + id, "monitors": list{p.list[i]},
			"links": list{object{"text": p.text(), "url": "/a-z/"}}})
		codes = append(codes, object{"code": p.own(), "means": p.text(), "do": p.text(), "applies_to": list{object{"product": "app", "versions": p.text(), "platforms": list{p.text()}}}})
		synonyms = append(synonyms, list{p.own(), "word" + id})
		expand[p.own()] = list{p.own()}
		pinned = append(pinned, object{"query": p.own(), "pages": list{"content/pages/kept.md"}})
		export = append(export, object{"name": p.list[i], "group": p.text(), "key": p.own(),
			"results": list{object{"status": 200, "hostname": p.text(), "success": true, "timestamp": "2026-11-20T08:00:00Z"}}})
		hostileNews(p, i, "s"+id, files)
	}
	queries = append(queries, object{"query": "kept", "page": "/pages/kept/"})
	files["errors.yaml"] = yamlOf(codes)
	files["status/services.yaml"] = yamlOf(object{"groups": groups, "services": services})
	files["search/synonyms.yaml"] = yamlOf(object{"groups": synonyms, "expand": expand})
	files["search/pinned.yaml"], files["search/queries.yaml"] = yamlOf(pinned), yamlOf(queries)
	files["status/uptime/export.json"] = yamlOf(export)
	return files
}

func hostileConfig(p *poison, mode string) object {
	return object{
		"title": p.text(), "description": p.text(), "url": "https://help.example.com/", "languages": list{"en"}, "markdown": object{"html": mode},
		"products":   list{object{"id": "app", "name": p.text()}},
		"navigation": list{object{"text": p.text(), "to": "/a-z/"}},
		"footer":     list{object{"text": p.text(), "to": "/a-z/"}},
		"edit_url":   "https://git.example.com/{source}",
		"contact": object{
			"form":   "https://desk.example.com/requests",
			"topics": list{object{"text": p.text(), "articles": list{"pages/kept.md"}}, object{"text": p.text()}},
			"channels": list{object{"name": p.text(), "text": p.text(), "label": p.text(), "to": "https://desk.example.com/", "hours": "work", "plans": list{"basic"}},
				object{"name": p.text(), "text": p.text(), "label": p.text()}},
		},
	}
}

func hostileReleases(p *poison) object {
	return object{"app": object{
		"lifecycle": list{object{"versions": list{"1.2", "1.3"}, "released": "2026-01-01", "supported_until": "2027-01-01"}},
		"planned":   list{object{"version": p.text(), "when": p.text(), "text": p.text()}},
		"compatibility": object{"versions": list{p.text(), p.text()}, "problems": p.text(),
			"rows": list{object{"name": p.text(), "values": list{p.text(), p.text()}}}},
	}}
}

func hostileAgreement(p *poison) object {
	return object{
		"calendars":  list{object{"id": "work", "zone": "Asia/Shanghai", "hours": object{"mon-fri": "9:00-18:00"}, "holidays": list{object{"from": "2026-12-01", "to": "2026-12-02", "name": p.text()}}}},
		"severities": list{object{"id": "minor", "name": p.text(), "description": p.text(), "first_update": "15m"}},
		"plans": list{object{"id": "basic", "name": p.text(), "description": p.text(), "price": p.text(), "calendar": "work", "channels": list{p.text()}, "included": list{p.text()},
			"charged": list{p.text()}, "excluded": list{p.text()}, "targets": object{"minor": object{"response": "4h"}}}},
	}
}

// hostileArticle has vector i as its text as it stands, and in each part of a
// text that is a title, a label or a name.
func hostileArticle(p *poison, i int, files map[string]string) {
	head := object{"title": p.text(), "description": p.text(), "tags": list{p.text()}, "keywords": list{p.text()}, "symptoms": list{p.text()}, "codes": list{p.text()},
		"answer": p.text(), "products": list{"app"}, "own_key": p.text(), "own": object{"key": list{p.text()}}, "translation": p.own(), "popular": i%50 == 0, "pinned": i%70 == 0,
		"applies_to": list{object{"product": "app", "versions": p.text(), "platforms": list{p.text()}}}}
	parts := fmt.Sprintf("![%[1]s](a.svg \"%[2]s\")\n\n[%[1]s](kept.md \"%[2]s\")\n\n## %[1]s {#k%[3]d}\n\n```go title=\"%[2]s\"\n%[1]s\n```\n\n:::details %[1]s\n%[2]s\n:::\n\n:::tabs\n== %[1]s\n%[2]s\n== other\nx\n:::\n\n> [!NOTE] %[1]s\n> %[2]s\n\n| %[2]s |\n|---|\n| x |\n\nx[^1] ++%[1]s++\n\n[^1]: %[1]s\n\n"+
		"```flow\nstart: %[1]s\n  %[2]s\n- %[1]s -> end\n- other -> %[2]s\nend: x\n```\n", p.text(), strings.ReplaceAll(p.text(), `"`, "'"), i)
	files[fmt.Sprintf("content/pages/v%03d.md", i)] = "---\n" + yamlOf(head) + "---\n" + p.list[i] + "\n\n## Behind\n\nText.\n"
	files[fmt.Sprintf("content/pages/w%03d.md", i)] = "# W\n\n" + parts
	if name := p.name(i); name != "" && i%3 == 0 {
		files["content/pages/"+name+".md"] = "Named after a vector, without a title.\n\n![](<" + strings.NewReplacer("<", `\<`, ">", `\>`).Replace(name) + ".svg>)\n"
		files["content/pages/"+name+".svg"] = files["content/pages/a.svg"]
	}
}

// hostileNews are an incident, notices, a version and a question.
func hostileNews(p *poison, i int, service string, files map[string]string) {
	day := fmt.Sprintf("2026-11-%02d", 1+i%20)
	files[fmt.Sprintf("status/incidents/%s-v%d.yaml", day, i)] = yamlOf(object{
		"title": p.text(), "severity": "minor", "started": day + "T08:00:00+08:00", "services": object{service: "degraded_performance"}, "workaround": p.text(), "root_cause": p.text(),
		"postmortem": p.text(), "codes": list{p.text()}, "articles": list{"pages/kept.md"}, "follow_ups": list{object{"text": p.text(), "due": "2026-12-01"}},
		"updates": list{object{"at": day + "T08:10:00+08:00", "state": "investigating", "text": p.text()}},
	})
	files[fmt.Sprintf("content/notices/n%d.md", i)] = "---\n" + yamlOf(object{"title": p.text(), "category": "policy", "date": day,
		"updates": list{object{"at": day + "T08:00:00+08:00", "text": p.text()}}}) + "---\n" + p.list[i] + "\n"
	files[fmt.Sprintf("content/notices/m%d.md", i)] = "---\n" + yamlOf(object{"title": p.text(), "category": "maintenance", "date": day, "services": object{service: "under_maintenance"},
		"window":  object{"start": "2026-12-01T08:00:00+08:00", "end": "2026-12-01T09:00:00+08:00"},
		"updates": list{object{"at": day + "T08:00:00+08:00", "state": "scheduled", "text": p.text()}}}) + "---\n" + p.list[i] + "\n"
	files[fmt.Sprintf("content/releases/1.%d.0.md", i)] = "---\n" + yamlOf(object{"title": p.text(), "product": "app", "version": fmt.Sprintf("1.%d.0", i), "date": day,
		"downloads": list{object{"platform": p.text(), "file": p.text(), "url": "https://get.example.com/a.zip", "size": "1 MB", "sha256": strings.Repeat("ab", 32)}}}) + "---\n" + p.list[i] + "\n"
	files[fmt.Sprintf("content/faq/f%d.md", i)] = "---\n" + yamlOf(object{"title": p.text()}) + "---\n## " + strings.ReplaceAll(p.list[i], "\n", " ") + "\n\n" + p.list[i] + "\n"
}

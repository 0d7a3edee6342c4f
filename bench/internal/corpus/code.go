package corpus

import (
	"fmt"
	"strings"
	"text/template"
)

// identifier is a name as programs have them.
func (w *writer) identifier() string {
	a, b := english.draw(w.random), english.draw(w.random)
	switch w.random.IntN(4) {
	case 0:
		return a + "_" + b
	case 1:
		return a + english.titleCase(b)
	case 2:
		return fmt.Sprintf("%s-%04d", strings.ToUpper(a), w.random.IntN(10_000))
	}
	return "--" + a + "-" + b
}

func (w *writer) name() string { return english.draw(w.random) + "_" + english.draw(w.random) }

func (w *writer) number() int { return w.random.IntN(10_000) }

// code writes a block of one of several languages with names of its own, so
// that no block of a site is another's twin.
func (w *writer) code() {
	s := samples[w.random.IntN(len(samples))]
	w.printf("```%s\n", s.Name())
	err := s.Execute(&w.b, map[string]any{"id": w.name, "n": w.number, "text": func() string { return w.join(3) }})
	if err != nil {
		panic(err) // the templates below are constant
	}
	w.b.WriteString("```\n\n")
}

// samples are blocks as help articles have them.
var samples = func() []*template.Template {
	var out []*template.Template
	for _, s := range [][2]string{
		{"bash", `#!/bin/sh
# {{call .text}}
for host in {{call .id}} {{call .id}}; do
  curl -sS --max-time {{call .n}} "https://$host/api/v2/{{call .id}}" | grep -c "{{call .id}}"
done
export {{call .id}}={{call .n}} && systemctl restart {{call .id}}
`},
		{"go", `// {{call .text}}
func {{call .id}}(ctx context.Context, {{call .id}} int) (string, error) {
	if {{call .n}} > len("{{call .id}}") {
		return "", fmt.Errorf("{{call .id}}: %w", err)
	}
	for i := range {{call .n}} {
		{{call .id}}(ctx, i*{{call .n}})
	}
	return "{{call .text}}", nil
}
`},
		{"json", `{
  "{{call .id}}": {{call .n}},
  "{{call .id}}": ["{{call .id}}", "{{call .text}}", true, null],
  "{{call .id}}": {"{{call .id}}": {{call .n}}.5, "{{call .id}}": "{{call .id}}"}
}
`},
		{"python", `import {{call .id}}

def {{call .id}}({{call .id}}, timeout={{call .n}}):
    """{{call .text}}"""
    for item in {{call .id}}.list(limit={{call .n}}):
        if item["{{call .id}}"] != {{call .n}}:
            raise ValueError(f"{{call .id}} {item}")
    return [x for x in range({{call .n}}) if x % 2]  # {{call .text}}
`},
		{"sql", `SELECT {{call .id}}, count(*) AS {{call .id}} -- {{call .text}}
FROM {{call .id}} JOIN {{call .id}} USING (id)
WHERE {{call .id}} > {{call .n}} AND name LIKE '%{{call .id}}%'
GROUP BY 1 ORDER BY 2 DESC LIMIT {{call .n}};
`},
		{"yaml", `{{call .id}}:
  - name: "{{call .text}}"  # {{call .text}}
    port: {{call .n}}
    enabled: true
    {{call .id}}: [{{call .id}}, {{call .id}}]
`},
		{"javascript", `// {{call .text}}
const {{call .id}} = await fetch('/{{call .id}}', {method: 'POST', body: JSON.stringify({id: {{call .n}}})});
if (!{{call .id}}.ok) throw new Error('{{call .id}}');
export const {{call .id}} = (a, b) => a.map((x) => x * {{call .n}} + b);
`},
		{"", `[{{call .n}}] {{call .id}}: {{call .text}}
[{{call .n}}] {{call .id}} = {{call .n}}
`},
	} {
		out = append(out, template.Must(template.New(s[0]).Parse(s[1])))
	}
	return out
}()

package corpus

import (
	"os"
	"path/filepath"
)

// Address is where the sites would stand.
const Address = "https://help.example.com/"

// Site says how files become a site of each tool.
type Site struct {
	Files []File
	// Languages of the site, as its configuration has them; files are below a
	// folder for each. Without, the site has no configuration and takes what its
	// folder holds: pictures that are not there are then no error.
	Languages string
	Title     string
}

// WriteDeskbell writes a site for Deskbell with everything that it makes of
// one: articles in every language, and a status page with services and
// incidents. The articles lie in its folder content.
func (s Site) WriteDeskbell(dir string) error {
	files := []File{
		{"status/services.yaml", []byte(services)},
		{"status/incidents/2026-09-03-push.yaml", []byte(incident)},
	}
	if s.Languages != "" {
		files = append(files, File{"deskbell.yaml", []byte("title: " + s.Title + "\nurl: " + Address + "\nlanguages: " + s.Languages + "\ntime_zone: Asia/Shanghai\n")})
	}
	if err := write(dir, files); err != nil {
		return err
	}
	return write(filepath.Join(dir, "content"), s.Files)
}

const services = `services:
  - {id: api, name: API, since: 2026-01-01, target: 99.9}
  - {id: push, name: Push, since: 2026-01-01, target: 99.9}
`

const incident = `title: Push is late
severity: minor
started: 2026-09-03T10:00:00+08:00
services: {push: degraded_performance}
updates:
  - {at: 2026-09-03T10:00:00+08:00, state: investigating, text: We are looking into it.}
  - {at: 2026-09-03T10:40:00+08:00, state: resolved, text: It is over.}
`

// WriteHugo writes a bare site for Hugo that reads the articles in place from a
// folder: a title, contents, the text, the previous and the next page, and
// lists of links. Kinds of pages that the theme has not are turned off.
func (s Site) WriteHugo(dir, content string) error {
	abs, err := filepath.Abs(content)
	if err != nil {
		return err
	}
	return write(dir, []File{
		{"hugo.toml", []byte(`baseURL = "` + Address + `"
title = "` + s.Title + `"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.highlight]
noClasses = false
[[module.mounts]]
source = "` + filepath.ToSlash(abs) + `"
target = "content"
`)},
		{"layouts/single.html", []byte(`<!doctype html>
<html lang="{{ .Site.Language.Locale }}">
<meta charset="utf-8">
<title>{{ .Title }}</title>
<main data-pagefind-body>
<h1>{{ .Title }}</h1>
{{ .TableOfContents }}
{{ .Content }}
</main>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</html>
`)},
		{"layouts/list.html", []byte(`<!doctype html>
<html lang="{{ .Site.Language.Locale }}">
<meta charset="utf-8">
<title>{{ .Title }}</title>
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
</html>
`)},
	})
}

func write(dir string, files []File) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

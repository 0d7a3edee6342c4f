package site

import (
	"cmp"
	"errors"
	"fmt"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/status"
	"deskbell/status/importer"
)

// LimitsConfig bounds what a hostile or mistaken file may cost. What is 0 is as
// in the DefaultLimits of content, markdown and strictyaml.
type LimitsConfig struct {
	Pages       int `yaml:"pages"`        // articles
	Incidents   int `yaml:"incidents"`    // files of incidents
	ArticleMB   int `yaml:"article_mb"`   // of an article
	FileMB      int `yaml:"file_mb"`      // of a YAML file
	PictureMB   int `yaml:"picture_mb"`   // of a picture
	DownloadMB  int `yaml:"download_mb"`  // of a video or download
	PageMB      int `yaml:"page_mb"`      // of an article's HTML
	Nesting     int `yaml:"nesting"`      // blocks within blocks
	Blocks      int `yaml:"blocks"`       // paragraphs, items and other blocks of an article
	TableCells  int `yaml:"table_cells"`  // of one table
	CodeKB      int `yaml:"code_kb"`      // of a page's code that is coloured
	YAMLValues  int `yaml:"yaml_values"`  // of one document
	YAMLNesting int `yaml:"yaml_nesting"` // values within values
	YAMLAliases int `yaml:"yaml_aliases"` // values that aliases stand for

	UptimeMB       int `yaml:"uptime_mb"`       // of an uptime export, unpacked
	UptimeRecords  int `yaml:"uptime_records"`  // of an uptime export
	UptimeMonitors int `yaml:"uptime_monitors"` // of an uptime export
	OutputMB       int `yaml:"output_mb"`       // of all that is published
	OutputFiles    int `yaml:"output_files"`    // that are published
}

// checkLimits refuses what is no limit.
func (c *Config) checkLimits(list *diag.List) {
	l := &c.Limits
	for _, x := range []struct {
		key   string
		value *int
		most  int
	}{
		{"pages", &l.Pages, 10_000_000}, {"incidents", &l.Incidents, 10_000_000},
		{"article_mb", &l.ArticleMB, 1024}, {"file_mb", &l.FileMB, 1024}, {"picture_mb", &l.PictureMB, 1 << 20}, {"download_mb", &l.DownloadMB, 1 << 20}, {"page_mb", &l.PageMB, 1024},
		{"nesting", &l.Nesting, 500}, {"blocks", &l.Blocks, 100_000_000}, {"table_cells", &l.TableCells, 10_000_000}, {"code_kb", &l.CodeKB, 1 << 20},
		{"yaml_values", &l.YAMLValues, 100_000_000}, {"yaml_nesting", &l.YAMLNesting, 1000}, {"yaml_aliases", &l.YAMLAliases, 100_000_000},
		{"uptime_mb", &l.UptimeMB, 1 << 30}, {"uptime_records", &l.UptimeRecords, 1 << 50}, {"uptime_monitors", &l.UptimeMonitors, 10_000_000},
		{"output_mb", &l.OutputMB, 1 << 30}, {"output_files", &l.OutputFiles, 100_000_000},
	} {
		if c.doc.Has("limits", x.key) && (*x.value < 1 || *x.value > x.most) {
			list.Errorf("config-limit", c.doc.At("limits", x.key), "leave it out for the usual limit", "expected a number from 1 to %d", x.most)
			*x.value = 0
		}
	}
}

func (l *LimitsConfig) yaml() strictyaml.Limits {
	return strictyaml.Limits{Bytes: l.FileMB << 20, Values: l.YAMLValues, Nesting: l.YAMLNesting, Aliases: l.YAMLAliases}
}

func (l *LimitsConfig) content() content.Limits {
	return content.Limits{Pages: l.Pages, Article: int64(l.ArticleMB) << 20, Picture: int64(l.PictureMB) << 20, Download: int64(l.DownloadMB) << 20, YAML: l.yaml()}
}

func (l *LimitsConfig) markdown() markdown.Limits {
	return markdown.Limits{Depth: l.Nesting, Blocks: l.Blocks, Cells: l.TableCells, Output: l.PageMB << 20, Code: l.CodeKB << 10}
}

func (l *LimitsConfig) status() status.Limits {
	return status.Limits{Incidents: l.Incidents, YAML: l.yaml(), Uptime: importer.Limits{Bytes: int64(l.UptimeMB) << 20, Records: l.UptimeRecords, Monitors: l.UptimeMonitors}}
}

// Limits of the output for sites that set none.
const (
	maxOutputMB    = 256 << 10
	maxOutputFiles = 5_000_000
)

// outputLimit counts what is published.
type outputLimit struct {
	bytes, files int64 // at most
	size, count  int64
}

func (l *LimitsConfig) output() outputLimit {
	return outputLimit{bytes: int64(cmp.Or(l.OutputMB, maxOutputMB)) << 20, files: int64(cmp.Or(l.OutputFiles, maxOutputFiles))}
}

// limitError says that a limit of the output was passed.
type limitError struct{ setting, message string }

func (e *limitError) Error() string { return e.message }

// take counts a file of so many bytes.
func (l *outputLimit) take(name string, size int64) error {
	l.count++
	l.size += size
	switch {
	case l.files > 0 && l.count > l.files:
		return &limitError{"output_files", fmt.Sprintf("the site has more than %d files", l.files)}
	case l.bytes > 0 && l.size > l.bytes:
		return &limitError{"output_mb", fmt.Sprintf("the site has more than %d MB, with %s", l.bytes>>20, name)}
	}
	return nil
}

// passed reports an error that is a limit of the output; false for any other.
func (c *Config) passed(err error, list *diag.List) bool {
	var over *limitError
	if !errors.As(err, &over) {
		return false
	}
	pos := diag.Position{File: ConfigFile, Line: 1, Column: 1}
	if c.exists {
		pos = c.doc.At("limits", over.setting)
	}
	list.Errorf("limit-site", pos, "publish less, or raise limits."+over.setting, "%s", over.message)
	return true
}

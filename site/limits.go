package site

import (
	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// LimitsConfig bounds what a hostile or mistaken file may cost. What is 0 is as
// in the DefaultLimits of content, markdown and strictyaml.
type LimitsConfig struct {
	Pages       int `yaml:"pages"`        // articles
	Incidents   int `yaml:"incidents"`    // files of incidents
	FileMB      int `yaml:"file_mb"`      // of an article, or a YAML file
	PictureMB   int `yaml:"picture_mb"`   // of a picture
	DownloadMB  int `yaml:"download_mb"`  // of a video or download
	PageMB      int `yaml:"page_mb"`      // of an article's HTML
	Nesting     int `yaml:"nesting"`      // blocks within blocks
	TableCells  int `yaml:"table_cells"`  // of one table
	CodeKB      int `yaml:"code_kb"`      // of a page's code that is coloured
	YAMLValues  int `yaml:"yaml_values"`  // of one document
	YAMLNesting int `yaml:"yaml_nesting"` // values within values
	YAMLAliases int `yaml:"yaml_aliases"` // values that aliases stand for
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
		{"file_mb", &l.FileMB, 1024}, {"picture_mb", &l.PictureMB, 1 << 20}, {"download_mb", &l.DownloadMB, 1 << 20}, {"page_mb", &l.PageMB, 1024},
		{"nesting", &l.Nesting, 500}, {"table_cells", &l.TableCells, 10_000_000}, {"code_kb", &l.CodeKB, 1 << 20},
		{"yaml_values", &l.YAMLValues, 100_000_000}, {"yaml_nesting", &l.YAMLNesting, 1000}, {"yaml_aliases", &l.YAMLAliases, 100_000_000},
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
	return content.Limits{Pages: l.Pages, File: int64(l.FileMB) << 20, Picture: int64(l.PictureMB) << 20, Download: int64(l.DownloadMB) << 20, YAML: l.yaml()}
}

func (l *LimitsConfig) markdown() markdown.Limits {
	return markdown.Limits{Depth: l.Nesting, Cells: l.TableCells, Output: l.PageMB << 20, Code: l.CodeKB << 10}
}

package diag

import (
	"encoding/json"
	"io"
	"net/url"
	"slices"
)

// The part of SARIF 2.1.0 that diagnostics need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
)

func (r Report) sarif(w io.Writer, ds []Diagnostic) error {
	ids := []string{}
	for _, d := range ds {
		ids = append(ids, d.ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	rules := make([]sarifRule, len(ids))
	for i, id := range ids {
		rules[i].ID = id
	}
	results := make([]sarifResult, len(ds))
	for i, d := range ds {
		results[i] = r.sarifResult(d, ids)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:       sarifTool{sarifDriver{"deskbell", r.Version, rules}},
			ColumnKind: "unicodeCodePoints",
			Results:    results,
		}},
	})
}

func (r Report) sarifResult(d Diagnostic, ids []string) sarifResult {
	rule, _ := slices.BinarySearch(ids, d.ID)
	text := d.Message
	if d.Hint != "" {
		text += "\nhelp: " + d.Hint
	}
	out := sarifResult{RuleID: d.ID, RuleIndex: rule, Level: d.Severity.String(), Message: sarifText{text}}
	if d.Pos.File != "" {
		out.Locations = []sarifLocation{{Physical: r.sarifPlace(d.Pos)}}
	}
	for i, rel := range d.Related {
		out.Related = append(out.Related, sarifLocation{ID: i + 1, Physical: r.sarifPlace(rel.Pos), Message: &sarifText{rel.Message}})
	}
	return out
}

func (r Report) sarifPlace(p Position) sarifPhysical {
	out := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: r.file(p)}).String()}}
	if p.Line == 0 {
		return out
	}
	out.Region = &sarifRegion{StartLine: p.Line}
	if p.Column > 0 {
		out.Region.StartColumn = p.Column
		out.Region.EndColumn = p.Column + max(p.Width, 1)
	}
	if p.Text != "" {
		out.Region.Snippet = &sarifText{p.Text}
	}
	return out
}

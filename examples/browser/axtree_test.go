package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
)

// axNode is what a screen reader is told of an element.
type axNode struct {
	role, name, description string
	properties              map[string]string // "expanded" → "true"
	within                  []string          // roles of what it stands in, the nearest first
}

// axTree is the accessibility tree of the page as it is now, without what is
// ignored.
func axTree(b *tab) []axNode {
	b.t.Helper()
	answer := must(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range answer.Nodes {
		byID[n.NodeID] = n
	}
	var out []axNode
	for _, n := range answer.Nodes {
		if n.Ignored {
			continue
		}
		a := axNode{role: axText(n.Role), name: axText(n.Name), description: axText(n.Description), properties: map[string]string{}}
		for _, p := range n.Properties {
			a.properties[string(p.Name)] = axText(p.Value)
		}
		for at := byID[n.ParentID]; at != nil; at = byID[at.ParentID] {
			if !at.Ignored {
				a.within = append(a.within, axText(at.Role))
			}
		}
		out = append(out, a)
	}
	return out
}

// axText is a value as text; of a relation, how many nodes it names.
func axText(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	if len(v.RelatedNodes) > 0 {
		return fmt.Sprint(len(v.RelatedNodes))
	}
	var text string
	if json.Unmarshal(v.Value, &text) == nil {
		return text
	}
	return string(v.Value)
}

// withRole are the nodes of a role.
func withRole(tree []axNode, role string) []axNode {
	return slices.DeleteFunc(slices.Clone(tree), func(n axNode) bool { return n.role != role })
}

// said is the text of a live region: what a screen reader speaks by itself.
func said(tree []axNode) string {
	var out []string
	for _, n := range tree {
		if n.role == "StaticText" && slices.Contains(n.within, "status") {
			out = append(out, n.name)
		}
	}
	return strings.Join(out, " ")
}

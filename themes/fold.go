package themes

import (
	"html/template"
	"text/template/parse"
)

// fold writes the texts and icons that a built-in template names into the
// template itself, once for each language, so that they cost a page nothing.
// It is right where such calls stand in: text, and attributes in quotes. The
// site's own templates stay as they are, for they may call from anywhere.
func (l *Localized) fold(set *template.Template) {
	for name, src := range l.theme.sources {
		if tmpl := set.Lookup(name); tmpl != nil && tmpl.Tree != nil && isBuiltin(src) {
			l.foldList(tmpl.Tree.Root)
		}
	}
}

func (l *Localized) foldList(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if text, ok := l.constant(n.Pipe); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			l.foldList(n.List)
			l.foldList(n.ElseList)
		case *parse.RangeNode:
			l.foldList(n.List)
			l.foldList(n.ElseList)
		case *parse.WithNode:
			l.foldList(n.List)
			l.foldList(n.ElseList)
		}
	}
}

// constant is the HTML of a call such as {{t "nav.next"}} or {{icon "bell"}}.
func (l *Localized) constant(p *parse.PipeNode) (html string, ok bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	call, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	arg, isString := p.Cmds[0].Args[1].(*parse.StringNode)
	if !ok || !isString {
		return "", false
	}
	switch call.Ident {
	case "t":
		return template.HTMLEscapeString(l.Text(arg.Text)), true
	case "icon":
		return string(l.theme.icons[arg.Text]), true
	}
	return "", false
}

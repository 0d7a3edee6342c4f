package main

import "github.com/spf13/cobra"

// completions gives cobra's completion command examples as all others have.
func completions(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Example = `  source <(deskbell completion bash)
  deskbell completion zsh > "${fpath[1]}/_deskbell"
  deskbell completion fish > ~/.config/fish/completions/deskbell.fish`
		}
	}
}

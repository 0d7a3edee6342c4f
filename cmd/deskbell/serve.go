package main

import (
	"context"
	"net"
	"time"

	"deskbell/site"
	"deskbell/site/preview"

	"github.com/spf13/cobra"
)

func (a *app) serveCommand() *cobra.Command {
	var o site.Options
	var addr string
	cmd := &cobra.Command{
		Use:   "serve [SITE]",
		Short: "Show the site in the browser, and each change as it is saved",
		Long: `Build the site, serve it on this machine, watch its folder, build again at each
change and reload the page. Errors are shown over the page until they are
mended. SITE/public is not touched. Ctrl-C ends it.`,
		Example: `  deskbell serve
  deskbell serve help --drafts --addr 127.0.0.1:8080`,
		Args:              args(0, 1),
		ValidArgsFunction: folders,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runServe(cmd.Context(), args, o, addr)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&addr, "addr", "127.0.0.1:4242", "the `address` to listen on; port 0 takes a free one")
	flags.BoolVar(&o.Drafts, "drafts", false, "include drafts and pages dated in the future")
	a.clockFlag(cmd)
	return cmd
}

func (a *app) runServe(ctx context.Context, args []string, o site.Options, addr string) (err error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return usageError("--addr: "+addr+" is not a host with a port", "write an address such as 127.0.0.1:4242")
	}
	if o.Dir, err = siteArg(args); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	var clock func() time.Time
	if a.now == "" && a.getenv("SOURCE_DATE_EPOCH") == "" {
		clock = a.clock
	}
	return preview.Run(ctx, preview.Config{
		Site:  o,
		Addr:  addr,
		Clock: clock,
		Log:   func(e preview.Event) { a.ui.preview(o.Dir, e) },
	})
}

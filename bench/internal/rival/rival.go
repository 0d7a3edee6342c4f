// Package rival installs the programs that Deskbell is measured beside, each
// at one version, into a folder that is kept between measurements.
package rival

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"deskbell/bench/internal/measure"
)

// What is installed.
const (
	PagefindVersion   = "1.6.0"
	HugoVersion       = "0.165.0"
	LighthouseVersion = "12.8.2"
)

// Cache is the folder of the programs.
type Cache struct {
	Dir string
	Say func(text string) // told of what takes its time; never nil
}

// Pagefind installs Pagefind from npm and returns the program itself, without
// the wrapper in JavaScript that would add node's start to its time.
func (c Cache) Pagefind(ctx context.Context) (string, error) {
	dir, err := c.npm(ctx, "pagefind", PagefindVersion)
	if err != nil {
		return "", err
	}
	found, err := filepath.Glob(filepath.Join(dir, "node_modules", "@pagefind", "*", "bin", "pagefind_extended*"))
	if err != nil {
		return "", err
	}
	for _, name := range found {
		if filepath.Ext(name) == "" || filepath.Ext(name) == ".exe" {
			return name, nil
		}
	}
	return "", fmt.Errorf("npm installed pagefind %s in %s, but no program for this machine is in it", PagefindVersion, dir)
}

// Lighthouse installs Lighthouse from npm and returns its script for node.
func (c Cache) Lighthouse(ctx context.Context) (string, error) {
	dir, err := c.npm(ctx, "lighthouse", LighthouseVersion)
	return filepath.Join(dir, "node_modules", "lighthouse", "cli", "index.js"), err
}

// Hugo builds Hugo from its source and returns the program.
func (c Cache) Hugo(ctx context.Context) (string, error) {
	dir, err := filepath.Abs(filepath.Join(c.Dir, "hugo-"+HugoVersion))
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, "hugo")
	return program, c.once(dir, func() error {
		c.Say("building Hugo " + HugoVersion + " from source, which takes some minutes")
		return run(ctx, measure.Command{
			Args: []string{"go", "install", "github.com/gohugoio/hugo@v" + HugoVersion},
			Env:  []string{"GOBIN=" + dir, "GOFLAGS=", "CGO_ENABLED=0"},
		})
	})
}

// npm installs a package at one version into a folder of its own.
func (c Cache) npm(ctx context.Context, name, version string) (string, error) {
	dir, err := filepath.Abs(filepath.Join(c.Dir, name+"-"+version))
	if err != nil {
		return "", err
	}
	return dir, c.once(dir, func() error {
		c.Say("installing " + name + " " + version + " from npm")
		if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte("{\"private\": true}\n"), 0o644); err != nil {
			return err
		}
		return run(ctx, measure.Command{Dir: dir, Args: []string{"npm", "install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error", name + "@" + version}})
	})
}

// once installs into a folder unless that was done to its end before.
func (c Cache) once(dir string, install func() error) error {
	done := filepath.Join(dir, ".installed")
	if _, err := os.Stat(done); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := install(); err != nil {
		return fmt.Errorf("could not be installed: %w", err)
	}
	return os.WriteFile(done, nil, 0o644)
}

func run(ctx context.Context, c measure.Command) error {
	if _, err := exec.LookPath(c.Args[0]); err != nil {
		return fmt.Errorf("%s is needed and is not on the path", c.Args[0])
	}
	_, _, err := measure.Run(ctx, c)
	return err
}

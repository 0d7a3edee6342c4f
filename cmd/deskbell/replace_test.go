package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// What fails half-way leaves the file as it was, and nothing beside it.
func TestReplaceFileWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "sub", "a.csv")
	if err := replaceText(name, []byte("before\n")); err != nil {
		t.Fatal(err)
	}
	// As a run leaves it that was killed.
	if err := os.WriteFile(filepath.Join(dir, "sub", ".a.csv.new"), []byte("rest"), 0o400); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	err := replaceFile(name, func(w io.Writer) error {
		if _, err := w.Write([]byte("half")); err != nil {
			return err
		}
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "before\n" {
		t.Errorf("%q, %v", text, err)
	}
	if err := replaceText(name, []byte("after\n")); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "sub"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
	if text, _ := os.ReadFile(name); string(text) != "after\n" {
		t.Errorf("%q", text)
	}
}

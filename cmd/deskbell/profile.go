package main

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
)

// profiled runs a command under Go's profilers and writes what they saw into a
// folder: cpu.pprof, and heap.pprof with what was allocated in all and what was
// left at the end. Without a folder it only runs it.
func (a *app) profiled(dir string, run func() error) error {
	if dir == "" {
		return run()
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	cpu, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return err
	}
	defer cpu.Close()
	runtime.MemProfileRate = 64 << 10 // bytes; finer than Go's own
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return err
	}
	err = run()
	pprof.StopCPUProfile()
	if failed := cpu.Close(); err == nil {
		err = failed
	}
	if failed := writeHeap(filepath.Join(dir, "heap.pprof")); err == nil {
		err = failed
	}
	return err
}

func writeHeap(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	runtime.GC() // the profile is of the last collection
	if err := pprof.Lookup("heap").WriteTo(f, 0); err != nil {
		return err
	}
	return f.Close()
}

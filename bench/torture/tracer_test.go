//go:build linux && amd64

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The tracer runs a build and does something to one of its system calls, counted
// over all of its threads. Two more processes make that: this test binary as the
// tracer, and as the program that lays a filter and becomes deskbell, so that
// the kernel stops it at the calls of interest alone.
func init() {
	roles["trace"] = func() int { return newTracer().run(os.Args[1:]) }
	roles["trapped"] = func() int { return trapped(os.Args[1:]) }
}

// fileCalls are the calls that reach for files, by number, with the argument
// that names the file: a path behind its folder's descriptor, or a descriptor.
var fileCalls = map[uint64]struct {
	name  string
	path  int // which argument is the path, 0 for none
	dir   int // which is its folder's descriptor, or the file's own
	write bool
}{
	unix.SYS_OPENAT:    {"open", 1, 0, false},
	unix.SYS_WRITE:     {"write", 0, 0, true},
	unix.SYS_PWRITE64:  {"write", 0, 0, true},
	unix.SYS_MKDIRAT:   {"mkdir", 1, 0, false},
	unix.SYS_LINKAT:    {"link", 3, 2, false},
	unix.SYS_RENAMEAT:  {"rename", 3, 2, false},
	unix.SYS_RENAMEAT2: {"rename", 3, 2, false},
	unix.SYS_UNLINKAT:  {"unlink", 1, 0, false},
	unix.SYS_FCHMOD:    {"chmod", 0, 0, false},
	unix.SYS_FCHMODAT:  {"chmod", 1, 0, false},
	unix.SYS_UTIMENSAT: {"utime", 1, 0, false},
	unix.SYS_FTRUNCATE: {"truncate", 0, 0, false},
	unix.SYS_FSYNC:     {"sync", 0, 0, false},
	unix.SYS_SYNCFS:    {"sync", 0, 0, false},
	unix.SYS_FLOCK:     {"lock", 0, 0, false},
}

// trapped lays a filter that stops this thread at the file calls, and becomes the
// program.
func trapped(args []string) int {
	runtime.LockOSThread()
	load := uint16(unix.BPF_LD | unix.BPF_W | unix.BPF_ABS)
	filter := []unix.SockFilter{{Code: load, K: 0}} // the call's number
	for nr := range fileCalls {
		filter = append(filter,
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: uint32(nr)},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_TRACE})
	}
	filter = append(filter, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
	if err == nil {
		err = unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&prog)), 0, 0)
	}
	if err == nil {
		err = syscall.Exec(args[0], args, os.Environ())
	}
	fmt.Fprintln(os.Stderr, "trapped:", err)
	return 125
}

// tracer counts the calls to files below a folder, and does its fault at one.
type tracer struct {
	fault fault
	below string
	log   *bufio.Writer
	begun bool   // deskbell runs
	n     int    // calls that count, so far
	full  string // a file that can take no more: of a short write
	main  int
}

func newTracer() *tracer {
	t := &tracer{fault: parseFault(os.Getenv("TORTURE_FAULT")), below: os.Getenv("TORTURE_BELOW")}
	f, err := os.Create(os.Getenv("TORTURE_LOG"))
	if err != nil {
		panic(err)
	}
	t.log = bufio.NewWriter(f)
	return t
}

// run runs a command and returns its exit code; 128 and the signal that killed it.
func (t *tracer) run(args []string) int {
	runtime.LockOSThread()
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), "TORTURE_ROLE=trapped")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "tracer:", err)
		return 125
	}
	defer t.log.Flush()
	t.main = cmd.Process.Pid
	var ws syscall.WaitStatus
	if _, err := syscall.Wait4(t.main, &ws, 0, nil); err != nil {
		panic(err)
	}
	const options = unix.PTRACE_O_EXITKILL | unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEEXEC | unix.PTRACE_O_TRACESECCOMP
	if err := syscall.PtraceSetOptions(t.main, options); err != nil {
		fmt.Fprintln(os.Stderr, "tracer:", err)
		return 125
	}
	return t.loop()
}

// loop answers the stops of all threads until the program has ended.
func (t *tracer) loop() int {
	known := map[int]bool{t.main: true}
	tid, signal := t.main, 0
	for {
		if err := syscall.PtraceCont(tid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			panic(err)
		}
		var ws syscall.WaitStatus
		var err error
		if tid, err = syscall.Wait4(-1, &ws, unix.WALL, nil); err != nil {
			panic(err)
		}
		signal = 0
		switch {
		case tid == t.main && ws.Exited():
			return ws.ExitStatus()
		case tid == t.main && ws.Signaled():
			return 128 + int(ws.Signal())
		case !ws.Stopped():
		case ws.StopSignal() == syscall.SIGTRAP && ws.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
			t.call(tid)
		case ws.StopSignal() == syscall.SIGTRAP && ws.TrapCause() == unix.PTRACE_EVENT_EXEC:
			t.begun = true
		case ws.StopSignal() == syscall.SIGTRAP && ws.TrapCause() > 0:
		case ws.StopSignal() == syscall.SIGSTOP && !known[tid]: // how a new thread begins
		default:
			signal = int(ws.StopSignal())
		}
		known[tid] = true
	}
}

// call looks at a call that a thread is about to make.
func (t *tracer) call(tid int) {
	var regs syscall.PtraceRegs
	if !t.begun || syscall.PtraceGetRegs(tid, &regs) != nil {
		return
	}
	kind := fileCalls[regs.Orig_rax]
	args := [6]uint64{regs.Rdi, regs.Rsi, regs.Rdx, regs.R10, regs.R8, regs.R9}
	name := descriptor(tid, int32(args[kind.dir]))
	if kind.path > 0 {
		if p := text(tid, uintptr(args[kind.path])); strings.HasPrefix(p, "/") {
			name = p
		} else {
			name += "/" + p
		}
	}
	if !strings.HasPrefix(name, t.below+"/") {
		return
	}
	if t.full == name && kind.write {
		t.fail(tid, &regs)
		return
	}
	c := call{name: kind.name, path: name, makes: kind.name == "open" && args[2]&unix.O_CREAT != 0}
	if !t.fault.counts(c) {
		return
	}
	t.n++
	fmt.Fprintf(t.log, "%s %v %s\n", c.name, c.makes, c.path)
	if t.n != t.fault.nth {
		return
	}
	switch t.fault.kind {
	case "kill":
		_ = syscall.Kill(t.main, syscall.SIGKILL)
	case "short":
		t.full = name
		if regs.Rdx > 1 {
			regs.Rdx /= 2
			_ = syscall.PtraceSetRegs(tid, &regs)
			return
		}
		t.fail(tid, &regs)
	default:
		t.fail(tid, &regs)
	}
}

// fail lets a call not be made, and return the fault's error.
func (t *tracer) fail(tid int, regs *syscall.PtraceRegs) {
	errno := syscall.ENOSPC
	if t.fault.kind == "eio" {
		errno = syscall.EIO
	}
	regs.Orig_rax = ^uint64(0)
	regs.Rax = uint64(-int64(errno))
	_ = syscall.PtraceSetRegs(tid, regs)
}

// descriptor is the path of a thread's open file, or of its working folder.
func descriptor(tid int, fd int32) string {
	link := "/proc/" + strconv.Itoa(tid) + "/fd/" + strconv.Itoa(int(fd))
	if fd == unix.AT_FDCWD {
		link = "/proc/" + strconv.Itoa(tid) + "/cwd"
	}
	name, _ := os.Readlink(link)
	return name
}

// text is a string of the traced program.
func text(tid int, at uintptr) string {
	var out []byte
	word := make([]byte, 8)
	for len(out) < unix.PathMax {
		n, err := syscall.PtracePeekData(tid, at+uintptr(len(out)), word)
		if err != nil || n == 0 {
			break
		}
		if end := slices.Index(word[:n], 0); end >= 0 {
			return string(append(out, word[:end]...))
		}
		out = append(out, word[:n]...)
	}
	return string(out)
}

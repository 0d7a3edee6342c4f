package measure

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// Machine describes this machine in a line: processor, how many, memory, system.
func Machine() string {
	parts := []string{fmt.Sprintf("%d × %s", runtime.NumCPU(), processor())}
	if total := memory(); total > 0 {
		parts = append(parts, fmt.Sprintf("%.0f GiB", float64(total)/(1<<30)))
	}
	return strings.Join(append(parts, system()), ", ")
}

func processor() string {
	if name := field("/proc/cpuinfo", "model name", ":"); name != "" {
		return strings.Join(strings.Fields(name), " ")
	}
	return runtime.GOARCH
}

func memory() int64 {
	kb, _, _ := strings.Cut(field("/proc/meminfo", "MemTotal", ":"), " ")
	n, _ := strconv.ParseInt(kb, 10, 64)
	return n << 10
}

func system() string {
	if name := strings.Trim(field("/etc/os-release", "PRETTY_NAME", "="), `"`); name != "" {
		return name
	}
	return runtime.GOOS
}

// field is the value behind the first line of a file with a key.
func field(file, key, separator string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if k, v, ok := strings.Cut(lines.Text(), separator); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// Commit is the commit that is measured, short, with a plus sign where files
// differ from it; empty where that cannot be told.
func Commit(ctx context.Context) string {
	text, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty=+", "--exclude=*").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// Filesystem is the kind of file system that a folder lies in, such as "ext4"
// or "tmpfs"; empty where that cannot be told.
func Filesystem(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	text, err := os.ReadFile("/proc/mounts")
	if err != nil {
		return ""
	}
	best, kind := "", ""
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		at := strings.TrimSuffix(fields[1], "/") + "/"
		if strings.HasPrefix(dir+"/", at) && len(at) >= len(best) {
			best, kind = at, fields[2]
		}
	}
	return kind
}

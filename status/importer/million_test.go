//go:build unix

package importer

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"deskbell/diag"
)

// What ten million samples may take to be read.
const (
	mostTime   = 10 * time.Second
	mostMemory = 300 << 20
)

// readAlone names the file that this program is to read, and nothing else, so
// that its memory is that of reading.
const readAlone = "DESKBELL_READ_ALONE"

func TestMain(m *testing.M) {
	if name := os.Getenv(readAlone); name != "" {
		f, err := os.Open(name)
		if err != nil {
			panic(err)
		}
		var list diag.List
		r := Read(filepath.Base(name), f, Options{AsOf: asOf}, &list)
		intervals := 0
		for _, m := range r.Monitors {
			intervals += len(m.Intervals)
		}
		fmt.Println(r.Format, len(r.Monitors), intervals, len(list.Sorted()))
		return
	}
	os.Exit(m.Run())
}

// writers write n minute samples of four monitors in a form, of which one in
// five thousand are the beginning of an outage.
var writers = []struct {
	form  string
	write func(out *bufio.Writer, n int)
}{
	{"deskbell-csv", func(out *bufio.Writer, n int) {
		fmt.Fprintln(out, "service,time,state,latency_ms")
		eachSample(n, func(monitor, i int, at time.Time, down bool) {
			state := "up"
			if down {
				state = "down"
			}
			_, _ = out.Write(at.AppendFormat(fmt.Append(out.AvailableBuffer(), "s", monitor, ","), time.RFC3339))
			fmt.Fprintf(out, ",%s,%d\n", state, 20+i%90)
		})
	}},
	{"uptime-kuma-csv", func(out *bufio.Writer, n int) {
		fmt.Fprintln(out, "id,important,monitor_id,status,msg,time,ping,duration")
		eachSample(n, func(monitor, i int, at time.Time, down bool) {
			status := 1
			if down {
				status = 0
			}
			fmt.Fprintf(out, "%d,0,%d,%d,200 - OK,%s,%d,60\n", i, monitor, status, at.Format("2006-01-02 15:04:05.000"), 20+i%90)
		})
	}},
	{"prometheus", func(out *bufio.Writer, n int) {
		fmt.Fprint(out, `{"status":"success","data":{"resultType":"matrix","result":[`)
		last := -1
		eachSample(n, func(monitor, i int, at time.Time, down bool) {
			value := 1
			if down {
				value = 0
			}
			separator := ","
			if monitor != last {
				if separator = fmt.Sprintf(`{"metric":{"__name__":"up","instance":"s%d"},"values":[`, monitor); last >= 0 {
					separator = "]}," + separator
				}
				last = monitor
			}
			fmt.Fprintf(out, `%s[%d.781,"%d"]`, separator, at.Unix(), value)
		})
		fmt.Fprint(out, "]}]}}")
	}},
}

func eachSample(n int, f func(monitor, i int, at time.Time, down bool)) {
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		minute := i % (n / 4)
		f(i/(n/4), i, start.Add(time.Duration(minute)*time.Minute), minute%5000 >= 4997)
	}
}

// readInChild has this program read a file alone, and tells how much processor
// time it took, which other programs do not change, and the most memory that it
// had.
func readInChild(t testing.TB, name string) (said string, took time.Duration, peak int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), readAlone+"="+name)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	peak = int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "linux" {
		peak <<= 10 // kB there, bytes elsewhere
	}
	return strings.TrimSpace(string(out)), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak
}

func writeSamples(t testing.TB, write func(*bufio.Writer, int), n int) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "export")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	write(out, n)
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// The memory for reading does not grow with the samples: that of 400,000 is far
// below what ten million may take.
func TestReadingNeedsLittleMemory(t *testing.T) {
	for _, w := range writers {
		said, _, peak := readInChild(t, writeSamples(t, w.write, 400_000))
		if want := w.form + " 4 160 0"; said != want {
			t.Errorf("%s: read as %q, want %q", w.form, said, want)
		}
		if peak > mostMemory/3 {
			t.Errorf("%s: took %d MB", w.form, peak>>20)
		}
	}
}

// BenchmarkTenMillion reads ten million samples, and fails where that takes more
// than ten seconds or 300 MB.
func BenchmarkTenMillion(b *testing.B) {
	for _, w := range writers {
		b.Run(w.form, func(b *testing.B) {
			name := writeSamples(b, w.write, 10_000_000)
			var longest time.Duration
			var most int64
			for b.Loop() {
				said, took, peak := readInChild(b, name)
				if want := w.form + " 4 4000 0"; said != want {
					b.Fatalf("read as %q, want %q", said, want)
				}
				longest, most = max(longest, took), max(most, peak)
			}
			b.ReportMetric(float64(most)/1e6, "MB-peak")
			b.ReportMetric(longest.Seconds(), "s-processor")
			if longest > mostTime || most > mostMemory {
				b.Errorf("took %s and %d MB; at most %s and %d MB are wanted", longest, most>>20, mostTime, mostMemory>>20)
			}
		})
	}
}

package measure

import (
	"math"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	values := []int{9, 1, 8, 2, 7, 3, 6, 4, 5, 10}
	for p, want := range map[float64]int{0: 1, 10: 1, 11: 2, 50: 5, 95: 10, 90: 9, 100: 10} {
		if got := Percentile(values, p); got != want {
			t.Errorf("the %v in 100 of 1 to 10: %d, want %d", p, got, want)
		}
	}
	if values[0] != 9 {
		t.Error("the values were put in another order")
	}
	if Median([]float64{}) != 0 || Mean(nil) != 0 || Median([]int{3, 1}) != 1 || Mean([]float64{1, 2}) != 1.5 {
		t.Error("medians or means of few values are wrong")
	}
}

func TestExponent(t *testing.T) {
	for _, c := range []struct{ s0, c0, s1, c1, want float64 }{
		{1000, 1, 100_000, 100, 1}, {10, 3, 100, 300, 2}, {1, 5, 100, 5, 0},
	} {
		if got := Exponent(c.s0, c.c0, c.s1, c.c1); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v", c, got)
		}
	}
	if !math.IsNaN(Exponent(10, 1, 10, 2)) || !math.IsNaN(Exponent(10, 0, 20, 1)) {
		t.Error("an exponent of one size, or of nothing")
	}
}

func TestRun(t *testing.T) {
	u, out, err := Run(t.Context(), Command{Args: []string{"go", "env", "GOOS"}})
	if err != nil || strings.TrimSpace(out) == "" || u.Wall <= 0 || u.CPU <= 0 || u.Peak < 1<<20 || u.Peak > 1<<34 {
		t.Errorf("%+v %q %v", u, out, err)
	}
	if _, _, err := Run(t.Context(), Command{Args: []string{"go", "no-such-command"}}); err == nil || !strings.Contains(err.Error(), "unknown command") {
		t.Errorf("a failure is told as %v", err)
	}
	if _, _, err := Run(t.Context(), Command{Args: []string{"go", "no-such-command"}, OK: []int{2}}); err != nil {
		t.Error(err)
	}
}

// What this process holds is not counted as a program's.
func TestPeakIsThePrograms(t *testing.T) {
	ballast := make([]byte, 300<<20)
	for i := 0; i < len(ballast); i += 4096 {
		ballast[i] = 1
	}
	u, _, err := Run(t.Context(), Command{Args: []string{"go", "env", "GOOS"}})
	if err != nil || u.Peak > 200<<20 {
		t.Errorf("%d MB, %v", u.Peak>>20, err)
	}
	runtime.KeepAlive(ballast)
}

func TestMedians(t *testing.T) {
	got := Medians([]Usage{{3 * time.Second, 1, 10}, {time.Second, 2, 30}, {2 * time.Second, 3, 20}})
	if got != (Usage{2 * time.Second, 2, 20}) {
		t.Error(got)
	}
}

func TestMachine(t *testing.T) {
	if m := Machine(); !strings.Contains(m, " × ") {
		t.Error(m)
	}
}

package report

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"deskbell/bench/internal/measure"
)

// Heading says when and on what something was measured.
type Heading struct{ Date, Machine string }

// Flags lets the command line say it. Without, the date is that of
// SOURCE_DATE_EPOCH or today, and the machine describes itself.
func (h *Heading) Flags(flags *flag.FlagSet) {
	flags.StringVar(&h.Date, "date", today(), "the `day` of the measurement")
	flags.StringVar(&h.Machine, "machine", measure.Machine(), "the `machine`, in words")
}

func today() string {
	now := time.Now()
	if epoch, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(epoch, 0)
	}
	return now.UTC().Format(time.DateOnly)
}

// Note is a line with the date, the machine and what was measured.
func (h *Heading) Note(versions ...string) Words {
	list := strings.Join(versions, ", ")
	return Words{
		EN: fmt.Sprintf("Measured on %s in one run on %s; %s.", h.Date, h.Machine, list),
		ZH: fmt.Sprintf("%s 在同一次运行中测得，机器：%s；%s。", h.Date, h.Machine, strings.Join(versions, "，")),
	}
}

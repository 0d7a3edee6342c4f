package trial

import (
	"fmt"

	"deskbell/bench/internal/report"
)

// Cell shows an outcome in a table.
func (t *Trial) Cell(o Outcome) report.Words {
	switch t.Kind {
	case Slips:
		return report.Words{
			EN: fmt.Sprintf("%.3f, which is %.2f of %.3f", o.Recall, o.Share, o.Beside.Recall),
			ZH: fmt.Sprintf("%.3f，为无错时 %.3f 的 %.2f", o.Recall, o.Beside.Recall, o.Share),
		}
	case Same:
		return report.Words{
			EN: fmt.Sprintf("%.3f of the lists; recall %.3f", o.Share, o.Recall),
			ZH: fmt.Sprintf("%.3f 的列表相同；召回率 %.3f", o.Share, o.Recall),
		}
	case FirstHit:
		return report.Same("%.3f", o.Share)
	}
	return report.Same("%.3f / %.3f", o.Recall, o.MRR)
}

// Wanted shows what is wanted, and whether an outcome reaches it.
func (t *Trial) Wanted(o Outcome) report.Words {
	want := report.Same("≥ %.2f", t.Recall)
	switch {
	case t.Kind == Slips:
		want = report.Words{EN: fmt.Sprintf("≥ %.1f of without", t.Recall), ZH: fmt.Sprintf("≥ 无错时的 %.1f", t.Recall)}
	case t.Kind == Same:
		want = report.Words{EN: "all", ZH: "全部"}
	case t.MRR > 0:
		want = report.Same("≥ %.2f / %.2f", t.Recall, t.MRR)
	}
	return report.Mark(want, t.Reached(o))
}

// NameN is the name with the number of queries.
func (t *Trial) NameN() report.Words {
	return report.Words{EN: fmt.Sprintf("%s (%d)", t.Name.EN, len(t.Queries)), ZH: fmt.Sprintf("%s（%d）", t.Name.In("zh-CN"), len(t.Queries))}
}

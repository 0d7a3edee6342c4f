package main

import (
	"fmt"
	"slices"
	"time"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
)

// atMost and atLeast are what is wanted of a figure by itself.
func atMost(limit float64) func(v, beside float64) bool {
	return func(v, _ float64) bool { return v <= limit }
}

func atLeast(limit float64) func(v, beside float64) bool {
	return func(v, _ float64) bool { return v >= limit }
}

func showBytes(v float64) report.Words    { return report.Bytes(int64(v)) }
func showDuration(v float64) report.Words { return report.Duration(time.Duration(v)) }
func showNumber(v float64) report.Words   { return report.Same("%.0f", v) }

func percentile(list []time.Duration, p float64) float64 {
	return float64(measure.Percentile(list, p))
}

// figures are the rows of the tables of cost.
var figures = []figure{{
	name:  report.Words{EN: "first query, all bytes, median", ZH: "首次查询，全部字节，中位数"},
	want:  report.Words{EN: "≤ 60 kB and a quarter of Pagefind's", ZH: "≤ 60 kB，且不超过 Pagefind 的四分之一"},
	value: func(m *measured) float64 { return median(m.bytes) }, show: showBytes,
	reached: func(v, beside float64) bool { return v <= 60e3 && v <= beside/4 },
}, {
	name:  report.Words{EN: "first query, all bytes, 95 in 100 within", ZH: "首次查询，全部字节，95% 不超过"},
	want:  report.Same("≤ 100 kB"),
	value: func(m *measured) float64 { return float64(measure.Percentile(m.bytes, 95)) }, show: showBytes,
	reached: atMost(100e3),
}, {
	name:  report.Words{EN: "first query, requests, median", ZH: "首次查询，请求数，中位数"},
	value: func(m *measured) float64 { return median(m.requests) }, show: showNumber,
}, {
	name:  report.Words{EN: "round trips after the script, at most", ZH: "脚本之后的往返次数，最多"},
	value: func(m *measured) float64 { return float64(slices.Max(m.far)) }, show: showNumber,
}, {
	name:  report.Words{EN: "round trips after the script, the field being in focus, median", ZH: "脚本之后、输入框已获得焦点时的往返次数，中位数"},
	want:  report.Same("≤ 2"),
	value: func(m *measured) float64 { return median(m.farWarm) }, show: showNumber,
	reached: atMost(2),
}, {
	name:  report.Words{EN: "likewise, at most", ZH: "同上，最多"},
	value: func(m *measured) float64 { return float64(slices.Max(m.farWarm)) }, show: showNumber,
}, {
	name:  report.Words{EN: "time to results, median", ZH: "出结果的时间，中位数"},
	value: func(m *measured) float64 { return percentile(m.first, 50) }, show: showDuration,
}, {
	name:  report.Words{EN: "time to results, 95 in 100 within", ZH: "出结果的时间，95% 不超过"},
	want:  report.Same("≤ 30 ms"),
	value: func(m *measured) float64 { return percentile(m.first, 95) }, show: showDuration,
	reached: atMost(float64(30 * time.Millisecond)),
}, {
	name:  report.Words{EN: "a further key, median", ZH: "再按一键，中位数"},
	value: func(m *measured) float64 { return percentile(m.keys, 50) }, show: showDuration,
}, {
	name:  report.Words{EN: "a further key, 95 in 100 within", ZH: "再按一键，95% 不超过"},
	want:  report.Same("≤ 16 ms"),
	value: func(m *measured) float64 { return percentile(m.keys, 95) }, show: showDuration,
	reached: atMost(float64(16 * time.Millisecond)),
}, {
	name:  report.Words{EN: "pages of 3 kB indexed in a CPU second", ZH: "每 CPU 秒索引的 3 kB 页数"},
	want:  report.Same("≥ 2,500"),
	value: func(m *measured) float64 { return m.rate() }, show: showNumber,
	reached: atLeast(2500),
}, {
	name:  report.Words{EN: "memory of indexing, peak", ZH: "索引时的内存峰值"},
	want:  report.Same("≤ 300 MB"),
	value: func(m *measured) float64 { return float64(m.peak) }, show: showBytes,
	reached: atMost(300e6),
}, {
	name:  report.Words{EN: "index on disk", ZH: "索引占用的磁盘"},
	want:  report.Same("≤ 10 MB"),
	value: func(m *measured) float64 { return float64(m.disk) }, show: showBytes,
	reached: atMost(10e6),
}, {
	name:  report.Words{EN: "texts of the hits on disk", ZH: "结果文本占用的磁盘"},
	value: func(m *measured) float64 { return float64(m.texts) }, show: showBytes,
}, {
	name:  report.Words{EN: "files", ZH: "文件数"},
	value: func(m *measured) float64 { return float64(m.fileCount) }, show: func(v float64) report.Words { return report.Same("%s", fmt.Sprint(int(v))) },
}}

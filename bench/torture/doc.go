// Package torture injects faults into builds and looks at what readers of the
// published folder see meanwhile: kills, full disks, builds side by side, input
// that changes while it is read, signals. Its tests run deskbell as a process.
//
//	go test ./bench/torture                        a few of each
//	go test ./bench/torture -v -full -seed 7       all of them, as make torture does
package torture

//go:build !linux

package measure

const maxrssUnit = 1 // as macOS counts

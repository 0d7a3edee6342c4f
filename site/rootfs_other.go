//go:build !unix

package site

const withoutWaiting = 0

//go:build !unix

package bombs

import "time"

var begun = time.Now()

func processorTime() time.Duration { return time.Since(begun) }

package search

// Codes are what people copy from a message or a manual: ORA-00600,
// ERR_CONN_RESET, v2.3.1, tidb_mem_quota_query, C++, .NET, --max-conns,
// /etc/hosts. They are found whole; their parts are words beside them. The
// rules know ASCII alone, and are written once more in the browser's code.ts.

// span is a range of folded text.
type span struct{ start, end int }

const (
	maxCode = 64 // bytes of the longest code that is kept whole
	minPart = 2  // bytes of the shortest part of a joined name
)

// Classes of bytes. Joints are the signs that may stand inside a code.
const (
	lowerByte = 1 << iota
	upperByte
	digitByte
	jointByte
)

var byteClass = func() (class [256]uint8) {
	for c := range class {
		switch {
		case 'a' <= c && c <= 'z':
			class[c] = lowerByte
		case 'A' <= c && c <= 'Z':
			class[c] = upperByte
		case '0' <= c && c <= '9':
			class[c] = digitByte
		}
	}
	for _, c := range []byte(`-_.+#/\@~`) {
		class[c] = jointByte
	}
	return class
}()

func isLower(c byte) bool { return byteClass[c] == lowerByte }
func isUpper(c byte) bool { return byteClass[c] == upperByte }
func isDigit(c byte) bool { return byteClass[c] == digitByte }
func isAlnum(c byte) bool { return byteClass[c]&(lowerByte|upperByte|digitByte) != 0 }
func isJoint(c byte) bool { return byteClass[c] == jointByte }

func isSeparator(c byte) bool { return c == '/' || c == '\\' }

// codes calls emit for each code of folded text whose ASCII case is kept, and
// for the parts of names joined by capitals, in order of their start.
func codes(text []byte, emit func(span)) {
	for i := 0; i < len(text); {
		if byteClass[text[i]] == 0 {
			i++
			continue
		}
		start, all, before, joined := i, uint8(0), uint8(0), false
		if i = simpleWord(text, i); i == len(text) || byteClass[text[i]] == 0 {
			continue
		}
		for i = start; i < len(text) && byteClass[text[i]] != 0; i++ {
			class := byteClass[text[i]]
			joined = joined || class == upperByte && before&^jointByte != 0
			all, before = all|class, class
		}
		if all > jointByte {
			codeRun(text, start, i, emit)
		}
		if joined { // a capital stands behind a letter or digit
			capitals(text, start, i, emit)
		}
	}
}

// simpleWord is the end of the small letters, and a capital before them, that
// begin at i. If a run ends there too it has no code, and no joined name.
func simpleWord(text []byte, i int) int {
	if byteClass[text[i]] > upperByte {
		return i
	}
	for i++; i < len(text) && byteClass[text[i]] == lowerByte; i++ {
	}
	return i
}

// codeRun emits the codes of a run of letters, digits and joints.
func codeRun(text []byte, start, end int, emit func(span)) {
	whole := trimCode(text, start, end)
	separators := 0
	for i := whole.start; i < whole.end; i++ {
		if isSeparator(text[i]) {
			separators++
		}
	}
	if separators == 0 {
		emitCode(text, whole, emit)
		return
	}
	if (isSeparator(text[whole.start]) || separators > 1) && whole.end-whole.start <= maxCode {
		emit(whole)
	}
	from := start
	for i := start; i <= end; i++ {
		if i == end || isSeparator(text[i]) {
			if part := trimCode(text, from, i); part.start < part.end {
				emitCode(text, part, emit)
			}
			from = i + 1
		}
	}
}

// trimCode takes the signs off both ends that are punctuation rather than part
// of the code.
func trimCode(text []byte, start, end int) span {
	first, last := start, end
	for first < end && !isAlnum(text[first]) {
		first++
	}
	for last > first && !isAlnum(text[last-1]) {
		last--
	}
	if first == last {
		return span{first, first}
	}
	letter := !isDigit(text[first])
	switch lead := text[start:first]; {
	case len(lead) >= 2 && letter && lead[len(lead)-1] == '-' && lead[len(lead)-2] == '-':
		start = first - 2
	case len(lead) == 1 && letter && lead[0] == '.', len(lead) > 0 && isSeparator(lead[len(lead)-1]):
		start = first - 1
	default:
		start = first
	}
	switch tail := text[last:end]; {
	case len(tail) >= 2 && tail[0] == '+' && tail[1] == '+':
		last += 2
	case len(tail) >= 1 && tail[0] == '#' && last-first == 1 && letter:
		last++
	}
	return span{start, last}
}

// emitCode emits a run without separators if it is a code, and the number of a
// version beside the version.
func emitCode(text []byte, s span, emit func(span)) {
	if s.end-s.start > maxCode || !isCode(text[s.start:s.end]) {
		return
	}
	emit(s)
	if v := text[s.start]; (v == 'v' || v == 'V') && s.end-s.start > 3 && isDigit(text[s.start+1]) {
		if number := (span{s.start + 1, s.end}); isCode(text[number.start:number.end]) {
			emit(number)
		}
	}
}

func isCode(b []byte) bool {
	if !isAlnum(b[0]) || !isAlnum(b[len(b)-1]) {
		return len(b) > 1
	}
	digit, lower, dash := false, false, false
	for _, c := range b {
		switch {
		case c == '_' || c == '.' || c == '@' || c == '#' || c == '+' || c == '~':
			return true
		case c == '-':
			dash = true
		case isDigit(c):
			digit = true
		case isLower(c):
			lower = true
		}
	}
	return dash && (digit || !lower)
}

// capitals emits the parts of names such as getUserInfo and HTTPServer.
func capitals(text []byte, start, end int, emit func(span)) {
	for i := start; i < end; {
		if !isAlnum(text[i]) {
			i++
			continue
		}
		from, parts := i, 0
		for i++; i <= end; i++ {
			over := i == end || !isAlnum(text[i])
			if over && parts == 0 {
				break
			}
			if over || capitalStarts(text, i, end) {
				if i-from >= minPart {
					emit(span{from, i})
				}
				from, parts = i, parts+1
			}
			if over {
				break
			}
		}
	}
}

// capitalStarts says whether a part of a joined name begins at i.
func capitalStarts(text []byte, i, end int) bool {
	if !isUpper(text[i]) {
		return false
	}
	return isLower(text[i-1]) || isDigit(text[i-1]) && i+1 < end && isLower(text[i+1]) ||
		isUpper(text[i-1]) && i+1 < end && isLower(text[i+1])
}

package wire

import (
	"bytes"
	"encoding/json"
	"testing"

	"deskbell/diag/mutate"
)

// TestAppendJSON holds that a text is the same JSON as the library makes of it.
func TestAppendJSON(t *testing.T) {
	for _, text := range mutate.Strings(2000, "", "plain", "a \"b\" \\ <c> & 'd'\x7f\x00\x1f\b\f\n\r\t", "中文，㐀鿿가힣\ue000\U0001f600 é\u2028\u2029", "\xe4\xb8 \xed\xa0\x80 \xc0\xaf \xf4\x90\x80\x80") {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(text); err != nil {
			t.Fatal(err)
		}
		if got := AppendJSON(nil, text); string(got)+"\n" != want.String() {
			t.Fatalf("%q is %s and not %s", text, got, want.Bytes())
		}
	}
}

// Folding, the same as fold.go: each character normalised by itself (NFKC),
// invisible ones gone, all but ASCII in lower case.

export interface Folded {
  /** Folded text; ASCII keeps its case. */
  readonly cased: string;
  /** The same in lower case throughout; as long as cased. */
  readonly lower: string;
  /** For each unit of cased, and for its end, where its character stands in the text. */
  readonly from: readonly number[];
}

const known = new Map<string, string>();

export function fold(text: string): Folded {
  const from: number[] = [];
  let cased = '';
  let at = 0;
  for (const char of text) {
    const folded = foldCharacter(char);
    for (let i = 0; i < folded.length; i++) from.push(at);
    cased += folded;
    at += char.length;
  }
  from.push(at);
  return {cased, lower: cased.replace(/[A-Z]+/g, part => part.toLowerCase()), from};
}

function foldCharacter(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x80 || (code >= 0x3400 && code < 0xf900)) return char;
  let folded = known.get(char);
  if (folded === undefined) {
    folded = '';
    if (/[\u1885\u1886\u1cf2\u1cf3\u203f\u2040\u2054\u{10000}-\u{1d3ff}\u{1d800}-\u{1ffff}]/u.test(char)) folded = ' ';
    else if (!/[\u00ad\u200c\u200d\u2060\ufeff\ufe00-\ufe0f]/.test(char)) {
      for (const c of char.normalize('NFKC')) {
        folded += c < '\x80' ? c : String.fromCodePoint(c.toLowerCase().codePointAt(0)!);
      }
    }
    known.set(char, folded);
  }
  return folded;
}

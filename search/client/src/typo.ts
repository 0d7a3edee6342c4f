// Corrections of words that the index lacks, as in typo.go.

import {decode, Damaged, MAX_WORDS, Reader} from './reading.js';

const MIN_TYPO = 4;
const LONG_TYPO = 8;
const MAX_FIXES = 4;
const FIX = 200;
const FIX2 = 140;

export interface Word {
  readonly form: string;
  readonly magnitude: number;
}

export interface Fix {
  readonly form: string;
  readonly distance: number;
}

export const weightOfFix = (distance: number): number => (distance === 1 ? FIX : FIX2);

/** How many slips are corrected in a word; none in short words, numbers, codes and scripts without letters. */
export function slips(form: string): number {
  const n = [...form].length;
  if (n < MIN_TYPO || /[-_.+#/\\@~0-9\u2e80-\u9fff\uac00-\udfff\uf900-\ufaff]/.test(form)) return 0;
  return n < LONG_TYPO ? 1 : 2;
}

/** The number of slips between two words, or limit + 1 where there are more. */
export function distance(a: readonly string[], b: readonly string[], limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let prev = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    let least = i + 1;
    for (let j = 0; j < b.length; j++) {
      let d = Math.min(prev[j + 1]! + 1, row[j]! + 1, prev[j]! + (a[i] === b[j] ? 0 : 1));
      if (i && j && a[i] === b[j - 1] && a[i - 1] === b[j]) d = Math.min(d, before[j - 1]! + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > limit) return limit + 1;
    before = prev;
    prev = row;
  }
  return Math.min(prev[b.length]!, limit + 1);
}

export function decodeWords(data: Uint8Array): Word[] {
  const r = new Reader(data);
  const words: Word[] = [];
  const bytes = new Uint8Array(510);
  let before = 0;
  let n = r.varint();
  if (n > MAX_WORDS) throw new Damaged();
  for (; n > 0; n--) {
    const shared = r.byte();
    const more = r.byte();
    if (shared > before || shared + more > 255) throw new Damaged();
    bytes.set(r.bytes(more), shared);
    before = shared + more;
    words.push({form: decode(bytes.subarray(0, before)), magnitude: r.byte()});
  }
  r.done();
  return words;
}

/** The words of a list that a form may be a misspelling of, the nearest first. */
export function corrections(list: readonly Word[], form: string): Fix[] {
  const limit = slips(form);
  const letters = [...form];
  return list
    .map(w => ({...w, distance: distance(letters, [...w.form], limit)}))
    .filter(w => w.distance <= limit)
    .sort((a, b) => a.distance - b.distance || b.magnitude - a.magnitude)
    .slice(0, MAX_FIXES);
}

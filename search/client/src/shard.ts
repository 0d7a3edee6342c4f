// A shard of the dictionary with its impacts, in the format of shard.go.

import {Bits, ricePower, MAX_RICE} from './bits.js';
import {compare, Damaged, decode, first, MAX_FORMS, MAX_IMPACTS, Reader} from './reading.js';
import {hex, TAIL_HASH, type Synonym} from './root.js';

/** Lists of sections with values, one list for each term of a shard. */
export interface Impacts {
  /** Where each term's list begins; one more at the end. */
  readonly starts: Int32Array;
  readonly sections: Int32Array;
  readonly values: Uint8Array;
}

export interface Shard {
  readonly forms: readonly string[];
  /** The term of each form. */
  readonly terms: readonly number[];
  readonly weights: readonly number[];
  readonly heads: Impacts;
  readonly tailLengths: readonly number[];
  /** The tail's name; empty where there is none. */
  readonly tail: string;
  /** Phrases of the thesaurus that begin here. */
  readonly hints: readonly Synonym[];
  tails?: Impacts;
}

const MAX_FORM = 255;
const RICE_STORED = 8;

export function decodeShard(data: Uint8Array, sections: number): Shard {
  const r = new Reader(data);
  const forms: string[] = [];
  const terms: number[] = [];
  const count = r.varint();
  const termCount = r.varint();
  if (count > MAX_FORMS) throw new Damaged();
  const bytes = new Uint8Array(MAX_FORM);
  let before = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    const shared = r.byte();
    const more = r.byte();
    if (shared > before || shared + more > MAX_FORM) throw new Damaged();
    bytes.set(r.bytes(more), shared);
    before = shared + more;
    const form = decode(bytes.subarray(0, before));
    const back = r.varint();
    if (back > next || (i && compare(form, forms[i - 1]!) <= 0)) throw new Damaged();
    forms.push(form);
    terms.push(next - back);
    if (!back) next++;
  }
  if (next !== termCount) throw new Damaged();
  const weights: number[] = [];
  const lengths: number[] = [];
  const tailLengths: number[] = [];
  for (let i = 0; i < termCount; i++) {
    weights.push(r.byte());
    lengths.push(r.varint());
    tailLengths.push(r.varint());
  }
  const tail = tailLengths.some(n => n) ? hex(r.bytes(TAIL_HASH)) : '';
  const hints = JSON.parse(decode(r.bytes(r.varint())) || '[]') as Synonym[];
  const heads = impacts(r, lengths, sections, false);
  return {forms, terms, weights, heads, tailLengths, tail, hints};
}

export function decodeTail(shard: Shard, data: Uint8Array, sections: number): Impacts {
  return impacts(new Reader(data), shard.tailLengths, sections, true);
}

function impacts(r: Reader, lengths: readonly number[], sections: number, tail: boolean): Impacts {
  const starts = new Int32Array(lengths.length + 1);
  const powers = lengths.map((n, i) => {
    if (n > sections) throw new Damaged();
    starts[i + 1] = starts[i]! + n;
    const power = n >= RICE_STORED ? r.byte() : n && ricePower(n, sections);
    if (power > MAX_RICE) throw new Damaged();
    return power;
  });
  const all = starts[lengths.length]!;
  if (all > MAX_IMPACTS || all > 8 * r.left) throw new Damaged(); // each takes a bit at least
  const values = tail ? new Uint8Array(all) : r.bytes(all);
  if (tail) lengths.forEach((n, i) => n && values.fill(r.byte(), starts[i], starts[i + 1]));
  const bits = new Bits(r.bytes(r.left));
  const list = new Int32Array(all);
  powers.forEach((power, i) => {
    let next = 0;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      next += bits.rice(power, sections - next);
      list[at] = next++;
    }
  });
  bits.done();
  return {starts, sections: list, values};
}

/** The place of a form, or where it would stand. */
export const placeIn = (shard: Shard, form: string): number =>
  first(shard.forms.length, i => compare(shard.forms[i]!, form) >= 0);

/** The number of sections that a term stands in. */
export const countOf = (shard: Shard, term: number): number =>
  shard.heads.starts[term + 1]! - shard.heads.starts[term]! + shard.tailLengths[term]!;

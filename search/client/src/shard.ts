// A shard of the dictionary with its impacts, in the format of shard.go.

import {compare, Damaged, decode, first, Reader} from './reading.js';
import type {Synonym} from './root.js';

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
  /** Phrases of the thesaurus that begin here. */
  readonly hints: readonly Synonym[];
  tails?: Impacts;
}

export function decodeShard(data: Uint8Array, sections: number): Shard {
  const r = new Reader(data);
  const forms: string[] = [];
  const terms: number[] = [];
  const count = r.varint();
  const termCount = r.varint();
  const bytes = new Uint8Array(510);
  let before = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    const shared = r.byte();
    const more = r.byte();
    if (shared > before || shared + more > 255) throw new Damaged();
    bytes.set(r.bytes(more), shared);
    before = shared + more;
    forms.push(decode(bytes.subarray(0, before)));
    const back = r.varint();
    if (back > next) throw new Damaged();
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
  const heads = impacts(r, lengths, sections);
  const hints = r.left ? (JSON.parse(decode(r.bytes(r.left))) as Synonym[]) : [];
  return {forms, terms, weights, heads, tailLengths, hints};
}

export function decodeTail(shard: Shard, data: Uint8Array, sections: number): Impacts {
  const r = new Reader(data);
  const tails = impacts(r, shard.tailLengths, sections);
  r.done();
  return tails;
}

function impacts(r: Reader, lengths: readonly number[], sections: number): Impacts {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((n, i) => (starts[i + 1] = starts[i]! + n));
  const all = starts[lengths.length]!;
  if (all > r.left) throw new Damaged();
  const list = new Int32Array(all);
  let at = 0;
  for (const n of lengths) {
    let section = 0;
    for (let i = 0; i < n; i++) {
      section += r.varint();
      if (section >= sections) throw new Damaged();
      list[at++] = section;
    }
  }
  return {starts, sections: list, values: r.bytes(all)};
}

/** The place of a form, or where it would stand. */
export const placeIn = (shard: Shard, form: string): number =>
  first(shard.forms.length, i => compare(shard.forms[i]!, form) >= 0);

/** The number of sections that a term stands in. */
export const countOf = (shard: Shard, term: number): number =>
  shard.heads.starts[term + 1]! - shard.heads.starts[term]! + shard.tailLengths[term]!;

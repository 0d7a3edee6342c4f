// The root and the table of pages, in the formats of root.go and table.go.

import {Damaged, decode, Reader} from './reading.js';

export interface Root {
  readonly v: number;
  readonly pages: number;
  readonly sections: number;
  readonly per: number;
  readonly table: string;
  readonly words: string;
  readonly han?: string;
  readonly hant?: boolean;
  readonly sounds?: boolean;
  /** The forms at which the shards after the first begin. */
  readonly cuts: readonly string[];
  readonly shards: readonly string[];
  readonly texts: readonly string[];
  readonly common: string;
  readonly synonyms?: readonly Synonym[];
  readonly pins?: Readonly<Record<string, readonly number[]>>;
}

/** Says that a phrase also finds others. */
export interface Synonym {
  readonly f: string;
  readonly t: readonly string[];
}

export interface PageClass {
  readonly k: number;
  readonly v: number;
  readonly l: number;
  readonly p?: readonly number[];
}

export interface Table {
  readonly kinds: readonly string[];
  readonly products: readonly string[];
  readonly versions: readonly string[];
  readonly langs: readonly string[];
  readonly classes: readonly PageClass[];
  /** The first section of each page. */
  readonly first: Int32Array;
  /** The class of each page. */
  readonly classOf: Int32Array;
  /** How fresh each page is, from 0 to 15. */
  readonly fresh: Int32Array;
  /** The page of each section. */
  readonly pageOf: Int32Array;
}

const MAX_FRESH = 15;
export const VERSION = 1;
export const SHARDS_PER_HASH = 32;
export const TEXTS_PER_HASH = 128;

export function decodeRoot(data: Uint8Array): Root {
  const r = new Reader(data);
  const root = JSON.parse(decode(r.bytes(r.varint()))) as Omit<Root, 'cuts'>;
  if (root.v !== VERSION) throw new Damaged();
  const cuts = decodeCuts(r);
  r.done();
  return {...root, cuts};
}

/** Unpacks the cuts, in the format of cuts.go. */
function decodeCuts(r: Reader): string[] {
  const n = r.varint();
  const shared = r.bytes(n);
  const more = r.bytes(n);
  const steps = Array.from({length: n}, () => r.varint());
  let letters: number[] = [];
  return steps.map((step, i) => {
    const s = shared[i]!;
    const next = letters.slice(0, s);
    next.push(step + (letters[s] ?? 0));
    for (let k = more[i]!; k > 1; k--) next.push(r.varint());
    letters = next;
    return String.fromCodePoint(...letters);
  });
}

export function decodeTable(data: Uint8Array, pages: number, sections: number): Table {
  const r = new Reader(data);
  const names = JSON.parse(decode(r.bytes(r.varint()))) as Omit<Table, 'first' | 'classOf' | 'fresh' | 'pageOf'>;
  const first = new Int32Array(pages);
  const classOf = new Int32Array(pages);
  const pageOf = new Int32Array(sections);
  let at = 0;
  for (let i = 0; i < pages; i++) {
    const n = r.varint();
    if (at + n > sections) throw new Damaged();
    first[i] = at;
    pageOf.fill(i, at, (at += n));
  }
  for (let i = 0; i < pages; i++) {
    classOf[i] = r.varint();
    if (!names.classes[classOf[i]!]) throw new Damaged();
  }
  const fresh = Int32Array.from(first, () => Math.min(r.varint(), MAX_FRESH));
  if (at !== sections) throw new Damaged();
  r.done();
  return {...names, first, classOf, fresh, pageOf};
}

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
  readonly cuts: string;
  readonly shards: readonly string[];
  readonly texts: readonly string[];
  readonly common: string;
  readonly synonyms?: readonly {readonly f: string; readonly t: readonly string[]}[];
  readonly pins?: Readonly<Record<string, readonly number[]>>;
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
  /** The page of each section. */
  readonly pageOf: Int32Array;
}

export const VERSION = 1;
export const SHARDS_PER_HASH = 32;
export const TEXTS_PER_HASH = 64;

export function decodeRoot(data: Uint8Array): Root {
  const root = JSON.parse(decode(data)) as Root;
  if (root.v !== VERSION) throw new Damaged();
  return root;
}

export function decodeTable(data: Uint8Array, pages: number, sections: number): Table {
  const r = new Reader(data);
  const names = JSON.parse(decode(r.bytes(r.varint()))) as Omit<Table, 'first' | 'classOf' | 'pageOf'>;
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
  if (at !== sections) throw new Damaged();
  r.done();
  return {...names, first, classOf, pageOf};
}

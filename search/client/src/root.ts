// The root and the table of pages, in the formats of root.go and table.go.

import {Damaged, decode, MAX_CUTS, MAX_SECTIONS, Reader} from './reading.js';

export interface Root {
  readonly v: number;
  readonly pages: number;
  readonly sections: number;
  readonly table: string;
  readonly words: string;
  readonly han?: string;
  readonly hant?: boolean;
  readonly sounds?: boolean;
  readonly common: string;
  readonly synonyms?: readonly Synonym[];
  readonly pins?: Readonly<Record<string, readonly number[]>>;
  /** The forms at which the shards after the first begin. */
  readonly cuts: readonly string[];
  /** The names of the shards. */
  readonly shards: readonly string[];
  /** Groups of files of texts that share a hash. */
  readonly texts: readonly {readonly files: number; readonly hash: string}[];
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
  /** The first section of each page; one more at the end. */
  readonly first: Int32Array;
  /** The file of texts with each page's first section, and the sections of other pages before it there. */
  readonly file: Int32Array;
  readonly at: Int32Array;
  /** How many files of texts begin with each page. */
  readonly files: Int32Array;
  /** The class of each page. */
  readonly classOf: Int32Array;
  /** How fresh each page is, from 0 to 15. */
  readonly fresh: Int32Array;
  /** The page of each section. */
  readonly pageOf: Int32Array;
}

const MAX_FRESH = 15;
export const VERSION = 2;
const SHARD_GROUP = 4;
const GROUP_HASH = 3;
export const TAIL_HASH = 6;

export const hex = (bytes: Uint8Array): string => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');

export function decodeRoot(data: Uint8Array): Root {
  const r = new Reader(data);
  const root = JSON.parse(decode(r.bytes(r.varint()))) as Omit<Root, 'cuts' | 'shards' | 'texts'>;
  if (root.v !== VERSION || !(root.pages <= root.sections && root.sections <= MAX_SECTIONS)) throw new Damaged();
  const cuts = decodeCuts(r);
  const shards: string[] = [];
  let hash = '';
  let at = 0;
  for (const cut of root.sections ? ['', ...cuts] : []) {
    if (!(cut.charCodeAt(cut.length - 1) % SHARD_GROUP)) at = 0;
    if (!at || !cut) hash = hex(r.bytes(GROUP_HASH));
    shards.push(`${hash}-${at++}`);
  }
  const texts: Root['texts'][number][] = [];
  for (let groups = r.varint(); groups > 0; groups--) {
    texts.push({files: r.varint(), hash: hex(r.bytes(GROUP_HASH))});
  }
  r.done();
  return {...root, cuts, shards, texts};
}

/** The name of a file of texts by its number. */
export function nameOfText(root: Root, n: number): string {
  for (const {files, hash} of root.texts) {
    if (n < files) return `x/${hash}-${n}`;
    n -= files;
  }
  throw new Damaged();
}

/** Unpacks the cuts, in the format of cuts.go. */
function decodeCuts(r: Reader): string[] {
  const n = r.varint();
  if (n > MAX_CUTS) throw new Damaged();
  const shared = r.bytes(n);
  const more = r.bytes(n);
  const steps = Array.from({length: n}, () => r.varint());
  let letters: number[] = [];
  return steps.map((step, i) => {
    const s = shared[i]!;
    if (s > letters.length || !more[i]) throw new Damaged();
    const next = letters.slice(0, s);
    next.push(step + (letters[s] ?? 0));
    for (let k = more[i]!; k > 1; k--) next.push(r.varint());
    letters = next;
    if (letters.some(c => c > 0x10ffff || (c >> 11) === 0x1b)) throw new Damaged(); // no character
    return String.fromCodePoint(...letters);
  });
}

export function decodeTable(data: Uint8Array, pages: number, sections: number): Table {
  const r = new Reader(data);
  const names = JSON.parse(decode(r.bytes(r.varint()))) as Pick<Table, 'kinds' | 'products' | 'versions' | 'langs' | 'classes'>;
  const {kinds, versions, langs, products} = names;
  const named = (c: PageClass): boolean =>
    c.k in kinds && c.v in versions && c.l in langs && (c.p ?? []).every(i => i in products);
  if (pages > r.left || !names.classes.every(named)) throw new Damaged();
  const column = (): Int32Array => Int32Array.from({length: pages}, () => r.varint());
  const counts = column();
  const files = column();
  const classOf = column();
  const fresh = column().map(f => Math.min(f, MAX_FRESH));
  r.done();
  const [first, file, at] = [new Int32Array(pages + 1), new Int32Array(pages), new Int32Array(pages)];
  const pageOf = new Int32Array(sections);
  let begun = 0; // files of texts
  let after = 0; // sections in the last of them
  counts.forEach((n, i) => {
    const k = files[i]!;
    if (n < 1 || n > sections - first[i]! || k > n || !(i || k) || !names.classes[classOf[i]!]) throw new Damaged();
    first[i + 1] = first[i]! + n;
    pageOf.fill(i, first[i], first[i + 1]);
    file[i] = k ? begun : begun - 1;
    at[i] = k ? 0 : after;
    after = k ? n - Math.floor(((k - 1) * n) / k) : after + n;
    begun += k;
  });
  if (first[pages] !== sections) throw new Damaged();
  return {...names, first, file, at, files, classOf, fresh, pageOf};
}

/** The file of texts that has a section, and the section's place in it. */
export function placeOfText(table: Table, page: number, section: number): [file: number, at: number] {
  const n = table.first[page + 1]! - table.first[page]!;
  const k = table.files[page]!;
  const local = section - table.first[page]!;
  if (k < 2) return [table.file[page]!, table.at[page]! + local];
  const j = Math.floor(((local + 1) * k - 1) / n);
  return [table.file[page]! + j, local - Math.floor((j * n) / k)];
}

// Ranking in integers, as rank.go does it.

import type {Found, Resolved, ResolvedWay} from './lookup.js';
import type {Table} from './root.js';

const UNIT = 16;
const FRESH = 128;
const COVER = 8;
const TITLE = 6;
const HEADING = 6;
const LEVEL = 63;
const TITLE_BIT = 64;
const HEADING_BIT = 128;

/** A page with its best section. */
export interface Ranked {
  readonly page: number;
  readonly section: number;
  readonly score: number;
}

/** What each section that is found has gathered: sum, cover, title, heading. */
type Scores = Float64Array;
const FIELDS = 4;

/** Part of a term's impacts. */
interface Part {
  readonly sections: Int32Array;
  readonly values: Uint8Array;
  readonly weight: number;
}

/** The same with the place of each section among those found, or -1. */
interface List extends Part {
  readonly at: Int32Array;
}

function* parts(terms: readonly Found[], tails: boolean): Generator<Part> {
  for (const {shard, term, weight} of terms) {
    for (const list of [shard.heads, tails ? shard.tails : undefined]) {
      if (!list) continue;
      const [from, to] = [list.starts[term]!, list.starts[term + 1]!];
      yield {sections: list.sections.subarray(from, to), values: list.values.subarray(from, to), weight};
    }
  }
}

/** The sections that any clause meets, in order. */
function gather(clauses: readonly Resolved[], tails: boolean): Int32Array {
  const all = clauses.flatMap(c => c.ways.flatMap(way => [...parts(way.terms, tails)]));
  const sections = new Int32Array(all.reduce((sum, part) => sum + part.sections.length, 0));
  let n = 0;
  for (const part of all) {
    sections.set(part.sections, n);
    n += part.sections.length;
  }
  sections.sort();
  n = 0;
  for (let i = 0; i < sections.length; i++) if (!i || sections[i] !== sections[n - 1]) sections[n++] = sections[i]!;
  return sections.subarray(0, n);
}

function locate(terms: readonly Found[], sections: Int32Array, tails: boolean): List[] {
  return Array.from(parts(terms, tails), part => {
    let k = 0;
    const at = part.sections.map(section => {
      while (k < sections.length && sections[k]! < section) k++;
      return sections[k] === section ? k : -1;
    });
    return {...part, at};
  });
}

/** The pages with sections that have the needed terms and meet clauses, the best first. */
export function rank(
  clauses: readonly Resolved[],
  needed: readonly Found[],
  table: Table,
  tails: boolean,
): Ranked[] {
  const sections = gather(clauses, tails);
  const [all, best, present] = [1, 2, 3].map(() => new Float64Array(FIELDS * sections.length)) as [Scores, Scores, Scores];
  let total = 0;
  for (const c of clauses) {
    const nominal = c.part ? 0 : Math.max(0, ...c.ways.map(w => w.terms.reduce((sum, t) => sum + t.weight, 0)));
    total += nominal;
    const ways = c.ways.map(way => locate(way.terms, sections, tails));
    ways.forEach((lists, i) => addWay(c.ways[i]!, lists, nominal, present, best));
    for (const {at} of ways.flat()) {
      for (const place of at) {
        for (let i = FIELDS * place; i < FIELDS * (place + 1); i++) {
          all[i]! += best[i]!;
          best[i] = 0;
        }
      }
    }
  }
  if (needed.length) {
    const have = new Int32Array(sections.length);
    for (const {at} of locate(needed, sections, tails)) for (const place of at) if (place >= 0) have[place]!++;
    have.forEach((n, place) => {
      if (n < needed.length) all[FIELDS * place] = 0;
    });
  }
  return pages(sections, all, table, Math.max(total, 1));
}

/** Gathers a way and keeps it where it is the clause's best so far. */
function addWay(way: ResolvedWay, lists: readonly List[], nominal: number, present: Scores, best: Scores): void {
  for (const {at, values, weight} of lists) {
    for (let i = 0; i < at.length; i++) {
      const place = FIELDS * at[i]!;
      const value = values[i]!;
      present[place]! += weight * way.weight * (value & LEVEL);
      present[place + 1]!++;
      if (value & TITLE_BIT) present[place + 2]!++;
      if (value & HEADING_BIT) present[place + 3]!++;
    }
  }
  for (const {at} of lists) {
    for (let place of at) {
      place *= FIELDS;
      const better = present[place]! > best[place]!;
      if (better) best[place] = present[place]!;
      present[place] = 0;
      for (let i = place + 1; i < place + FIELDS; i++) {
        if (better) best[i] = Math.floor((nominal * present[i]!) / way.size);
        present[i] = 0;
      }
    }
  }
}

function pages(sections: Int32Array, all: Scores, table: Table, total: number): Ranked[] {
  const out: Ranked[] = [];
  sections.forEach((section, i) => {
    const sum = all[FIELDS * i]!;
    if (!sum) return;
    const bonus = COVER * all[FIELDS * i + 1]! + TITLE * all[FIELDS * i + 2]! + HEADING * all[FIELDS * i + 3]!;
    const page = table.pageOf[section]!;
    let score = sum + Math.floor((sum * bonus) / (UNIT * total));
    score += Math.floor((score * table.fresh[page]!) / FRESH);
    const last = out.at(-1);
    if (last?.page !== page) out.push({page, section, score});
    else if (score > last.score) out[out.length - 1] = {page, section, score};
  });
  return out.sort((a, b) => b.score - a.score || a.page - b.page);
}

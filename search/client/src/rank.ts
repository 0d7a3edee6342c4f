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

function* parts(terms: readonly Found[], tails: boolean): Generator<Part> {
  for (const {shard, term, weight} of terms) {
    for (const list of [shard.heads, tails ? shard.tails : undefined]) {
      if (!list) continue;
      const [from, to] = [list.starts[term]!, list.starts[term + 1]!];
      yield {sections: list.sections.subarray(from, to), values: list.values.subarray(from, to), weight};
    }
  }
}

/** The sections that parts of impacts have, in order. */
function gather(all: readonly Part[]): Int32Array {
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

// The first query runs before anything is compiled, so what is done for each section is plain loops.

/** The pages with sections that have the needed terms and meet clauses, in their order. */
export function rank(
  clauses: readonly Resolved[],
  needed: readonly Found[],
  table: Table,
  tails: boolean,
): Ranked[] {
  const ways = clauses.map(c => c.ways.map(way => [...parts(way.terms, tails)]));
  const sections = gather(ways.flat(2));
  const places = new Int32Array(table.pageOf.length); // of each section among those found, from 1
  for (let i = 0; i < sections.length; ) places[sections[i]!] = ++i;
  const [all, best, present] = [1, 2, 3].map(() => new Float64Array(FIELDS * (sections.length + 1))) as [Scores, Scores, Scores];
  let total = 0;
  clauses.forEach((c, i) => {
    const nominal = c.part ? 0 : Math.max(0, ...c.ways.map(w => w.terms.reduce((sum, t) => sum + t.weight, 0)));
    total += nominal;
    ways[i]!.forEach((lists, j) => addWay(c.ways[j]!, lists, places, nominal, present, best));
    for (const lists of ways[i]!) for (const list of lists) addBest(list.sections, places, best, all);
  });
  if (needed.length) {
    const have = new Int32Array(sections.length + 1);
    for (const list of parts(needed, tails)) for (const section of list.sections) have[places[section]!]!++;
    have.forEach((n, place) => {
      if (n < needed.length) all[FIELDS * place] = 0;
    });
  }
  return pages(sections, all, table, Math.max(total, 1));
}

/** Gathers a way and keeps it where it is the clause's best so far. */
function addWay(
  way: ResolvedWay,
  lists: readonly Part[],
  places: Int32Array,
  nominal: number,
  present: Scores,
  best: Scores,
): void {
  for (const {sections, values, weight} of lists) {
    const factor = weight * way.weight;
    for (let i = 0; i < sections.length; i++) {
      const place = FIELDS * places[sections[i]!]!;
      const value = values[i]!;
      present[place]! += factor * (value & LEVEL);
      present[place + 1]!++;
      if (value & TITLE_BIT) present[place + 2]!++;
      if (value & HEADING_BIT) present[place + 3]!++;
    }
  }
  for (const {sections} of lists) {
    for (let i = 0; i < sections.length; i++) {
      const place = FIELDS * places[sections[i]!]!;
      if (!present[place + 1]) continue; // it was in a list before
      const better = present[place]! > best[place]!;
      if (better) best[place] = present[place]!;
      present[place] = 0;
      for (let k = place + 1; k < place + FIELDS; k++) {
        if (better) best[k] = Math.floor((nominal * present[k]!) / way.size);
        present[k] = 0;
      }
    }
  }
}

/** Adds a clause's best to what sections have, once. */
function addBest(sections: Int32Array, places: Int32Array, best: Scores, all: Scores): void {
  for (let i = 0; i < sections.length; i++) {
    const place = FIELDS * places[sections[i]!]!;
    if (!best[place]) continue;
    for (let k = place; k < place + FIELDS; k++) {
      all[k]! += best[k]!;
      best[k] = 0;
    }
  }
}

function pages(sections: Int32Array, all: Scores, table: Table, total: number): Ranked[] {
  const out: Ranked[] = [];
  let last = -1;
  let most = 0;
  for (let i = 0; i < sections.length; i++) {
    const place = FIELDS * (i + 1);
    const sum = all[place]!;
    if (!sum) continue;
    const bonus = COVER * all[place + 1]! + TITLE * all[place + 2]! + HEADING * all[place + 3]!;
    const section = sections[i]!;
    const page = table.pageOf[section]!;
    let score = sum + Math.floor((sum * bonus) / (UNIT * total));
    score += Math.floor((score * table.fresh[page]!) / FRESH);
    if (page === last && score <= most) continue;
    if (page === last) out.pop();
    out.push({page, section, score});
    last = page;
    most = score;
  }
  return out;
}

/** Puts the n best pages first, the best of them first; the order of the others is left open. */
export function order(pages: Ranked[], n: number): Ranked[] {
  const scores = new Float64Array(pages.length);
  for (let i = 0; i < pages.length; i++) scores[i] = pages[i]!.score;
  const least = scores.sort()[Math.max(0, pages.length - n)]!; // without a function to compare, which is slow
  const [top, rest]: [Ranked[], Ranked[]] = [[], []];
  for (const r of pages) (r.score < least ? rest : top).push(r);
  return [...top.sort((a, b) => b.score - a.score || a.page - b.page), ...rest];
}

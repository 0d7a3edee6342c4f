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

/** What each section has gathered. */
class Scores {
  readonly sum: Int32Array;
  readonly cover: Int32Array;
  readonly title: Int32Array;
  readonly heading: Int32Array;
  constructor(n: number) {
    this.sum = new Int32Array(n);
    this.cover = new Int32Array(n);
    this.title = new Int32Array(n);
    this.heading = new Int32Array(n);
  }
  clear(i: number): void {
    this.sum[i] = this.cover[i] = this.title[i] = this.heading[i] = 0;
  }
}

/** The pages with sections that have the needed terms and meet clauses, the best first. */
export function rank(
  clauses: readonly Resolved[],
  needed: readonly Found[],
  table: Table,
  tails: boolean,
): Ranked[] {
  const n = table.pageOf.length;
  const all = new Scores(n);
  const best = new Scores(n);
  const present = new Scores(n);
  let total = 0;
  for (const c of clauses) {
    const nominal = c.part ? 0 : Math.max(0, ...c.ways.map(w => w.terms.reduce((sum, t) => sum + t.weight, 0)));
    total += nominal;
    for (const way of c.ways) addWay(way, nominal, present, best, tails);
    for (const way of c.ways) {
      each(way, tails, i => {
        all.sum[i]! += best.sum[i]!;
        all.cover[i]! += best.cover[i]!;
        all.title[i]! += best.title[i]!;
        all.heading[i]! += best.heading[i]!;
        best.clear(i);
      });
    }
  }
  if (needed.length) {
    const have = new Int32Array(n);
    each({terms: needed, size: 1, weight: 0}, tails, i => have[i]!++);
    have.forEach((count, i) => {
      if (count < needed.length) all.clear(i);
    });
  }
  return pages(all, table, Math.max(total, 1));
}

/** Gathers a way and keeps it where it is the clause's best so far. */
function addWay(way: ResolvedWay, nominal: number, present: Scores, best: Scores, tails: boolean): void {
  each(way, tails, (i, value, weight) => {
    present.sum[i]! += weight * way.weight * (value & LEVEL);
    present.cover[i]!++;
    if (value & TITLE_BIT) present.title[i]!++;
    if (value & HEADING_BIT) present.heading[i]!++;
  });
  each(way, tails, i => {
    if (present.sum[i]! > best.sum[i]!) {
      best.sum[i] = present.sum[i]!;
      best.cover[i] = Math.floor((nominal * present.cover[i]!) / way.size);
      best.title[i] = Math.floor((nominal * present.title[i]!) / way.size);
      best.heading[i] = Math.floor((nominal * present.heading[i]!) / way.size);
    }
    present.clear(i);
  });
}

function each(way: ResolvedWay, tails: boolean, visit: (section: number, value: number, weight: number) => void): void {
  for (const {shard, term, weight} of way.terms) {
    for (const list of [shard.heads, tails ? shard.tails : undefined]) {
      if (!list) continue;
      const end = list.starts[term + 1]!;
      for (let i = list.starts[term]!; i < end; i++) visit(list.sections[i]!, list.values[i]!, weight);
    }
  }
}

function pages(all: Scores, table: Table, total: number): Ranked[] {
  const out: Ranked[] = [];
  all.sum.forEach((sum, section) => {
    if (!sum) return;
    const bonus = COVER * all.cover[section]! + TITLE * all.title[section]! + HEADING * all.heading[section]!;
    const page = table.pageOf[section]!;
    let score = sum + Math.floor((sum * bonus) / (UNIT * total));
    score += Math.floor((score * table.fresh[page]!) / FRESH);
    const last = out.at(-1);
    if (last?.page !== page) out.push({page, section, score});
    else if (score > last.score) out[out.length - 1] = {page, section, score};
  });
  return out.sort((a, b) => b.score - a.score || a.page - b.page);
}

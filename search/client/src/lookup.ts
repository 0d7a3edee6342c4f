// Finding the terms of a query's clauses, as lookup.go does.

import {FULL, type Clause, type Query, type Way} from './query.js';
import {countOf, placeIn, type Shard} from './shard.js';

const MAX_LONGER = 12;
const MAX_NEAR = 6;
const NEAR_SHARED = 4;
const NEAR_ENDING = 3;
const ENDING = 176;
const LONGER = 96;
const NEAR = 128;
const MAX_WEIGHT = 255;

export interface Found {
  readonly shard: Shard;
  readonly term: number;
  readonly weight: number;
}

export interface ResolvedWay {
  readonly terms: Found[];
  /** Forms of the way, found or not. */
  readonly size: number;
  readonly weight: number;
}

export interface Resolved {
  readonly ways: ResolvedWay[];
  readonly part: boolean;
}

export interface Lexicon {
  /** The number of the shard that has a form, if any has. */
  place(form: string): number;
  /** A loaded shard, or nothing where it could not be loaded. */
  shard(i: number): Shard | undefined;
}

/** The shards that a query needs, each once. */
export function wanted(query: Query, place: Lexicon['place']): number[] {
  const out = new Set<number>();
  for (const c of query.clauses) {
    for (const way of c.ways) for (const form of way.forms) out.add(place(form));
    if (c.last) out.add(lastPlace(place, c.ways[0]!.forms[0]!));
  }
  return [...out];
}

const lastPlace = (place: Lexicon['place'], form: string): number =>
  Math.min(place(form) + 1, place(form + '\u{10ffff}'));

export function resolve(clause: Clause, lexicon: Lexicon): Resolved {
  const ways: ResolvedWay[] = [];
  clause.ways.forEach((way, i) => {
    const terms: Found[] = [];
    for (const form of way.forms) {
      const found = lookup(lexicon, form);
      if (found) terms.push(found);
      else if (!i && !clause.last && way.forms.length === 1) ways.push(...near(lexicon, form));
    }
    if (terms.length) ways.push({terms, size: way.forms.length, weight: way.weight});
  });
  if (clause.last) longer(ways, lexicon, clause.ways[0]!);
  return {ways, part: clause.part};
}

function lookup(lexicon: Lexicon, form: string): Found | undefined {
  const shard = lexicon.shard(lexicon.place(form));
  if (!shard) return undefined;
  const at = placeIn(shard, form);
  return shard.forms[at] === form ? found(shard, at) : undefined;
}

function found(shard: Shard, at: number, most = MAX_WEIGHT): Found {
  const term = shard.terms[at]!;
  return {shard, term, weight: Math.min(shard.weights[term]!, most)};
}

interface Candidate {
  readonly found: Found;
  readonly shared: number;
}

const same = (a: Found, b: Found): boolean => a.shard === b.shard && a.term === b.term;
const count = (c: Candidate): number => countOf(c.found.shard, c.found.term);

/** Adds the most frequent words that begin with the one being typed. */
function longer(ways: ResolvedWay[], lexicon: Lexicon, own: Way): void {
  const form = own.forms[0]!;
  const exact = lookup(lexicon, form);
  let weight = exact ? LONGER : ENDING;
  if (own.weight < FULL) weight = Math.floor((weight * own.weight) / FULL);
  const list: Candidate[] = [];
  const end = lastPlace(lexicon.place, form);
  for (let i = lexicon.place(form); i <= end; i++) {
    const shard = lexicon.shard(i);
    if (!shard) continue;
    for (let at = placeIn(shard, form); shard.forms[at]?.startsWith(form); at++) {
      const f = found(shard, at, exact?.weight);
      if ((exact && same(f, exact)) || list.some(c => same(c.found, f))) continue;
      list.push({found: f, shared: 0});
    }
  }
  list.sort((a, b) => count(b) - count(a));
  for (const c of list.slice(0, MAX_LONGER)) ways.push({terms: [c.found], size: 1, weight});
}

/** Words that share all but the ending with one that the index lacks. */
function near(lexicon: Lexicon, form: string): ResolvedWay[] {
  const shard = lexicon.shard(lexicon.place(form));
  const letters = [...form];
  if (!shard || letters.length < NEAR_SHARED) return [];
  const list: Candidate[] = [];
  shard.forms.forEach((other, at) => {
    const o = [...other];
    let shared = 0;
    while (shared < o.length && o[shared] === letters[shared]) shared++;
    if (shared < Math.max(NEAR_SHARED, letters.length - NEAR_ENDING) || o.length > shared + NEAR_ENDING) return;
    const f = found(shard, at);
    if (!list.some(c => same(c.found, f))) list.push({found: f, shared});
  });
  list.sort((a, b) => b.shared - a.shared || count(b) - count(a));
  return list.slice(0, MAX_NEAR).map(c => ({terms: [c.found], size: 1, weight: NEAR}));
}

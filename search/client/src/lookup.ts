// Finding the terms of a query's clauses, as lookup.go does.

import {isSound} from './pinyin.js';
import {FULL, type Clause, type Query, type Way} from './query.js';
import {countOf, placeIn, type Shard} from './shard.js';
import {distance, slips, weightOfFix, type Fix} from './typo.js';

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
  readonly terms: readonly Found[];
  /** Forms of the way, found or not. */
  readonly size: number;
  readonly weight: number;
}

export interface Resolved {
  readonly ways: ResolvedWay[];
  readonly part: boolean;
  /** The clause's word, where nothing like it was found. */
  unknown: string;
  /** What the clause's word is taken for, where it is misspelt. */
  fix: string;
  /** The clause's word, where the index lacks it as it stands. */
  foreign: string;
  /** The ways are words that look like it. */
  guessed: boolean;
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
  for (const form of query.phrases.flat()) out.add(place(form));
  return [...out];
}

/** The shard up to which longer forms are looked for. */
export const lastPlace = (place: Lexicon['place'], form: string): number =>
  Math.min(place(form) + 1, place(form + '\u{10ffff}'));

export function resolve(clause: Clause, lexicon: Lexicon): Resolved {
  const ways: ResolvedWay[] = [];
  const out: Resolved = {ways, part: clause.part, unknown: '', fix: '', foreign: '', guessed: false};
  for (const way of clause.ways) {
    const terms = way.forms.map(form => lookup(lexicon, form)).filter(f => f !== undefined);
    if (terms.length) ways.push({terms, size: way.forms.length, weight: way.weight});
  }
  const own = clause.ways[0]!;
  if (own.forms.length === 1 && !clause.part && !ways.length) out.foreign = own.forms[0]!;
  if (clause.last) longer(ways, lexicon, own);
  if (!ways.length && out.foreign) {
    out.guessed = true;
    near(out, lexicon, out.foreign);
  }
  return out;
}

/** Adds corrections, whose shards are loaded. */
export function mend(clause: Resolved, fixes: readonly Fix[], lexicon: Lexicon): void {
  for (const fix of fixes) {
    const f = lookup(lexicon, fix.form);
    if (!f) continue;
    clause.ways.push({terms: [f], size: 1, weight: weightOfFix(fix.distance)});
    clause.fix ||= fix.form;
  }
}

export function lookup(lexicon: Lexicon, form: string): Found | undefined {
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
}

export const same = (a: Found, b: Found): boolean => a.shard === b.shard && a.term === b.term;
const count = (c: Candidate): number => countOf(c.found.shard, c.found.term);

/** Adds the most frequent words that begin with the one being typed. */
export function longer(ways: ResolvedWay[], lexicon: Lexicon, own: Way): void {
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
      list.push({found: f});
    }
  }
  list.sort((a, b) => count(b) - count(a));
  for (const c of list.slice(0, MAX_LONGER)) ways.push({terms: [c.found], size: 1, weight});
}

/** Adds words that an unknown one may be a misspelling of, or that share all but its ending. */
function near(out: Resolved, lexicon: Lexicon, form: string): void {
  const shard = lexicon.shard(lexicon.place(form));
  const letters = [...form];
  const limit = slips(form);
  if (!shard || !limit) return;
  const list: (Candidate & {form: string; length: number; shared: number; distance: number})[] = [];
  shard.forms.forEach((other, at) => {
    const o = [...other];
    let shared = 0;
    while (shared < o.length && o[shared] === letters[shared]) shared++;
    const d = distance(letters, o, limit);
    const ending = shared >= Math.max(NEAR_SHARED, letters.length - NEAR_ENDING) && o.length <= shared + NEAR_ENDING;
    if ((d <= limit || ending) && !isSound(other)) list.push({found: found(shard, at), form: other, length: o.length, shared, distance: d});
  });
  list.sort((a, b) => a.distance - b.distance || b.shared - a.shared || count(b) - count(a));
  list.forEach((c, i) => {
    if (out.ways.length === MAX_NEAR || list.slice(0, i).some(other => same(other.found, c.found))) return;
    out.ways.push({terms: [c.found], size: 1, weight: c.distance <= limit ? weightOfFix(c.distance) : NEAR});
  });
  const [best] = list;
  if (!best) out.unknown = form;
  else if (best.distance <= limit && best.shared < Math.min(letters.length, best.length) - 1) out.fix = best.form;
}

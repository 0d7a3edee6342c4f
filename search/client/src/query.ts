// Taking a query apart, as query.go does.

import type {Han} from './han.js';
import type {Root, Synonym} from './root.js';
import {scan, words as wordsOf, type Token} from './token.js';

const MAX_QUERY = 300;
const MAX_CLAUSES = 32;
const MAX_PHRASES = 4;
export const FULL = 256;
const CODE = 640;
const PART = 64;
const SYNONYM = 205;
export const HINT = 96;

/** Some forms that together meet a clause. */
export interface Way {
  readonly forms: string[];
  readonly weight: number;
}

/** A part of a query with the ways to meet it; the first is the query's own. */
export interface Clause {
  ways: Way[];
  /** The word is still being typed. */
  last: boolean;
  /** A part of a code: it helps, and need not be there. */
  part: boolean;
  /** Where its word stands in the query's text; empty for a phrase. */
  at: readonly [start: number, end: number];
}

export interface Query {
  text: string;
  clauses: Clause[];
  /** Words in quotation marks, which must stand together. */
  phrases: string[][];
  /** The words alone. */
  key: string;
}

export const commonForms = (root: Root): Set<string> => new Set(root.common.split('\n'));

export function parse(text: string, root: Root, han?: Han): Query {
  text = [...text.normalize('NFC')].slice(0, MAX_QUERY).join('');
  const {tokens, length, from} = scan(text, han);
  const words = wordsOf(tokens);
  const common = commonForms(root);
  const some = tokens.some(t => !common.has(t.term));
  const clauses: Clause[] = [];
  const seen = new Set<string>();
  for (const t of tokens) {
    if (seen.has(t.term) || (some && common.has(t.term)) || clauses.length === MAX_CLAUSES) continue;
    seen.add(t.term);
    const last = t.end === length && (t.class !== 'ideo' || [...t.term].length === 1);
    const part = t.class !== 'code' && (t.class === 'piece' || insideCode(tokens, t));
    clauses.push({
      ways: [{forms: [t.term], weight: t.class === 'code' ? CODE : part ? PART : FULL}],
      last,
      part,
      at: [from[t.start]!, from[t.end]!],
    });
  }
  return {text, clauses: widen(clauses, words, root.synonyms ?? [], SYNONYM), phrases: phrases(text, han), key: words.join(' ')};
}

function phrases(text: string, han: Han | undefined): string[][] {
  return [...text.matchAll(/["“”＂]([^"“”＂]+)["“”＂]|「([^」]+)」|『([^』]+)』/g)]
    .slice(0, MAX_PHRASES)
    .map(m => wordsOf(scan(m[1] ?? m[2] ?? m[3]!, han).tokens))
    .filter(words => words.length);
}

const insideCode = (tokens: readonly Token[], t: Token): boolean =>
  tokens.some(c => c.class === 'code' && c.start <= t.start && t.end <= c.end);

/** Joins the clauses of each phrase that has synonyms into one, which these meet too. */
export function widen(
  clauses: Clause[],
  words: readonly string[],
  synonyms: readonly Synonym[],
  weight: number,
): Clause[] {
  for (const synonym of synonyms) {
    const from = synonym.f.split(' ');
    if (!containsRun(words, from)) continue;
    const joined: Clause = {ways: [{forms: [], weight: FULL}], last: false, part: false, at: [0, 0]};
    const own = joined.ways[0]!.forms;
    const kept: Clause[] = [];
    for (const c of clauses) {
      const forms = c.ways[0]!.forms;
      if (c.part || forms.length !== 1 || !from.includes(forms[0]!)) {
        kept.push(c);
        continue;
      }
      if (!own.length) kept.push(joined);
      own.push(forms[0]!);
      joined.ways.push(...c.ways.slice(1));
      joined.last = c.last;
    }
    if (!own.length) continue;
    for (const to of synonym.t) {
      const forms = to.split(' ');
      joined.ways.push({forms, weight: Math.floor((weight * own.length) / forms.length)});
    }
    if (own.length > 1) joined.last = false;
    clauses = kept;
  }
  return clauses;
}

export const containsRun = (list: readonly string[], part: readonly string[]): boolean =>
  list.some((_, i) => part.every((word, j) => list[i + j] === word));

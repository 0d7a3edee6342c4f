// Traditional characters taken for simplified ones, as in han.go.

import {lookup, type Lexicon} from './lookup.js';
import type {Query} from './query.js';

/** Maps traditional characters to simplified ones, all of one unit. */
export type Han = ReadonlyMap<string, string>;

export function parseHan(text: string): Han {
  const [from = '', to = ''] = text.split('\n');
  return new Map([...from].map((c, i) => [c, to[i]!]));
}

/** Whether the index lacks characters of a query as they stand. */
export const strange = (query: Query, lexicon: Lexicon): boolean =>
  query.clauses.some(c => c.ways[0]!.forms.some(form => /^[\u3400-\u9fff]/.test(form) && !lookup(lexicon, form)));

// Words in quotation marks, as in phrase.go.

import {lookup, same, type Found, type Lexicon} from './lookup.js';
import {commonForms, containsRun, type Query} from './query.js';
import type {Han} from './han.js';
import type {Root} from './root.js';
import {scan, words} from './token.js';

/** How many hits are looked through for phrases. */
export const MAX_VERIFIED = 50;

/** The terms of all phrases; nothing where the index lacks one. */
export function needed(query: Query, root: Root, lexicon: Lexicon): Found[] | undefined {
  const out: Found[] = [];
  const common = commonForms(root);
  for (const form of query.phrases.flat()) {
    if (common.has(form)) continue;
    const found = lookup(lexicon, form);
    if (!found) return undefined;
    if (!out.some(other => same(other, found))) out.push(found);
  }
  return out;
}

/** Whether each phrase stands in one of the texts. */
export function hasPhrases(texts: readonly string[], query: Query, han: Han | undefined): boolean {
  const lists = texts.map(text => words(scan(text, han).tokens));
  return query.phrases.every(phrase => lists.some(list => containsRun(list, phrase)));
}

// Words that stand side by side in the query should do so in the text; as in
// nearness.go.

import type {Forms} from './excerpt.js';
import {scanShown} from './token.js';

const REACH = 4;
const BONUS = 8;

/** How many neighbouring clauses stand side by side (2 each) or within reach (1 each). */
export function nearness(text: string, forms: Forms, clauses: number): number {
  const pairs = new Array<number>(clauses).fill(0);
  const last = new Array<number>(clauses).fill(0);
  let at = 0;
  for (const t of scanShown(text, forms.han).tokens) {
    if (t.class !== 'word' && t.class !== 'ideo') continue;
    at++;
    const clause = forms.get(t.term);
    if (clause === undefined) continue;
    last[clause] = at;
    const before = last[clause - 1];
    if (!before) continue;
    const distance = at - before;
    if (distance === 1) pairs[clause - 1] = 2;
    else if (distance <= REACH) pairs[clause - 1] ||= 1;
  }
  return pairs.reduce((sum, n) => sum + n, 0);
}

/** Raises a score by the nearness of title, heading and text. */
export const withNearness = (score: number, near: number, clauses: number): number =>
  clauses < 2 ? score : score + Math.floor((score * BONUS * near) / (16 * 2 * (clauses - 1)));

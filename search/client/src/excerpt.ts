// Excerpts and marks, as excerpt.go makes them.

import type {Han} from './han.js';
import {scanShown} from './token.js';
import type {Mark} from './types.js';

const EXCERPT = 220;
const ANSWER = 520;
const LEAD = 60;
const MAX_MARKED = 200;

/** A range of a text that matches, with the number of its clause. */
interface Matched {
  readonly start: number;
  end: number;
  readonly clause: number;
}

/** Forms that match, with the number of their clause. */
export class Forms extends Map<string, number> {
  constructor(readonly han: Han | undefined) {
    super();
  }
}

function matches(text: string, forms: Forms): Matched[] {
  const {tokens, from} = scanShown(text, forms.han);
  const list: Matched[] = [];
  for (const t of tokens) {
    const clause = forms.get(t.term);
    if (clause !== undefined) {
      list.push({start: from[t.start]!, end: Math.max(from[t.end]!, from[t.end - 1]! + 1), clause});
    }
  }
  list.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Matched[] = [];
  for (const m of list) {
    const last = out.at(-1);
    if (last && m.start <= last.end) last.end = Math.max(last.end, m.end);
    else out.push(m);
  }
  return out;
}

export const marks = (text: string, forms: Forms): Mark[] => matches(text, forms).map(m => [m.start, m.end]);

/** Cuts out where the most clauses are met close together, or an answer's beginning. */
export function excerpt(text: string, forms: Forms, answer: boolean): {excerpt: string; marks: Mark[]} {
  const list = matches(text, forms).slice(0, MAX_MARKED);
  const width = answer ? ANSWER : EXCERPT;
  const start = !answer && list.length ? excerptStart(text, densest(text, list, width - LEAD)) : 0;
  const end = excerptEnd(text, start, width);
  const shift = (start ? 1 : 0) - start;
  return {
    excerpt: (start ? '…' : '') + text.slice(start, end).replaceAll('\n', ' ') + (end < text.length ? '…' : ''),
    marks: list.filter(m => m.start >= start && m.end <= end).map(m => [m.start + shift, m.end + shift]),
  };
}

const widthAt = (text: string, i: number): number => (text.charCodeAt(i) >= 0x2e80 ? 2 : 1);

function densest(text: string, list: readonly Matched[], width: number): number {
  let best = list[0]!.start;
  let most = 0;
  list.forEach(({start}, i) => {
    let at = start;
    let used = 0;
    const seen = new Set<number>();
    for (let j = i; j < list.length; j++) {
      for (; at < list[j]!.end; at++) used += widthAt(text, at);
      if (used > width) break;
      seen.add(list[j]!.clause);
    }
    if (seen.size > most) {
      best = start;
      most = seen.size;
    }
  });
  return best;
}

/** Goes back from a match to where its sentence begins, or to a word's start. */
function excerptStart(text: string, match: number): number {
  let width = 0;
  let space = -1;
  let k = match;
  for (; k > 0 && width < LEAD; k--) {
    const c = text[k - 1]!;
    if (/[\n。！？；]/.test(c) || (c === ' ' && k > 1 && /[.!?]/.test(text[k - 2]!))) return k;
    if (c === ' ' && width < LEAD / 2) space = k;
    width += widthAt(text, k - 1);
  }
  if (!k) return 0;
  if (space >= 0) return space;
  for (k = match, width = 0; k > 0 && width < LEAD / 2; k--) width += widthAt(text, k - 1);
  return isTrail(text, k) ? k + 1 : k;
}

/** Where the excerpt is full: before a word, if one is near. */
function excerptEnd(text: string, start: number, width: number): number {
  let end = start;
  for (let used = 0; end < text.length; end++) {
    if ((used += widthAt(text, end)) > width) break;
  }
  if (end === text.length) return end;
  for (let k = end; k > start && k > end - 20; k--) {
    if (/[ \n]/.test(text[k]!) || (text.charCodeAt(k) >= 0x2e80 && !isTrail(text, k))) return k;
  }
  return isTrail(text, end) ? end - 1 : end;
}

/** Whether a unit is the second half of a character. */
const isTrail = (text: string, i: number): boolean => text.charCodeAt(i) >= 0xdc00 && text.charCodeAt(i) <= 0xdfff;

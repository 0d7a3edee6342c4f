// Words that are titles as they sound, as in pinyin.go.

import {longer, lookup, type Lexicon, type Resolved, type ResolvedWay} from './lookup.js';
import type {Way} from './query.js';

const SOUND_MARK = '!';
const INITIAL_MARK = '$';
const MAX_INITIALS = 8;
const MAX_CUTS = 4;
const MAX_SYLLABLE = 6;
const WEIGHT = 200;

const onsets = 'zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]';
const onset = new RegExp(`^(?:${onsets})$`);
const syllable = new RegExp(
  `^(?:${onsets})?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)$`,
);

/** Whether a form is a sound rather than text. */
export const isSound = (form: string): boolean => form.startsWith(SOUND_MARK) || form.startsWith(INITIAL_MARK);

/** Ways to cut a word into at least two syllables; the last may be an onset while the word is being typed. */
function cutSyllables(word: string, typing: boolean): string[][] {
  const out: string[][] = [];
  const cut = (from: number, parts: readonly string[]): void => {
    for (let n = Math.min(MAX_SYLLABLE, word.length - from); n > 0 && out.length < MAX_CUTS; n--) {
      const part = word.slice(from, from + n);
      const end = from + n === word.length;
      if (!syllable.test(part) && !(end && typing && onset.test(part))) continue;
      const next = [...parts, part];
      if (!end) cut(from + n, next);
      else if (next.length > 1) out.push(next);
    }
  };
  cut(0, []);
  return out;
}

/** The ways to meet a word by its sound. */
export function soundWays(word: string, typing: boolean): Way[] {
  if (!/^[a-z]{2,40}$/.test(word)) return [];
  const out: Way[] = cutSyllables(word, typing).map(parts => ({
    forms: parts.slice(1).map((part, i) => SOUND_MARK + parts[i]! + part),
    weight: WEIGHT,
  }));
  if (word.length <= MAX_INITIALS) out.push({forms: [INITIAL_MARK + word], weight: WEIGHT});
  return out;
}

/** Adds what sounds like a word; what merely looks like it then counts no more. */
export function sound(clause: Resolved, ways: readonly Way[], typing: boolean, lexicon: Lexicon): void {
  const heard: ResolvedWay[] = [];
  for (const {forms, weight} of ways) {
    const terms = forms.map(form => lookup(lexicon, form)).filter(f => f !== undefined);
    const size = forms.length;
    if (3 * terms.length >= 2 * size) heard.push({terms, size, weight});
    const last = forms[size - 1]!;
    if (terms.length < size - 1 || (!typing && !last.startsWith(INITIAL_MARK))) continue;
    const more: ResolvedWay[] = [];
    longer(more, lexicon, {forms: [last], weight});
    for (const m of more) heard.push({terms: [...terms.slice(0, size - 1), ...m.terms], size, weight: m.weight});
  }
  if (!heard.length) return;
  if (clause.guessed) clause.ways.length = 0;
  clause.ways.push(...heard);
  clause.unknown = clause.fix = '';
}

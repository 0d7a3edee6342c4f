// What comes nearest to a query that finds nothing.
import {find, names, settings, type Hit, type Query} from './search-api';

/** Hits of an easier query, with the name of what was made easier. */
export interface Near {
  readonly hits: readonly Hit[];
  readonly why: 'unfiltered' | 'elsewhere' | 'nearest';
}

const limit = 5;
const tries = 6;

/** Asks for the same without filters, in other languages, and with less of each word. */
export async function nearest(q: Query, signal: AbortSignal): Promise<Near | undefined> {
  for (const [why, easier] of easierThan(q)) {
    const {hits} = await find({...easier, limit}, signal).catch(() => ({hits: []}));
    signal.throwIfAborted();
    if (hits.length) return {hits, why};
  }
  return undefined;
}

function easierThan({text, lang = settings().lang!, kinds, products, versions}: Query): [Near['why'], Omit<Query, 'limit'>][] {
  const out: [Near['why'], Omit<Query, 'limit'>][] = [];
  if (kinds?.length || products?.length || versions?.length) out.push(['unfiltered', {text, lang}]);
  const plain = text.replace(/["“”„«»「」『』]/g, ' ').trim();
  if (plain && plain !== text) out.push(['nearest', {text: plain, lang}]);
  const others = Object.keys(names('languages')).filter(other => other !== lang);
  for (const other of others.slice(0, 3)) out.push(['elsewhere', {text, lang: other}]);
  for (const word of shorter(plain)) out.push(['nearest', {text: word, lang}]);
  return out;
}

/** The beginnings of a text's words, the longest first: the search completes them. */
export function shorter(text: string): string[] {
  const words = text.split(/[\s\p{P}]+/u).map(word => [...word]).filter(word => word.length > 3);
  const out = words.flatMap(word => {
    const least = Math.max(3, Math.ceil(word.length / 2));
    return Array.from({length: word.length - least}, (_, i) => word.slice(0, word.length - 1 - i).join(''));
  });
  return out.sort((a, b) => b.length - a.length).slice(0, tries);
}

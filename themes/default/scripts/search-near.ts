// What comes nearest to a query that finds nothing.
import {find, names, settings, type Hit, type Query} from './search-api';

/** Hits of an easier query, with the name of what was made easier. */
export interface Near {
  readonly hits: readonly Hit[];
  readonly why: 'unfiltered' | 'elsewhere' | 'nearest';
}

const limit = 5;

/** Asks for the same without filters, in other languages, and with less of each word. */
export async function nearest(q: Query, signal: AbortSignal): Promise<Near | undefined> {
  for (const [why, easier] of easierThan(q)) {
    const results = await find({...easier, limit}, signal).catch(() => undefined);
    signal.throwIfAborted();
    // A misspelt word of this language is not looked for among those of others.
    if (results?.total && !(why === 'elsewhere' && results.suggestion)) return {hits: results.hits, why};
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

/** The beginnings of a text's longest words, the longest first: the search completes them. */
export function shorter(text: string): string[] {
  const words = text.split(/[\s\p{P}]+/u).map(word => [...word]).filter(word => word.length > 3);
  words.sort((a, b) => b.length - a.length);
  const out = [0.85, 0.7, 0.55, 0.4].flatMap(part =>
    words.slice(0, 2).map(word => word.slice(0, Math.max(3, Math.floor(word.length * part))).join('')),
  );
  return [...new Set(out)];
}

// Loads the search on first use, and finds.
import type {Facet, Facets, Hit, Module, Results} from '../../../search/client/src/types';
import {one} from './dom';

export type {Facet, Facets, Hit, Results};

/** The dialog's element carries what all of the search needs to know. */
export const settings = (): DOMStringMap => one('#db-search')?.dataset ?? {};

/** Reads a setting that holds names by what they name. */
export const names = (key: string): Record<string, string> =>
  (JSON.parse(settings()[key] || '{}') ?? {}) as Record<string, string>;

let loading: Promise<Module> | undefined;
let failures = 0;

const load = (): Promise<Module> => {
  // A browser may remember that a module could not be loaded: the next use asks under another address.
  const again = failures ? `?${failures}` : '';
  loading ??= (import(settings().src! + again) as Promise<Module>).catch(error => {
    failures++;
    loading = undefined;
    throw error;
  });
  return loading;
};

/** Begins to load; faults show when a search is made. */
export function warm(): void {
  load()
    .then(m => m.warm(settings().lang!))
    .catch(() => {});
}

/** What is asked: words, and what to keep of what they find. */
export interface Query {
  readonly text: string;
  /** Of the index; the page's language when it is absent. */
  readonly lang?: string;
  readonly kinds?: readonly string[];
  readonly products?: readonly string[];
  readonly versions?: readonly string[];
  readonly limit: number;
}

/** Rejects when the search cannot be loaded or the signal is aborted. */
export async function find(q: Query, signal?: AbortSignal): Promise<Results> {
  const m = await load();
  const {text, lang = settings().lang!, ...rest} = q;
  return m.search(text, {...rest, lang, signal});
}

let untold: (() => void) | undefined;
let telling: ReturnType<typeof setTimeout> | undefined;

/** Tells the page what was searched, once the reader has stopped typing or leaves. */
export function tell(query: string, total: number): void {
  clearTimeout(telling);
  if (!untold) addEventListener('pagehide', told, {once: true});
  untold = () => document.dispatchEvent(new CustomEvent('deskbell:search', {detail: {query, total}}));
  telling = setTimeout(told, 800);
}

function told(): void {
  clearTimeout(telling);
  removeEventListener('pagehide', told);
  const say = untold;
  untold = undefined;
  say?.();
}

/** Calls back when a field's text has settled, never on half-composed text. */
export function whenTyped(input: HTMLInputElement, wait: number, run: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  input.addEventListener('input', e => {
    if (!(e as InputEvent).isComposing) later();
  });
  input.addEventListener('compositionstart', () => clearTimeout(timer));
  input.addEventListener('compositionend', later);
}

/** Whether a key belongs to the input method (229 is what some say instead). */
export const composing = (e: KeyboardEvent): boolean => e.isComposing || e.keyCode === 229;

/** Calls back on the keys that lead to the search: / and Ctrl-K. */
export function onSearchKeys(run: () => void): void {
  document.addEventListener('keydown', e => {
    // Just after closing, the focus may still be in the closed dialog's field.
    const at = e.target as HTMLElement;
    const typing = at.closest?.('input, textarea, select, [contenteditable]') && !at.closest('dialog:not([open])');
    const slash = e.key === '/' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey;
    if (composing(e) || (!slash && !(e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey))) return;
    e.preventDefault();
    run();
  });
}

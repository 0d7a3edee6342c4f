// Loads the search on first use, and finds.
import type {Hit, Module, Results} from '../../../search/client/src/types';
import {one} from './dom';

export type {Hit, Results};

/** The dialog's element carries what all of the search needs to know. */
export const settings = (): DOMStringMap => one('#db-search')?.dataset ?? {};

let loading: Promise<Module> | undefined;

const load = (): Promise<Module> => {
  loading ??= import(settings().src!) as Promise<Module>;
  loading.catch(() => (loading = undefined)); // so that the next use tries again
  return loading;
};

/** Begins to load; faults show when a search is made. */
export function warm(): void {
  load()
    .then(m => m.warm(settings().lang!))
    .catch(() => {});
}

export interface Query {
  text: string;
  kind?: string;
  product?: string;
  limit: number;
}

export async function find(q: Query, signal?: AbortSignal): Promise<Results> {
  const m = await load();
  return m.search(q.text, {
    lang: settings().lang!,
    kinds: q.kind ? [q.kind] : [],
    products: q.product ? [q.product] : [],
    limit: q.limit,
    signal,
  });
}

let telling: ReturnType<typeof setTimeout> | undefined;

/** Tells the page what was searched, once the reader has stopped typing. */
export function tell(query: string, total: number): void {
  clearTimeout(telling);
  telling = setTimeout(() => {
    document.dispatchEvent(new CustomEvent('deskbell:search', {detail: {query, total}}));
  }, 800);
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
  input.addEventListener('compositionend', later);
}

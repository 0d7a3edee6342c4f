// The module that is published as search.js.

import {Files} from './files.js';
import {Index} from './index.js';
import type {Module} from './types.js';

const opened = new Map<string, Promise<Index>>();

function open(lang: string): Promise<Index> {
  let index = opened.get(lang);
  if (!index) {
    index = Index.open(new Files(new URL(`./search/${encodeURIComponent(lang)}/`, import.meta.url)));
    opened.set(lang, index);
    index.then(i => i.ready()).catch(() => opened.delete(lang));
  }
  return index;
}

export const search: Module['search'] = async (query, options) => {
  const index = await open(options.lang);
  options.signal?.throwIfAborted();
  return index.search(query, options);
};

export const warm: Module['warm'] = async lang => {
  await open(lang).then(index => index.ready(), () => {}).catch(() => {});
};

// The module that is published as search.js.

import {Files} from './files.js';
import {Index} from './index.js';
import type {Module} from './types.js';

const opened = new Map<string, Promise<Index>>();
const folders = new Map<string, Files>();
const faulty = new Set<string>();

function open(lang: string): Promise<Index> {
  const before = opened.get(lang);
  if (before && !faulty.delete(lang)) return before;
  let files = folders.get(lang);
  if (!files) folders.set(lang, (files = new Files(new URL(`./search/${encodeURIComponent(lang)}/`, import.meta.url))));
  // After a fault we begin with the root, for the site may have been built anew; what there was is better than nothing.
  files.forget('root');
  let index = Index.open(files);
  if (before) index = index.catch(() => before);
  opened.set(lang, index);
  index.then(i => i.ready()).catch(() => opened.delete(lang));
  return index;
}

export const search: Module['search'] = async (query, options) => {
  const index = await open(options.lang);
  options.signal?.throwIfAborted();
  const results = await index.search(query, options);
  if (results.incomplete) faulty.add(options.lang);
  return results;
};

export const warm: Module['warm'] = async lang => {
  await open(lang).then(index => index.ready(), () => {}).catch(() => {});
};

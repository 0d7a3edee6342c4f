// The module that is published as search.js.

import {Files} from './files.js';
import {Index} from './index.js';
import type {Module} from './types.js';

const folders = new Map<string, Files>();
const opened = new Map<string, Promise<Index>>();

function open(lang: string): Promise<Index> {
  let index = opened.get(lang);
  if (!index) {
    index = Index.open(filesOf(lang));
    opened.set(lang, index);
    index.then(i => i.ready()).catch(() => close(lang));
  }
  return index;
}

function filesOf(lang: string): Files {
  let files = folders.get(lang);
  if (!files) folders.set(lang, (files = new Files(new URL(`./search/${encodeURIComponent(lang)}/`, import.meta.url))));
  return files;
}

/** Has the next search begin with the root. */
function close(lang: string): void {
  filesOf(lang).forget('root');
  opened.delete(lang);
}

/** The index as it is by now, where the site was built anew since it was opened. */
async function newer(lang: string, index: Index): Promise<Index | undefined> {
  filesOf(lang).forget('root');
  const now = await Index.open(filesOf(lang)).catch(() => undefined); // what there is is better than nothing
  if (!now || now.edition === index.edition) return undefined;
  opened.set(lang, Promise.resolve(now));
  return now;
}

export const search: Module['search'] = async (query, options) => {
  const index = await open(options.lang);
  options.signal?.throwIfAborted();
  const results = await index.search(query, options);
  const again = results.incomplete ? await newer(options.lang, index) : undefined;
  options.signal?.throwIfAborted();
  return again ? again.search(query, options) : results;
};

export const warm: Module['warm'] = async lang => {
  await open(lang).then(index => index.ready(), () => {}).catch(() => {});
};

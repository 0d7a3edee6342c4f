// What the search exports, and in which shape. A page, the theme's dialog or an
// owner's own app imports it as a module:
//
//   import {search, warm} from '/_deskbell/search.js';
//   const {hits} = await search('如何重置密码', {lang: 'zh-CN', limit: 10});
//
// Nothing is loaded before the first call of search or warm, and nothing is
// ever asked of another host.

/** What to search in, and how much to return. */
export interface Options {
  /** The site language whose index is searched: the name of a folder below search/. */
  lang: string;
  /** Only pages of these kinds: faq guide release notice page incident. Empty or absent: all. */
  kinds?: readonly string[];
  /** Only pages of at least one of these products. */
  products?: readonly string[];
  /** Only pages of these versions. */
  versions?: readonly string[];
  /** Only pages whose text is in these languages, which differ from lang where a page is not translated. */
  langs?: readonly string[];
  /** How many hits to return; 10 by default, at most 100. */
  limit?: number;
  /** Gives up loading when it is aborted: search then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A range of a text in UTF-16 units, the end not included. */
export type Mark = readonly [start: number, end: number];

/** A page, shown by the best of its sections. */
export interface Hit {
  /** Where to go: the page's address as built, with the section's fragment. */
  url: string;
  /** The page's title, plain text. */
  title: string;
  /** The heading of the best section; empty when it has none of its own or says what the title says. */
  section: string;
  kind: string;
  /** The page's products by name; the first is the one to show. */
  products: readonly string[];
  /** The first product, or empty. */
  product: string;
  version: string;
  /** The index has pages of the same kind and product for a newer version. */
  older: boolean;
  /** Language of the page's text, BCP 47. It differs from Options.lang on pages that are not translated. */
  lang: string;
  /** Plain text around the matches; '…' stands where it is cut. Never markup. */
  excerpt: string;
  /** Where the matches stand in excerpt, in order, apart from each other. */
  marks: readonly Mark[];
  /** Where the matches stand in title. */
  titleMarks: readonly Mark[];
  /** Where the matches stand in section. */
  sectionMarks: readonly Mark[];
  /** The section is a question and excerpt is its answer, from its beginning, to be shown in place. */
  answer: boolean;
  /** The file of the site that the page comes from. */
  source: string;
  /** The page was pinned to this query by the site's owner. */
  pinned: boolean;
  /** Comparable within one result only. */
  score: number;
}

/** How many of the pages that match have a value. */
export interface Facet {
  value: string;
  count: number;
}

/** Counts for filters. Each list disregards its own filter, so that another value can be chosen. */
export interface Facets {
  kinds: readonly Facet[];
  products: readonly Facet[];
  versions: readonly Facet[];
  langs: readonly Facet[];
}

export interface Results {
  /** How many pages match, filters applied. */
  total: number;
  hits: readonly Hit[];
  facets: Facets;
  /** The query in a spelling that finds more, or empty. */
  suggestion: string;
  /** A part of the index could not be loaded: there may be more. */
  incomplete: boolean;
}

/** The module's exports. */
export interface Module {
  /**
   * Finds pages. An empty query finds none. It rejects only when the language
   * has no index, the index's root cannot be loaded, or options.signal is
   * aborted; lesser faults leave hits out and set incomplete.
   */
  search(query: string, options: Options): Promise<Results>;
  /**
   * Begins to load what every search in a language needs (two small files).
   * Call it when the search field gets the focus or the pointer. Faults are
   * not reported here; search will.
   */
  warm(lang: string): Promise<void>;
}

// One language's index in the browser: what shards.go does in Go.

import {excerpt, Forms, marks} from './excerpt.js';
import type {Files} from './files.js';
import {filter} from './filter.js';
import {parseHan, strange, type Han} from './han.js';
import {lastPlace, mend, resolve, wanted, type Found, type Resolved} from './lookup.js';
import {nearness, withNearness} from './nearness.js';
import {hasPhrases, MAX_VERIFIED, needed} from './phrase.js';
import {sound, soundWays} from './pinyin.js';
import {HINT, parse, widen, type Query} from './query.js';
import {compare, Damaged, decode, first} from './reading.js';
import {order, rank, type Ranked} from './rank.js';
import {decodeRoot, decodeTable, nameOfText, placeOfText, type Root, type Table} from './root.js';
import {decodeShard, decodeTail, type Shard} from './shard.js';
import {keyOf} from './token.js';
import {corrections, decodeWords, type Word} from './typo.js';
import {isOlder} from './versions.js';
import type {Hit, Options, Results} from './types.js';

interface TextFile {
  readonly p: readonly {readonly n: number; readonly u: string; readonly t: string; readonly f: string}[];
  readonly s: readonly {readonly a?: string; readonly h?: string; readonly t: string; readonly q?: number}[];
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

export class Index {
  private words?: Word[];
  private han?: Han;
  private readonly shards = new Map<number, Shard>();
  readonly place = (form: string): number => first(this.root.cuts.length, i => compare(this.root.cuts[i]!, form) > 0);
  readonly shard = (i: number): Shard | undefined => this.shards.get(i);

  private constructor(
    private readonly files: Files,
    private readonly root: Root,
    private readonly table: Promise<Table>,
  ) {}

  static async open(files: Files): Promise<Index> {
    const root = await files.load('root', decodeRoot);
    const table = files.load(`p/${root.table}`, data => decodeTable(data, root.pages, root.sections));
    table.catch(() => {}); // search reports it
    return new Index(files, root, table);
  }

  /** What tells this index from that of another build: its root names all files by their content. */
  get edition(): string {
    return JSON.stringify(this.root);
  }

  /** When what all searches need is there. */
  async ready(): Promise<void> {
    await this.table;
    if (this.root.hant) await this.loadHan();
  }

  async search(text: string, options: Options): Promise<Results> {
    const {signal} = options;
    const limit = Math.min(options.limit || DEFAULT_LIMIT, MAX_LIMIT);
    let faults = this.root.hant ? await this.loadHan() : 0;
    let query = parse(text, this.root, this.han);
    faults += await this.loadShards(wanted(query, this.place));
    if (!this.root.hant && !this.han && this.root.han && strange(query, this)) {
      faults += await this.loadHan();
      query = parse(text, this.root, this.han);
      faults += await this.loadShards(wanted(query, this.place));
    }
    const near = new Set(query.clauses.flatMap(c => c.ways[0]!.forms.map(form => this.shards.get(this.place(form)))));
    const hints = [...near].flatMap(shard => shard?.hints ?? []);
    query.clauses = widen(query.clauses, query.key.split(' '), hints, HINT);
    faults += await this.loadShards(wanted(query, this.place));
    const table = await this.table;
    signal?.throwIfAborted();

    const clauses = query.clauses.map(c => resolve(c, this));
    if (this.root.sounds) faults += await this.sound(query, clauses);
    faults += await this.mend(clauses);
    signal?.throwIfAborted();
    const need = needed(query, this.root, this);
    if (!need) clauses.length = 0;
    const tails = tailed(clauses);
    const ranked = (all: boolean): ReturnType<typeof filter> => {
      const found = filter(rank(clauses, need ?? [], table, all), table, options);
      return {...found, chosen: order(found.chosen, MAX_LIMIT)};
    };
    if (need?.length) faults += await this.loadTails(tails);
    let {chosen, facets} = ranked(!!need?.length);
    if (!need?.length && chosen.length < limit && tails.size) {
      faults += await this.loadTails(tails);
      ({chosen, facets} = ranked(true));
    }
    signal?.throwIfAborted();
    const phrases = query.phrases.length > 0;
    const pinned = phrases ? 0 : this.pin(query.key, chosen, table, options);
    const forms = formsOf(clauses, this.han);
    const hits: Hit[] = [];
    let rejected = 0;
    for (let at = 0; hits.length < limit && at < (phrases ? Math.min(chosen.length, MAX_VERIFIED) : Math.min(chosen.length, limit)); ) {
      const batch = chosen.slice(at, Math.min(at + limit - hits.length, phrases ? MAX_VERIFIED : limit));
      const shown = await Promise.all(
        batch.map((r, i) => this.hit(r, table, forms, query, at + i < pinned).catch(() => undefined)),
      );
      signal?.throwIfAborted();
      at += batch.length;
      for (const hit of shown) {
        if (hit) hits.push(hit);
        else if (hit === null) rejected++;
        else faults++;
      }
    }
    return {
      total: chosen.length - rejected,
      hits: promote(hits, query.key, this.han),
      facets,
      suggestion: suggestion(query, clauses),
      incomplete: faults > 0,
    };
  }

  /** Learns the site's traditional characters and returns the number of faults. */
  private async loadHan(): Promise<number> {
    if (this.han || !this.root.han) return 0;
    try {
      this.han = await this.files.load(`h/${this.root.han}`, data => parseHan(decode(data)));
      return 0;
    } catch {
      return 1;
    }
  }

  /** Loads shards and returns how many could not be. */
  private async loadShards(numbers: readonly number[]): Promise<number> {
    return count([...new Set(numbers)], async i => {
      if (this.shards.has(i) || !this.root.sections) return;
      const shard = await this.files.load(`t/${this.root.shards[i]}`, data => this.decodeShard(data, i));
      this.shards.set(i, shard);
    });
  }

  /** Reads a shard. A stale file with the same name has forms that are not between the cuts. */
  private decodeShard(data: Uint8Array, i: number): Shard {
    const shard = decodeShard(data, this.root.sections);
    const [from, to] = [shard.forms[0], shard.forms.at(-1)];
    const {cuts} = this.root;
    if ((from && i && compare(from, cuts[i - 1]!) < 0) || (to && i < cuts.length && compare(to, cuts[i]!) >= 0)) {
      throw new Damaged();
    }
    return shard;
  }

  /** Looks for titles that sound like words that the index lacks. */
  private async sound(query: Query, clauses: readonly Resolved[]): Promise<number> {
    const typing = (i: number): boolean => query.clauses[i]!.last;
    const ways = clauses.map((c, i) => (c.foreign ? soundWays(c.foreign, typing(i)) : []));
    const forms = ways.flat().flatMap(way => way.forms);
    const faults = await this.loadShards(forms.flatMap(form => [this.place(form), lastPlace(this.place, form)]));
    clauses.forEach((c, i) => sound(c, ways[i]!, typing(i), this));
    return faults;
  }

  /** Looks for corrections of words that the index has nothing like. */
  private async mend(clauses: readonly Resolved[]): Promise<number> {
    const unknown = clauses.filter(c => c.unknown);
    if (!unknown.length) return 0;
    try {
      this.words ??= await this.files.load(`w/${this.root.words}`, decodeWords);
    } catch {
      return 1;
    }
    const fixes = unknown.map(c => corrections(this.words!, c.unknown));
    const faults = await this.loadShards(fixes.flat().map(fix => this.place(fix.form)));
    unknown.forEach((c, i) => mend(c, fixes[i]!, this));
    return faults;
  }

  private async loadTails(shards: ReadonlySet<Shard>): Promise<number> {
    return count([...shards], async shard => {
      shard.tails ??= await this.files.load(`l/${shard.tail}`, data => decodeTail(shard, data, this.root.sections));
    });
  }

  /** Puts the pages that are pinned to a query first and returns how many. */
  private pin(key: string, pages: Ranked[], table: Table, options: Options): number {
    let pinned = 0;
    for (const page of Object.hasOwn(this.root.pins ?? {}, key) ? this.root.pins![key]! : []) {
      const section = table.first[page];
      if (section === undefined) continue;
      const at = pages.findIndex(r => r.page === page);
      const ranked = at < 0 ? {page, section, score: 0} : pages[at]!;
      if (!filter([ranked], table, options).chosen.length) continue;
      if (at >= 0) pages.splice(at, 1);
      pages.splice(pinned++, 0, ranked);
    }
    return pinned;
  }

  /** What is shown of a page; null where it lacks a phrase. */
  private async hit(r: Ranked, table: Table, forms: Forms, query: Query, pinned: boolean): Promise<Hit | null> {
    const [n, at] = placeOfText(table, r.page, r.section);
    const file = await this.files.load(nameOfText(this.root, n), data => JSON.parse(decode(data)) as TextFile);
    let before = 0;
    const page = file.p.find(p => at < (before += p.n))!;
    const {a, h = '', t, q} = file.s[at]!;
    if (query.phrases.length && !hasPhrases([page.t, h, t], query, this.han)) return null;
    const clauses = query.clauses.length;
    const c = table.classes[table.classOf[r.page]!]!;
    const products = (c.p ?? []).map(i => table.products[i]!);
    const section = h === page.t ? '' : h;
    const near = Math.max(...[page.t, h, t].map(text => nearness(text, forms, clauses)));
    return {
      url: a ? `${page.u}#${a}` : page.u,
      title: page.t,
      section,
      kind: table.kinds[c.k]!,
      products,
      product: products[0] ?? '',
      version: table.versions[c.v]!,
      older: isOlder(c, table),
      lang: table.langs[c.l]!,
      ...excerpt(t, forms, q === 1),
      titleMarks: marks(page.t, forms),
      sectionMarks: marks(section, forms),
      answer: q === 1,
      source: page.f,
      pinned,
      score: withNearness(r.score, near, clauses),
    };
  }
}

async function count<T>(items: readonly T[], load: (item: T) => Promise<void>): Promise<number> {
  const done = await Promise.allSettled(items.map(load));
  return done.filter(d => d.status === 'rejected').length;
}

function* terms(clauses: readonly Resolved[]): Generator<[Found, number]> {
  for (const [i, c] of clauses.entries()) for (const way of c.ways) for (const term of way.terms) yield [term, i];
}

/** The shards with terms that have more than their head. */
function tailed(clauses: readonly Resolved[]): Set<Shard> {
  const out = new Set<Shard>();
  for (const [{shard, term}] of terms(clauses)) if (shard.tailLengths[term]) out.add(shard);
  return out;
}

/** All forms of the terms that were found, with their clause. */
function formsOf(clauses: readonly Resolved[], han: Han | undefined): Forms {
  const out = new Forms(han);
  for (const [{shard, term}, clause] of terms(clauses)) {
    shard.terms.forEach((t, i) => {
      if (t === term && !out.has(shard.forms[i]!)) out.set(shard.forms[i]!, clause);
    });
  }
  return out;
}

/**
 * Orders the hits that are shown: pinned ones, the page of the error code that was asked for, those whose title or
 * heading is the query, and the others by score.
 */
function promote(hits: readonly Hit[], key: string, han: Han | undefined): Hit[] {
  const place = (h: Hit): number =>
    h.pinned
      ? 0
      : h.kind === 'error' && keyOf(codeOf(h.title), han) === key
        ? 1
        : keyOf(h.title, han) === key || (h.section && keyOf(h.section, han) === key)
          ? 2
          : 3;
  return [...hits].sort((a, b) => place(a) - place(b) || (a.pinned ? 0 : b.score - a.score));
}

/** The code that the title of an error's page begins with, before the colon and its meaning. */
function codeOf(title: string): string {
  return title.split(/[:：]/, 1)[0]!;
}

/** The query with its misspelt words corrected, or empty. */
function suggestion(query: Query, clauses: readonly Resolved[]): string {
  let out = '';
  let at = 0;
  clauses.forEach(({fix}, i) => {
    const [start, end] = query.clauses[i]!.at;
    if (!fix || start < at) return;
    out += query.text.slice(at, start) + fix;
    at = end;
  });
  return at ? out + query.text.slice(at) : '';
}

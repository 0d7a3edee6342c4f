// The page of all results. The query and its filters stand in the address, so
// that going back works and a search can be sent to somebody.
import {all, one} from './dom';
import {find, names, onSearchKeys, tell, warm, whenTyped, type Query, type Results} from './search-api';
import {Filters} from './search-filters';
import {nearest} from './search-near';
import {Report} from './search-report';
import {hitItem} from './search-results';

const step = 10;
const most = 100;
const few = 3;

/** What the page keeps beside the address, for coming back. */
interface Kept {
  readonly limit?: number;
  readonly scroll?: number;
}

class SearchPage {
  private readonly input: HTMLInputElement;
  private readonly filters: Filters;
  private readonly report: Report;
  private limit = step;
  private running = new AbortController();
  private counted = '';

  constructor(private readonly page: HTMLElement, private readonly form: HTMLFormElement) {
    this.input = one<HTMLInputElement>('input[name="q"]', form)!;
    this.filters = new Filters(this.part('.filters'), () => this.changed(true));
    this.report = new Report(page, () => void this.run(), text => {
      this.input.value = text;
      this.changed(true);
    });
  }

  start(): void {
    this.form.hidden = false;
    this.read();
    warm();
    whenTyped(this.input, 80, () => this.changed(false));
    this.form.addEventListener('submit', e => {
      e.preventDefault();
      this.changed(true);
    });
    addEventListener('popstate', () => {
      this.read();
      void this.run();
    });
    this.part('.search-more button').addEventListener('click', () => {
      this.limit = Math.min(most, this.limit + step);
      this.keep({limit: this.limit});
      void this.run(true);
    });
    for (const event of ['pointerenter', 'focusin']) {
      this.part('.filters').addEventListener(event, () => void this.countLanguages());
    }
    this.part('.hits').addEventListener('click', () => this.keep({limit: this.limit, scroll: scrollY}));
    onSearchKeys(() => this.input.select());
    if (!this.input.value) this.input.focus({preventScroll: true});
    const {scroll} = (history.state ?? {}) as Kept;
    void this.run().then(() => scroll && scrollTo(0, scroll));
  }

  private part(selector: string): HTMLElement {
    return one(selector, this.page)!;
  }

  private keep(state: Kept): void {
    history.replaceState(state, '');
  }

  /** Takes the form's state from the address. */
  private read(): void {
    const query = new URLSearchParams(location.search);
    this.input.value = query.get('q') ?? '';
    this.filters.read(query);
    this.limit = ((history.state ?? {}) as Kept).limit ?? step;
  }

  /** Puts the form's state into the address: a step to go back to, or not. */
  private changed(asStep: boolean): void {
    const url = new URL(location.href);
    if (this.input.value) url.searchParams.set('q', this.input.value);
    else url.searchParams.delete('q');
    this.filters.write(url.searchParams);
    if (url.href !== location.href) history[asStep ? 'pushState' : 'replaceState'](null, '', url);
    this.limit = step;
    void this.run();
  }

  private get query(): Query {
    return {text: this.input.value.trim(), ...this.filters.chosen, limit: this.limit};
  }

  private async run(focusNew = false): Promise<void> {
    this.running.abort();
    const {signal} = (this.running = new AbortController());
    const q = this.query;
    this.part('.search-index').hidden = q.text !== '';
    if (!q.text) return this.clear();
    this.report.begin();
    this.part('.hits').setAttribute('aria-busy', 'true');
    try {
      const results = await find(q, signal);
      const near = results.total ? undefined : await nearest(q, signal);
      if (signal.aborted) return;
      this.show(near?.hits ?? results.hits, focusNew);
      this.part('.search-more').hidden = results.hits.length >= Math.min(results.total, most);
      this.filters.show(results.facets, results.total);
      this.report.tell({text: q.text, results, near, filtered: this.filters.any});
      this.counted = '';
      if (results.total < few) void this.countLanguages();
      tell(q.text, results.total);
    } catch {
      if (signal.aborted) return;
      this.clear();
      this.report.fail();
      this.part('.search-index').hidden = false;
    }
  }

  private clear(): void {
    this.show([], false);
    this.report.clear();
    this.part('.search-more').hidden = this.part('.filters').hidden = this.part('.filter-toggle').hidden = true;
  }

  private show(hits: Results['hits'], focusNew: boolean): void {
    const list = this.part('.hits');
    const before = list.children.length;
    list.replaceChildren(...hits.map(hitItem));
    list.removeAttribute('aria-busy');
    if (focusNew) all('a', list)[before]?.focus();
  }

  /** Counts what other languages have, once a reader turns to the filters or finds little. */
  private async countLanguages(): Promise<void> {
    const q = this.query;
    const {signal} = this.running;
    const key = JSON.stringify(q);
    if (this.counted === key || !q.text) return;
    this.counted = key;
    for (const lang of Object.keys(names('languages'))) {
      if (lang === q.lang) continue;
      const results = await find({...q, lang, limit: 1}, signal).catch(() => undefined);
      if (signal.aborted) return;
      if (results) this.filters.countLanguage(lang, results.total);
    }
  }
}

const page = one('.search-page');
const form = page && one<HTMLFormElement>('form', page);
if (page && form) new SearchPage(page, form).start();

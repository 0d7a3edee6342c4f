// The page of all results. The query and its filters stand in the address, so
// that going back works and a search can be sent to somebody.
import {all, count, make, one} from './dom';
import {find, settings, tell, warm, whenTyped} from './search-api';
import {hitLink} from './search-results';

const step = 10;

export function startSearchPage(): void {
  const page = one('.search-page');
  const form = page && one<HTMLFormElement>('form', page);
  if (page && form) new SearchPage(page, form).start();
}

class SearchPage {
  private readonly input: HTMLInputElement;
  private limit = step;
  private running = new AbortController();

  constructor(private readonly page: HTMLElement, private readonly form: HTMLFormElement) {
    this.input = one<HTMLInputElement>('input[name="q"]', form)!;
  }

  start(): void {
    this.form.hidden = false;
    this.read();
    warm();
    whenTyped(this.input, 120, () => this.changed(false));
    this.form.addEventListener('submit', e => {
      e.preventDefault();
      this.changed(true);
    });
    for (const radio of all('input[type="radio"]', this.form)) radio.addEventListener('change', () => this.changed(true));
    addEventListener('popstate', () => {
      this.read();
      void this.run();
    });
    this.part('.search-more').addEventListener('click', () => {
      this.limit = Math.min(100, this.limit + step);
      void this.run(true);
    });
    document.addEventListener('keydown', e => {
      if (e.key !== '/' || (e.target as HTMLElement).closest('input, textarea')) return;
      e.preventDefault();
      this.input.select();
    });
    if (!this.input.value) this.input.focus({preventScroll: true});
    void this.run();
  }

  private part(selector: string): HTMLElement {
    return one(selector, this.page)!;
  }

  /** Takes the form's state from the address. */
  private read(): void {
    const query = new URLSearchParams(location.search);
    this.input.value = query.get('q') ?? '';
    for (const radio of all<HTMLInputElement>('input[type="radio"]', this.form)) {
      radio.checked = radio.value === (query.get(radio.name) ?? '');
    }
    this.limit = step;
  }

  /** Puts the form's state into the address: a step to go back to, or not. */
  private changed(asStep: boolean): void {
    const url = new URL(location.href);
    for (const [name, value] of new FormData(this.form)) {
      if (value) url.searchParams.set(name, String(value));
      else url.searchParams.delete(name);
    }
    if (url.href !== location.href) history[asStep ? 'pushState' : 'replaceState'](null, '', url);
    this.limit = step;
    void this.run();
  }

  private async run(focusNew = false): Promise<void> {
    this.running.abort();
    const {signal} = (this.running = new AbortController());
    const data = new FormData(this.form);
    const text = String(data.get('q') ?? '').trim();
    const list = this.part('.hits');
    this.part('.search-index').hidden = text !== '';
    if (!text) {
      list.replaceChildren();
      this.say('');
      this.part('.search-none').hidden = this.part('.search-more').hidden = this.part('.search-suggestion').hidden = true;
      return;
    }
    try {
      const r = await find({text, kind: String(data.get('kind') ?? ''), product: String(data.get('product') ?? ''), limit: this.limit}, signal);
      if (signal.aborted) return;
      const before = list.children.length;
      list.replaceChildren(...r.hits.map(hit => make('li', '', hitLink(hit))));
      if (focusNew) one('a', list.children[before] as HTMLElement)?.focus();
      this.say(r.total ? count(JSON.parse(settings().found!), r.total) + (r.incomplete ? ' ' + settings().incomplete : '') : '');
      this.part('.search-more').hidden = r.hits.length >= Math.min(r.total, 100);
      this.nothing(r.total === 0, text);
      this.suggest(r.suggestion);
      tell(text, r.total);
    } catch {
      if (signal.aborted) return;
      this.say(settings().failed ?? '');
      this.part('.search-index').hidden = false;
    }
  }

  /** Goes to the live region, so that it is read out. */
  private say(note: string): void {
    this.part('.search-note').textContent = note;
  }

  private nothing(is: boolean, text: string): void {
    const none = this.part('.search-none');
    none.hidden = !is;
    if (!is) return;
    const words = (settings().none ?? '').replace('{1}', text);
    one('b', none)!.textContent = words;
    this.say(words);
  }

  private suggest(text: string): void {
    const line = this.part('.search-suggestion');
    line.hidden = !text;
    if (!text) return;
    const link = make('a', '', text) as HTMLAnchorElement;
    link.href = `?q=${encodeURIComponent(text)}`;
    line.replaceChildren((settings().suggestion ?? '') + ' ', link);
  }
}

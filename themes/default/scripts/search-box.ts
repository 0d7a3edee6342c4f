// The dialog over the page: a combobox with a list of what is found.
import {all, one} from './dom';
import {composing, find, tell, warm, whenTyped, type Hit} from './search-api';
import {nearest} from './search-near';
import {Report, searchURL} from './search-report';
import {hitOption} from './search-results';

const limit = 8;

export class Box {
  private readonly list: HTMLElement;
  private readonly report: Report;
  private active = -1;
  private running = new AbortController();

  constructor(private readonly dialog: HTMLDialogElement, private readonly input: HTMLInputElement) {
    this.list = one('[role="listbox"]', dialog)!;
    this.report = new Report(dialog, () => void this.run(), text => this.open(text));
    whenTyped(input, 60, () => void this.run());
    input.addEventListener('keydown', e => this.key(e));
    one('.search-close', dialog)!.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', e => {
      if (e.target === dialog) dialog.close();
    });
    dialog.addEventListener('close', () => this.running.abort());
    one('.search-all', dialog)!.addEventListener('click', e => {
      if (!this.text) return;
      e.preventDefault();
      location.assign(searchURL(this.text));
    });
    fit(dialog);
  }

  /** Opens the dialog, with a text to search or with what was there. */
  open(text: string): void {
    warm();
    if (!this.dialog.open) this.dialog.showModal();
    if (text) this.input.value = text;
    this.input.focus();
    this.input.select();
    if (text) this.input.setSelectionRange(text.length, text.length);
    if (this.text && (text || !this.options.length)) void this.run();
  }

  private get text(): string {
    return this.input.value.trim();
  }

  private get options(): HTMLAnchorElement[] {
    return all<HTMLAnchorElement>('[role="option"]', this.list);
  }

  private key(e: KeyboardEvent): void {
    if (composing(e)) return;
    const n = this.options.length;
    const to = {
      // Round from the last to the first, by way of the field itself.
      ArrowDown: this.active + 1 < n ? this.active + 1 : -1,
      ArrowUp: this.active >= 0 ? this.active - 1 : n - 1,
      // In the field these move in its text.
      Home: this.active >= 0 ? 0 : undefined,
      End: this.active >= 0 ? n - 1 : undefined,
    }[e.key];
    if (e.key === 'Enter') this.go(e);
    else if (to === undefined || !n || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    else this.choose(to);
    e.preventDefault();
  }

  /** Enter: the chosen hit, else the page with all results. */
  private go(e: KeyboardEvent): void {
    const {ctrlKey, metaKey, shiftKey} = e;
    const hit = this.options[this.active];
    if (hit) hit.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey}));
    else if (this.text) location.assign(searchURL(this.text));
  }

  private choose(index: number): void {
    this.active = index;
    this.options.forEach((o, i) => o.setAttribute('aria-selected', String(i === index)));
    const chosen = this.options[index];
    if (chosen) {
      this.input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({block: 'nearest'});
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  private async run(): Promise<void> {
    this.running.abort();
    const {signal} = (this.running = new AbortController());
    const text = this.text;
    if (!text) {
      this.report.clear();
      return this.show([]);
    }
    this.report.begin();
    this.list.setAttribute('aria-busy', 'true');
    try {
      const results = await find({text, limit}, signal);
      const near = results.total ? undefined : await nearest({text, limit}, signal);
      if (signal.aborted) return;
      this.show(near?.hits ?? results.hits);
      this.report.tell({text, results, near, filtered: false});
      tell(text, results.total);
    } catch {
      if (signal.aborted) return;
      this.show([]);
      this.report.fail();
    }
  }

  private show(hits: readonly Hit[]): void {
    this.list.replaceChildren(...hits.map((hit, i) => this.option(hit, i)));
    this.list.removeAttribute('aria-busy');
    this.list.hidden = !hits.length;
    this.input.setAttribute('aria-expanded', String(hits.length > 0));
    this.choose(-1);
    this.list.scrollTop = 0;
  }

  private option(hit: Hit, i: number): HTMLAnchorElement {
    const link = hitOption(hit, `db-hit-${i}`);
    link.addEventListener('click', e => {
      if (!e.ctrlKey && !e.metaKey && !e.shiftKey) this.dialog.close();
    });
    return link;
  }
}

/** Keeps the dialog within what is seen: above the keyboard of a phone. */
function fit(dialog: HTMLDialogElement): void {
  const view = window.visualViewport;
  if (!view) return;
  const set = (): void => {
    if (view.scale !== 1) return; // the reader looks closer; the page stays as it is
    dialog.style.setProperty('--seen-height', `${view.height}px`);
    dialog.style.setProperty('--seen-top', `${view.offsetTop}px`);
  };
  view.addEventListener('resize', set);
  view.addEventListener('scroll', set);
  set();
}

// The dialog over the page: a combobox with a list of what is found. It opens
// from the fields of the page, with / and with Ctrl-K.
import {all, count, make, one} from './dom';
import {find, settings, tell, warm, whenTyped} from './search-api';
import {hitLink} from './search-results';

export function startSearchDialog(): void {
  const dialog = one<HTMLDialogElement>('#db-search');
  const input = dialog && one<HTMLInputElement>('input', dialog);
  if (!dialog || !input || !dialog.showModal || one('.search-page')) return;
  const box = new Box(dialog, input);
  for (const form of all<HTMLFormElement>('form.find, form.find-big')) {
    const field = one<HTMLInputElement>('input', form)!;
    form.addEventListener('pointerenter', warm, {once: true});
    field.addEventListener('focus', warm, {once: true});
    field.addEventListener('click', () => box.open(field.value));
    whenTyped(field, 0, () => {
      box.open(field.value);
      field.value = '';
    });
    form.addEventListener('submit', e => {
      if (field.value.trim() && field.offsetParent) return; // the search page answers
      e.preventDefault();
      box.open('');
    });
  }
  document.addEventListener('keydown', e => {
    // Just after closing, the focus may still be in the closed dialog's field.
    const at = e.target as HTMLElement;
    const typing = at.closest?.('input, textarea, select, [contenteditable]') && !at.closest('dialog:not([open])');
    const slash = e.key === '/' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey;
    if (!slash && !(e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey))) return;
    e.preventDefault();
    box.open('');
  });
}

class Box {
  private readonly list: HTMLElement;
  private readonly note: HTMLElement;
  private readonly none: HTMLElement;
  private active = -1;
  private running = new AbortController();

  constructor(private readonly dialog: HTMLDialogElement, private readonly input: HTMLInputElement) {
    this.list = one('[role="listbox"]', dialog)!;
    this.note = one('.search-note', dialog)!;
    this.none = one('.search-none', dialog)!;
    whenTyped(input, 80, () => void this.run());
    input.addEventListener('keydown', e => this.key(e));
    one('.search-close', dialog)!.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', e => {
      if (e.target === dialog) dialog.close();
    });
    one('.search-all', dialog)!.addEventListener('click', e => {
      if (!this.text) return;
      e.preventDefault();
      location.assign(this.pageURL());
    });
  }

  open(text: string): void {
    warm();
    if (!this.dialog.open) this.dialog.showModal();
    if (text) this.input.value = text;
    this.input.focus();
    this.input.select();
    if (text) {
      this.input.setSelectionRange(text.length, text.length);
      void this.run();
    }
  }

  private get text(): string {
    return this.input.value.trim();
  }

  private pageURL(): string {
    return `${settings().page}?q=${encodeURIComponent(this.text)}`;
  }

  /** Enter: the chosen hit, else the page with all results. */
  private go(): void {
    const hit = this.options[this.active];
    if (hit) hit.click();
    else if (this.text) location.assign(this.pageURL());
  }

  private get options(): HTMLAnchorElement[] {
    return all<HTMLAnchorElement>('[role="option"]', this.list);
  }

  private key(e: KeyboardEvent): void {
    if (e.isComposing || e.keyCode === 229) return; // 229: the key belongs to the input method
    if (e.key === 'Enter') return this.go();
    const step = {ArrowDown: 1, ArrowUp: -1}[e.key];
    const n = this.options.length;
    if (!step || !n) return;
    e.preventDefault();
    // Round from the last to the first, by way of the field itself.
    this.choose(((this.active + 1 + step + n + 1) % (n + 1)) - 1);
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
    this.suggest('');
    if (!text) return this.show([], '', false);
    try {
      const slow = setTimeout(() => (this.note.textContent = settings().loading ?? ''), 300);
      const results = await find({text, limit: 8}, signal).finally(() => clearTimeout(slow));
      if (signal.aborted) return;
      const links = results.hits.map((hit, i) => {
        const link = hitLink(hit);
        link.id = `db-hit-${i}`;
        link.tabIndex = -1;
        link.setAttribute('role', 'option');
        link.setAttribute('aria-selected', 'false');
        link.addEventListener('click', () => this.dialog.close());
        return link;
      });
      this.suggest(results.suggestion);
      this.show(links, results.total ? count(JSON.parse(settings().found!), results.total) : '', !results.total, text);
      tell(text, results.total);
    } catch {
      if (!signal.aborted) this.show([], settings().failed ?? '', false);
    }
  }

  private suggest(text: string): void {
    const line = one('.search-suggestion', this.dialog)!;
    line.hidden = !text;
    if (!text) return;
    const button = make('button', 'quiet', text) as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => this.open(text));
    line.replaceChildren(settings().suggestion ?? '', button);
  }

  private show(links: HTMLAnchorElement[], note: string, nothing: boolean, text = ''): void {
    this.list.replaceChildren(...links);
    this.list.hidden = !links.length;
    this.input.setAttribute('aria-expanded', String(links.length > 0));
    this.note.textContent = note;
    this.none.hidden = !nothing;
    if (nothing) one('b', this.none)!.textContent = (settings().none ?? '').replace('{1}', text);
    this.choose(-1);
    this.list.scrollTop = 0;
  }
}

// What is said about a search, in the dialog and on the page: how many results,
// what is missing, what was probably meant, and what to do when there are none.
import {count, fill, make, one} from './dom';
import {settings, type Results} from './search-api';
import type {Near} from './search-near';

export interface Spoken {
  readonly text: string;
  readonly results: Results;
  /** Filters are set. */
  readonly filtered: boolean;
  readonly near?: Near;
}

export class Report {
  private failed = false;
  private slow: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    again: () => void,
    private readonly correct: (text: string) => void,
  ) {
    one('button', this.part('.search-retry'))!.addEventListener('click', again);
    addEventListener('online', () => {
      if (this.failed) again();
    });
  }

  private part(selector: string): HTMLElement {
    return one(selector, this.root)!;
  }

  /** A search has begun: said only when it takes long. */
  begin(): void {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => (this.part('.search-note').textContent = settings().loading ?? ''), 300);
  }

  /** Nothing is asked. */
  clear(): void {
    this.show('', false);
  }

  /** The search could not be made. */
  fail(): void {
    this.show((navigator.onLine ? settings().failed : settings().offline) ?? '', true);
    this.failed = true;
  }

  tell({text, results, filtered, near}: Spoken): void {
    const {total, incomplete, suggestion} = results;
    const nothing = fill((filtered ? settings().filtered : settings().none) ?? '', `\u2068${text}\u2069`);
    const said = total ? count(JSON.parse(settings().found!), total) : nothing;
    this.show(said, incomplete);
    // Apart, so that a screen reader pauses between the two.
    if (incomplete) this.part('.search-note').append(' ', make('span', 'lacks', settings().incomplete ?? ''));
    this.failed = incomplete;
    this.part('.search-none').hidden = total > 0;
    const line = this.part('.search-near');
    line.hidden = !near;
    if (near) line.textContent = settings()[near.why] ?? '';
    this.suggest(suggestion);
  }

  /** The note goes to the live region, so that it is read out. */
  private show(note: string, retry: boolean): void {
    clearTimeout(this.slow);
    this.failed = false;
    this.part('.search-note').textContent = note;
    this.part('.search-retry').hidden = !retry;
    for (const part of ['.search-none', '.search-near', '.search-suggestion']) this.part(part).hidden = true;
  }

  private suggest(text: string): void {
    const line = this.part('.search-suggestion');
    line.hidden = !text;
    if (!text) return;
    const link = make('a', '', make('bdi', '', text)) as HTMLAnchorElement;
    link.href = searchURL(text);
    link.addEventListener('click', e => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      this.correct(text);
    });
    line.replaceChildren(`${settings().suggestion ?? ''} `, link);
  }
}

/** The address of the page with all results. */
export const searchURL = (text: string): string => `${settings().page}?${new URLSearchParams({q: text})}`;

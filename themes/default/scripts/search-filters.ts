// The filters of the search page: checkboxes with the number of results that
// each would leave, and one choice among the site's languages. They are made
// from what was found, so that none leads to nothing.
import {all, lang as pageLang, make, one} from './dom';
import {names, settings, type Facet, type Facets, type Query} from './search-api';

const groups = ['kind', 'product', 'version'] as const;
type Group = (typeof groups)[number];

export class Filters {
  private readonly toggle: HTMLElement;

  constructor(private readonly root: HTMLElement, changed: () => void) {
    this.toggle = one('.filter-toggle')!;
    this.toggle.addEventListener('click', () => this.open(this.toggle.getAttribute('aria-expanded') !== 'true'));
    root.addEventListener('change', changed);
    one('.filter-clear', root)!.addEventListener('click', () => {
      this.clear();
      this.open(false);
      changed();
      one('.search-page input[type="search"]')?.focus();
    });
    for (const tag of Object.keys(names('languages'))) this.input('lang', tag);
    this.clear();
  }

  private open(is: boolean): void {
    this.toggle.setAttribute('aria-expanded', String(is));
  }

  private clear(): void {
    for (const input of this.inputs()) input.checked = input.name === 'lang' && input.value === settings().lang;
  }

  private inputs(name?: string): HTMLInputElement[] {
    return all<HTMLInputElement>(name ? `input[name="${name}"]` : 'input', this.root);
  }

  private values(name: string): string[] {
    return this.inputs(name).filter(input => input.checked).map(input => input.value);
  }

  /** What is chosen, as the search takes it. */
  get chosen(): Required<Omit<Query, 'text' | 'limit'>> {
    const [lang = settings().lang!] = this.values('lang');
    return {lang, kinds: this.values('kind'), products: this.values('product'), versions: this.values('version')};
  }

  /** Whether anything but the language is chosen. */
  get any(): boolean {
    return groups.some(group => this.values(group).length > 0);
  }

  /** Takes what is chosen from an address. */
  read(query: URLSearchParams): void {
    this.clear();
    for (const group of groups) for (const value of query.getAll(group)) this.input(group, value).checked = true;
    const lang = query.get('lang');
    const of = this.inputs('lang').find(input => input.value === lang);
    if (of) of.checked = true;
  }

  /** Puts what is chosen into an address; the page's own language goes without saying. */
  write(query: URLSearchParams): void {
    for (const group of [...groups, 'lang']) {
      query.delete(group);
      for (const value of this.values(group)) {
        if (group !== 'lang' || value !== settings().lang) query.append(group, value);
      }
    }
  }

  /** Shows what could be chosen, with the number of pages for each. */
  show({kinds, products, versions}: Facets, total: number): void {
    this.list('kind', kinds);
    this.list('product', products);
    this.list('version', versions);
    for (const input of this.inputs('lang')) this.number(input, input.checked ? total : undefined);
    const fieldsets = all<HTMLFieldSetElement>('fieldset', this.root);
    for (const fieldset of fieldsets) {
      const shown = all<HTMLInputElement>('input', fieldset).filter(input => !input.closest('label')!.hidden);
      fieldset.hidden = shown.length < 2 && !shown.some(input => input.checked && input.name !== 'lang');
    }
    const set = groups.flatMap(group => this.values(group)).length;
    one('.filter-clear', this.root)!.hidden = !set;
    one('.n', this.toggle)!.textContent = set ? set.toLocaleString(pageLang) : '';
    this.root.hidden = this.toggle.hidden = fieldsets.every(fieldset => fieldset.hidden);
  }

  /** Says how many pages another language has. */
  countLanguage(lang: string, n: number): void {
    const input = this.inputs('lang').find(i => i.value === lang);
    if (input) this.number(input, n);
  }

  private list(group: Group, facets: readonly Facet[]): void {
    for (const {value} of facets) this.input(group, value);
    for (const input of this.inputs(group)) {
      const n = facets.find(facet => facet.value === input.value)?.count ?? 0;
      this.number(input, n);
      input.closest('label')!.hidden = !n && !input.checked;
    }
  }

  private number(input: HTMLInputElement, n: number | undefined): void {
    one('.n', input.closest('label')!)!.textContent = n === undefined ? '' : n.toLocaleString(pageLang);
  }

  /** The control for a value, made in its place if it is new: what has the focus does not move. */
  private input(name: Group | 'lang', value: string): HTMLInputElement {
    const here = this.inputs(name);
    const known = here.find(input => input.value === value);
    if (known) return known;
    const input = make('input') as HTMLInputElement;
    input.type = name === 'lang' ? 'radio' : 'checkbox';
    input.name = name;
    input.value = value;
    const label = make('label', '', input, make('bdi', '', nameOf(name, value)), make('span', 'n'));
    if (name === 'lang') one('bdi', label)!.lang = value;
    const next = here.find(other => name !== 'lang' && before(name, value, other.value));
    one(`[data-filter="${name}"]`, this.root)!.insertBefore(label, next?.closest('label') ?? null);
    return input;
  }
}

const nameOf = (group: string, value: string): string =>
  names(group === 'lang' ? 'languages' : `${group}s`)[value] ?? value;

const kinds = ['faq', 'guide', 'error', 'page', 'notice', 'release', 'incident'];

/** The order of a group: versions from the newest, products by name. */
function before(group: string, a: string, b: string): boolean {
  if (group === 'kind') return kinds.indexOf(a) < kinds.indexOf(b);
  if (group === 'version') return a.localeCompare(b, 'en', {numeric: true}) > 0;
  return nameOf(group, a).localeCompare(nameOf(group, b), pageLang) < 0;
}

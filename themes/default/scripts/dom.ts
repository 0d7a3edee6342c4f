// Short names for what all modules do.

export const one = <T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T | null =>
  within.querySelector<T>(selector);

export const all = <T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T[] =>
  [...within.querySelectorAll<T>(selector)];

/** Makes an element with a class and children; strings become text. */
export function make(tag: string, className = '', ...children: (Node | string)[]): HTMLElement {
  const e = document.createElement(tag);
  if (className) e.className = className;
  e.append(...children);
  return e;
}

/** Fills {1}, {2} … of a text. */
export const fill = (text: string, ...values: (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (place, n) => String(values[+n - 1] ?? place));

/** The page's language, for Intl. English without a country writes days as the pages do: 14 October 2026. */
export const lang = (document.documentElement.lang || 'en').replace(/^en$/, 'en-GB');

/** Picks the form of a text for a number and fills {1} with it. */
export function count(forms: Record<string, string>, n: number): string {
  const form = forms[new Intl.PluralRules(lang).select(n)] ?? forms.other;
  return fill(form, n.toLocaleString(lang));
}

let voice: HTMLElement | undefined;

/** Has screen readers say a text. */
export function say(text: string): void {
  if (!voice) {
    voice = make('p', 'sr');
    voice.setAttribute('role', 'status');
    document.body.append(voice);
  }
  voice.textContent = '';
  setTimeout(() => (voice!.textContent = text), 50); // when the region is known
}

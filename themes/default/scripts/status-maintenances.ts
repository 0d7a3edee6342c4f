// Moves maintenances from 'planned' to 'under way' and out again by the reader's
// clock, and adds those that a newer status brings.
import {all, lang, make, one} from './dom';
import type {Maintenance, Status, Words} from './live-data';
import {at, open} from './live-data';

export function showMaintenances(s: Status, words: Words, now: number): void {
  const active = one('[data-maintenances="active"]');
  const coming = one('[data-maintenances="coming"]');
  if (!active || !coming) return;
  const own = one('main')?.dataset.service;
  const listed = new Set<string>();
  for (const m of s.maintenances.filter((x) => !own || own in x.services)) {
    listed.add(m.id);
    const over = now >= at(m.end_at) && !m.goes_on;
    let box = one(`article.maintenance[data-id="${CSS.escape(m.id)}"]`);
    if (over) {
      box?.remove();
      continue;
    }
    const place = open(m, now) ? active : coming;
    box ??= article(m, words);
    if (box.dataset.start !== m.start_at || box.dataset.end !== m.end_at) {
      const moved = article(m, words);
      box.replaceWith(moved);
      box = moved;
    }
    if (box.parentElement !== place) place.append(box);
  }
  for (const box of all('article.maintenance[data-id]')) if (!listed.has(box.dataset.id!) && known(s)) box.remove();
  active.closest('section')!.hidden = !one('article', active);
  const none = one('.coming-none');
  if (none) none.hidden = Boolean(one('article', coming));
}

/** A status lists at most twenty; then what it does not list may still be. */
const known = (s: Status): boolean => s.maintenances.length < 20;

function article(m: Maintenance, words: Words): HTMLElement {
  const link = make('a', '', m.title) as HTMLAnchorElement;
  link.href = m.url;
  const box = make('article', 'maintenance', make('h3', '', link), make('p', 'span', times(m), ' ', countdown(words)));
  Object.assign(box.dataset, {id: m.id, start: m.start_at, end: m.end_at});
  return box;
}

/** From when to when it is, in the reader's zone. */
export function times(m: Maintenance): string {
  const format = new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23'});
  return format.formatRange(at(m.start_at), at(m.end_at));
}

/** A line that the clocks will fill. */
export function countdown(words: Words): HTMLElement {
  const line = make('span', 'countdown');
  Object.assign(line.dataset, {before: words.starts_in, within: words.ends_in, after: words.is_over});
  line.hidden = true;
  return line;
}

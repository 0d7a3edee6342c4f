// The banners over all pages, made anew when there is news: the worst open
// incident, and the next maintenances, each shown when its time comes.
import {all, fill, lang, make, one} from './dom';
import type {Maintenance, Status} from './live-data';
import {at} from './live-data';
import {news} from './live';
import {mark, tone} from './marks';

const severities = ['minor', 'major', 'critical'];
const listed = 3;

export function startBanners(): void {
  document.addEventListener(news, (e) => show((e as CustomEvent<Status>).detail));
}

function show(s: Status): void {
  for (const old of all('.banner[data-live]')) old.remove();
  const before = one('header.top');
  if (!before) return;
  const [worst] = [...s.incidents].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
  if (worst) before.before(banner(worst.state, worst.title, worst.url));
  for (const m of s.maintenances.slice(0, listed)) before.before(planned(m));
  document.dispatchEvent(new Event('deskbell:clock'));
}

function banner(state: string, title: string, url: string, ...more: Node[]): HTMLElement {
  const link = make('a', '', title) as HTMLAnchorElement;
  link.href = url;
  const e = make('aside', `banner is-${tone(state)}`, make('p', '', mark(state), link, ...more));
  e.setAttribute('aria-label', fill(document.body.dataset.banner ?? '{1}', title));
  e.dataset.live = '';
  return e;
}

function planned(m: Maintenance): HTMLElement {
  const format = new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23'});
  const e = banner('under_maintenance', m.title, m.url, document.createTextNode(' '), make('span', 'span', format.formatRange(at(m.start_at), at(m.end_at))));
  e.dataset.show = m.show_at;
  if (!m.goes_on) e.dataset.end = m.end_at;
  return e;
}

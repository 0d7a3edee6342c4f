// Brings the open incidents of a page up to a newer status.
import {all, fill, make, one} from './dom';
import type {Incident, Now, Status, Words} from './live-data';
import {at, readerTime} from './live-data';
import {mark} from './marks';

export function showIncidents(s: Status, words: Words, view: Now): void {
  const own = one('main')?.dataset.incident;
  const page = one('main');
  if (own && page) {
    const incident = s.incidents.find((i) => i.id === own);
    if (incident) renew(page, incident, words);
    else if (one('[data-open]', page)) close(page, words);
    return;
  }
  const section = one('section.open-incidents');
  if (!section) return;
  const service = page?.dataset.service;
  const wanted = s.incidents.filter((i) => !service || service in i.services);
  for (const box of all('article.incident', section)) {
    if (!wanted.some((i) => i.id === box.dataset.id)) retire(box, words);
  }
  const title = one('h2', section);
  for (const incident of [...wanted].reverse()) {
    const box = one(`article[data-id="${CSS.escape(incident.id)}"]`, section);
    if (box) renew(box, incident, words);
    else title?.after(article(incident, s, words));
  }
  section.hidden = !one('article', section);
  for (const box of all('article.incident', section)) {
    const incident = wanted.find((i) => i.id === box.dataset.id);
    if (incident) impacts(box, incident, s, words, view);
  }
}

/** An incident that the page has: its phase, and its newest update where that is new. */
function renew(box: HTMLElement, i: Incident, words: Words): void {
  const phase = one('.state-word', box);
  if (phase) phase.textContent = i.phase_text;
  let list = one('.updates', box);
  if (!list) box.append((list = make('ol', 'updates')));
  const newest = one<HTMLTimeElement>('time', list);
  if (i.text && (!newest || at(newest.dateTime) < at(i.updated_at))) list.prepend(update(i));
  const late = one('.late', box);
  if (i.update_due_at) {
    if (late) fillLate(late, i.update_due_at, words);
    else list.before(lateLine(i.update_due_at, words));
  } else late?.remove();
}

function article(i: Incident, s: Status, words: Words): HTMLElement {
  const link = make('a', '', i.title) as HTMLAnchorElement;
  link.href = i.url;
  const line = make('p', 'item-line', make('span', `severity v-${i.severity}`, i.severity_text), make('span', 'state-word', i.phase_text), make('span', 'when', time(i.started_at)));
  const box = make('article', `incident v-${i.severity}`, make('h3', '', link), line);
  box.dataset.id = i.id;
  if (i.workaround) {
    const text = make('div', 'text', ...i.workaround.split('\n').map((l) => make('p', '', l)));
    box.append(make('div', 'workaround', make('p', 'workaround-title', words.workaround), text));
  }
  if (i.update_due_at) box.append(lateLine(i.update_due_at, words));
  box.append(make('ol', 'updates', update(i)));
  return box;
}

function impacts(box: HTMLElement, i: Incident, s: Status, words: Words, view: Now): void {
  const list = make('ul', 'impacts');
  for (const x of s.services) {
    const state = i.services[x.id];
    if (!state) continue;
    const shown = view.stale ? 'no_data' : state;
    list.append(make('li', '', mark(shown), make('span', '', x.name), ' ', make('small', '', words.states[shown])));
  }
  const old = one('.impacts', box);
  if (old) old.replaceWith(list);
  else if (list.children.length) one('.updates', box)?.before(list);
}

const update = (i: Incident): HTMLElement =>
  make('li', '', make('p', 'update-head', make('b', '', i.phase_text), ' ', time(i.updated_at)), make('p', '', i.text));

function time(when: string): HTMLElement {
  const e = make('time', '', readerTime(when)) as HTMLTimeElement;
  e.dateTime = when;
  return e;
}

function lateLine(due: string, words: Words): HTMLElement {
  const e = make('p', 'late');
  e.hidden = true;
  fillLate(e, due, words);
  return e;
}

function fillLate(e: HTMLElement, due: string, words: Words): void {
  e.dataset.due = due;
  e.textContent = fill(words.late, readerTime(due));
}

/** An incident that is over leaves the open ones for the history. */
function retire(box: HTMLElement, words: Words): void {
  const day = one('section.history .day');
  close(box, words);
  box.className = 'incident';
  if (day) one('h3', day)?.after(box);
  else box.remove();
}

function close(box: HTMLElement, words: Words): void {
  const phase = one('.state-word', box);
  if (phase) phase.textContent = words.resolved;
  one('.late', box)?.remove();
  one('.workaround', box)?.remove();
}

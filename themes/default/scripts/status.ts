// The pages that show how the services do. They hold a status when they are
// made; from then on they follow the reader's clock, and every newer status.
import {all, one} from './dom';
import type {Now, Status, Words} from './live-data';
import {at, derive, readerTime, sentenceOf} from './live-data';
import {news} from './live';
import {paint, sign} from './marks';
import {showIncidents} from './status-incidents';
import {showMaintenances} from './status-maintenances';
import {showNext} from './status-next';

interface Page {
  status: Status;
  words: Words;
  icons: string; // the folder of the states' icons
}

const tick = 15_000;

const block = one('#db-live');
if (block) start(JSON.parse(block.textContent!));

function start(page: Page): void {
  let status = page.status;
  const first = status.generated_at;
  const draw = (fresh: boolean) => {
    const now = Date.now();
    const view = derive(status, page.words, now);
    showServices(view, page.words);
    showSentence(page, status, view, now, first);
    showMaintenances(status, page.words, now);
    showNext(status, page.words, now);
    if (fresh) {
      showIncidents(status, page.words, view);
      showTime(status);
    }
    showStale(view);
  };
  draw(false);
  setInterval(draw, tick, false);
  document.addEventListener(news, (e) => {
    const next = (e as CustomEvent<Status>).detail;
    if (at(next.generated_at) <= at(status.generated_at)) return;
    status = next;
    draw(true);
    document.dispatchEvent(new Event('deskbell:clock'));
  });
}

/** The rows of services, and the services that a service rests on. */
function showServices(view: Now, words: Words): void {
  for (const [id, state] of view.services) {
    for (const e of all(`[data-state-of="${CSS.escape(id)}"]`)) setState(e, state, words);
  }
}

function setState(e: HTMLElement, state: string, words: Words): void {
  if (e.dataset.state === state) return;
  e.dataset.state = state;
  paint(e, state);
  const word = one('.state-name', e);
  if (word) word.textContent = words.states[state];
}

function showSentence(page: Page, status: Status, view: Now, now: number, first: string): void {
  const own = one('main')?.dataset.service;
  const state = (own && view.services.get(own)) || view.state;
  const box = one('.sentence, .pill');
  const line = box && one('.fresh-text', box);
  if (box && line) {
    const written = (line.dataset.written ??= line.textContent!); // by the build, with all that it knew
    const as = own && (view.crossed || status.generated_at !== first) && !view.stale ? sentenceOf(status, page.words, own, state, now) : written;
    const text = own && !view.stale ? as : view.sentence;
    if (line.textContent !== text) line.textContent = text;
    if (box.dataset.state !== state) {
      box.dataset.state = state;
      paint(box, state);
    }
  }
  const title = one('title')!;
  const base = title.dataset.page;
  if (base === undefined) return; // the home page keeps its title
  const text = `${sign(state)} ${own && !view.stale ? page.words.states[state] : view.sentence} · ${base}`;
  if (document.title !== text) document.title = text;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = `${page.icons}${state}.svg`;
  if (icon && icon.getAttribute('href') !== href) icon.setAttribute('href', href);
}

function showTime(status: Status): void {
  for (const time of all<HTMLTimeElement>('.as-of time, .status-line time')) {
    time.dateTime = status.generated_at;
    time.textContent = readerTime(status.generated_at);
    time.parentElement?.querySelector('.yours')?.remove();
  }
  for (const hint of all('.stale-hint')) hint.dataset.due = status.stale_after;
}

/** Past its time a page says that it does not know, and nothing on it is green. */
function showStale(view: Now): void {
  const main = one('main')!;
  if (main.classList.contains('is-stale-now') === view.stale) return;
  main.classList.toggle('is-stale-now', view.stale);
  for (const hint of all('.stale-hint')) hint.hidden = !view.stale;
}

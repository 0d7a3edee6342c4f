// What changes with the reader's clock: countdowns, the maintenance banner,
// and a status that is too old to be believed.
import {all, fill, lang, one} from './dom';

const minute = 60_000;

export function startClocks(): void {
  const update = () => {
    const now = Date.now();
    for (const box of all('[data-start][data-end]')) countdown(box, now);
    for (const banner of all('.banner[data-show]')) {
      banner.hidden = now < +new Date(banner.dataset.show!) || now >= +new Date(banner.dataset.end!);
    }
    for (const part of all('[data-stale-after]')) stale(part, now);
  };
  update();
  if (one('[data-start], [data-show], [data-stale-after]')) setInterval(update, minute / 2);
}

function countdown(box: HTMLElement, now: number): void {
  const line = one('.countdown', box);
  if (!line) return;
  const start = +new Date(box.dataset.start!);
  const end = +new Date(box.dataset.end!);
  const {before, within, after} = line.dataset;
  const text = now < start ? fill(before!, span(start - now)) : now < end ? fill(within!, span(end - now)) : after!;
  if (line.textContent !== text) line.textContent = text;
  line.hidden = false;
}

/** A span in its two largest units, in the page's words for them. */
function span(ms: number): string {
  let rest = Math.max(1, Math.ceil(ms / minute));
  const parts: string[] = [];
  for (const [unit, size] of [['day', 1440], ['hour', 60], ['minute', 1]] as const) {
    const n = Math.floor(rest / size);
    rest %= size;
    if (n && parts.length < 2) parts.push(new Intl.NumberFormat(lang, {style: 'unit', unit, unitDisplay: 'short'}).format(n));
    else if (parts.length) break;
  }
  return parts.join(' ');
}

/** Past its time a page says that it does not know, and never that all is well. */
function stale(part: HTMLElement, now: number): void {
  if (part.classList.contains('is-stale-now') || now < +new Date(part.dataset.staleAfter!)) return;
  part.classList.add('is-stale-now');
  const sentence = one('.fresh-text', part);
  const since = new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23'}).format(new Date(part.dataset.generated!));
  if (sentence) sentence.textContent = fill(part.dataset.stale ?? '', since);
  const tones = ['is-ok', 'is-degraded', 'is-partial', 'is-outage', 'is-maintenance'];
  for (const toned of all('.sentence, .pill, .service .state', part)) {
    toned.classList.remove(...tones);
    toned.classList.add('is-unknown');
    toned.querySelector('svg.mark')?.replaceChildren(ring());
    toned.querySelector('svg.mark')?.setAttribute('class', 'mark is-unknown');
    if (toned.matches('.state') && toned.lastChild) toned.lastChild.textContent = part.dataset.unknown ?? '';
  }
  const asOf = one('.as-of', part);
  if (asOf && part.dataset.hint) asOf.append(' ', part.dataset.hint);
}

/** The shape of what is not known. */
function ring(): SVGElement {
  const e = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  for (const [name, value] of Object.entries({class: 'hollow', cx: 8, cy: 8, r: 5.5})) e.setAttribute(name, String(value));
  return e;
}

// What changes with the reader's clock: countdowns, maintenance banners, and
// the news on an incident that is late.
import {all, fill, lang, one} from './dom';
import {due} from './due';

const minute = 60_000;

export function startClocks(): void {
  const update = () => {
    const now = Date.now();
    for (const box of all('[data-start][data-end]')) countdown(box, now);
    due(now);
  };
  update();
  document.addEventListener('deskbell:clock', update);
  if (document.body.dataset.live || one('[data-start], [data-show], [data-due]')) setInterval(update, minute / 2);
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

// Tells the day under the pointer over a service's bars. The days worth words
// also stand in a list below, for keyboards and screen readers.
import {all, lang, make, one} from './dom';

export function startBars(): void {
  const good = one('[data-good]')?.dataset.good ?? '';
  const format = new Intl.DateTimeFormat(lang, {dateStyle: 'long', timeZone: 'UTC'});
  for (const box of all('.bars')) {
    const svg = box.querySelector<SVGElement>(':scope > svg');
    const days = Number(box.dataset.days);
    if (!svg || !days) continue;
    const tip = make('div', 'day-tip');
    tip.hidden = true;
    tip.setAttribute('aria-hidden', 'true');
    box.append(tip);
    const show = (e: PointerEvent) => {
      const area = svg.getBoundingClientRect();
      const place = Math.min(days - 1, Math.max(0, Math.floor(((e.clientX - area.left) / area.width) * days)));
      const day = getComputedStyle(box).direction === 'rtl' ? days - 1 - place : place;
      const at = new Date(`${box.dataset.first}T00:00:00Z`);
      at.setUTCDate(at.getUTCDate() + day);
      const words = one(`[data-day="${day}"]`, box)?.textContent;
      tip.textContent = words ?? `${format.format(at)} · ${good}`;
      tip.hidden = false;
      const half = tip.offsetWidth / 2;
      const middle = ((place + 0.5) / days) * area.width;
      const left = Math.min(area.width - 2 * half, Math.max(0, middle - half));
      tip.style.setProperty('left', `${left}px`);
    };
    svg.addEventListener('pointermove', show);
    svg.addEventListener('pointerdown', show);
    svg.addEventListener('pointerleave', () => (tip.hidden = true));
  }
}

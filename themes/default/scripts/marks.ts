// The shapes of the states, as the pages have them: each state has one, so that
// colour is never alone.

export const tones: Record<string, string> = {
  operational: 'ok',
  degraded_performance: 'degraded',
  partial_outage: 'partial',
  major_outage: 'outage',
  under_maintenance: 'maintenance',
};

export const tone = (state: string): string => tones[state] ?? 'unknown';

/** The same shapes as signs, for titles. */
const signs: Record<string, string> = {ok: '●', degraded: '▲', partial: '◐', outage: '■', maintenance: '◆', unknown: '○'};

export const sign = (state: string): string => signs[tone(state)];

const shapes: Record<string, [string, boolean?][]> = {
  ok: [['M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z']],
  degraded: [['M8 1.5 15 14H1z']],
  partial: [['M8 2a6 6 0 0 0 0 12z'], ['M8 2a6 6 0 0 1 0 12z', true]],
  outage: [['M2 2h12v12H2z']],
  maintenance: [['M8 1l7 7-7 7-7-7z']],
  unknown: [['M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', true]],
};

/** A state's mark. */
export function mark(state: string): SVGElement {
  const svg = element('svg', {class: `mark is-${tone(state)}`, viewBox: '0 0 16 16', 'aria-hidden': 'true'});
  for (const [d, hollow] of shapes[tone(state)]) svg.append(element('path', hollow ? {class: 'hollow', d} : {d}));
  return svg;
}

function element(name: string, attributes: Record<string, string>): SVGElement {
  const e = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) e.setAttribute(key, attributes[key]);
  return e;
}

/** Gives an element the colour of a state, and its mark the shape. */
export function paint(e: Element, state: string): void {
  for (const t of ['ok', 'degraded', 'partial', 'outage', 'maintenance', 'unknown']) e.classList.toggle(`is-${t}`, t === tone(state));
  e.querySelector('svg.mark')?.replaceWith(mark(state));
}

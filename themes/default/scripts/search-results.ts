// Builds what was found from text nodes, never from markup.
import {make} from './dom';
import {settings, type Hit} from './search-api';

/** A text with its matches marked. */
export function marked(text: string, marks: readonly (readonly [number, number])[]): DocumentFragment {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of marks) {
    out.append(text.slice(at, start), make('mark', '', text.slice(start, end)));
    at = end;
  }
  out.append(text.slice(at));
  return out;
}

/** One hit as a link. */
export function hitLink(hit: Hit): HTMLAnchorElement {
  const kinds = JSON.parse(settings().kinds ?? '{}') as Record<string, string>;
  const title = make('span', 'hit-title', make('span', '', marked(hit.title, hit.titleMarks)));
  if (hit.section) title.append(make('span', 'section', marked(hit.section, hit.sectionMarks)));
  const products = (JSON.parse(settings().products ?? '{}') ?? {}) as Record<string, string>;
  const words = [hit.answer ? settings().answer : kinds[hit.kind], products[hit.product] ?? hit.product, hit.version].filter(Boolean);
  title.append(make('span', 'hit-meta', words.join(' · ')));
  const link = make('a', hit.answer ? 'hit is-answer' : 'hit', title) as HTMLAnchorElement;
  if (hit.excerpt) link.append(make('span', 'hit-text', marked(hit.excerpt, hit.marks)));
  link.href = hit.url;
  if (hit.lang && hit.lang !== settings().lang) link.lang = hit.lang;
  return link;
}

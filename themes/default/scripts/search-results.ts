// Builds what was found from text nodes, never from markup.
import {make} from './dom';
import {names, settings, type Hit} from './search-api';

/** A text with its matches marked, in an element that keeps its direction apart from what is around it. */
function marked(tag: string, text: string, marks: readonly (readonly [number, number])[], lang: string): HTMLElement {
  const out = make(tag);
  out.dir = 'auto';
  if (lang) out.lang = lang;
  let at = 0;
  for (const [start, end] of marks) {
    out.append(text.slice(at, start), make('mark', '', text.slice(start, end)));
    at = end;
  }
  out.append(text.slice(at));
  return out;
}

/** One hit as an option of a list. */
export function hitOption(hit: Hit, id: string): HTMLAnchorElement {
  const link = make('a', classOf(hit), make('span', 'hit-title', ...title(hit))) as HTMLAnchorElement;
  if (hit.excerpt) link.append(excerpt('span', hit));
  link.href = hit.url;
  link.id = id;
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  return link;
}

/** One hit as an item of a list, with a link. */
export function hitItem(hit: Hit): HTMLElement {
  const link = make('a', 'hit-title', ...title(hit)) as HTMLAnchorElement;
  link.href = hit.url;
  return make('li', classOf(hit), link, ...(hit.excerpt ? [excerpt('p', hit)] : []));
}

const classOf = (hit: Hit): string => (hit.answer ? 'hit is-answer' : 'hit');

/** A hit's language where it is not the page's. */
const foreign = (hit: Hit): string => (hit.lang && hit.lang !== settings().lang ? hit.lang : '');

function title(hit: Hit): Node[] {
  const lang = foreign(hit);
  const out: Node[] = [marked('bdi', hit.title, hit.titleMarks, lang)];
  if (hit.section) out.push(make('span', 'section', marked('bdi', hit.section, hit.sectionMarks, lang)));
  return [...out, document.createTextNode(' '), meta(hit, lang)];
}

function excerpt(tag: string, hit: Hit): HTMLElement {
  const text = marked(tag, hit.excerpt, hit.marks, foreign(hit));
  text.className = 'hit-text';
  return text;
}

/** What a page is: its kind, product, version, and language where it is another. */
function meta(hit: Hit, lang: string): HTMLElement {
  const out = make('span', 'hit-meta');
  const words = [
    hit.answer ? settings().answer : names('kinds')[hit.kind],
    names('products')[hit.product] ?? hit.product,
    hit.version,
    lang && (names('languages')[lang] ?? lang),
  ];
  for (const word of words.filter(Boolean)) out.append(out.childNodes.length ? ' · ' : '', make('bdi', '', word!));
  if (hit.older) out.append(' ', make('span', 'tag', settings().older ?? ''));
  return out;
}

// Marks the heading being read in the table of contents, and opens the table
// where it has a column of its own.
import {all, one} from './dom';

export function startContents(): void {
  const wide = matchMedia('(min-width: 1100px)');
  const folds = all<HTMLDetailsElement>('.contents .fold, .versions .fold');
  const fit = () => {
    for (const fold of folds) fold.open = wide.matches;
  };
  if (folds.length) {
    fit();
    wide.addEventListener('change', fit);
  }
  const table = one('.contents');
  if (!table) return;
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of all<HTMLAnchorElement>('a', table)) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const visible = new Set<Element>();
  let current: HTMLAnchorElement | undefined;
  const mark = (link: HTMLAnchorElement | undefined) => {
    if (!link || link === current) return;
    current?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'location');
    current = link;
  };
  const headings = [...links.keys()];
  const observer = new IntersectionObserver(
    entries => {
      for (const e of entries) {
        if (e.isIntersecting) visible.add(e.target);
        else visible.delete(e.target);
      }
      // The first heading on the screen; between two, the last one passed.
      const passed = headings.filter(h => h.getBoundingClientRect().top < 120);
      const reading = headings.find(h => visible.has(h)) ?? passed.pop();
      mark(reading && links.get(reading));
    },
    {rootMargin: '-64px 0px -60% 0px'},
  );
  for (const h of headings) observer.observe(h);
}

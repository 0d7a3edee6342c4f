// Gives each heading of the text a link to itself.
import {all, make} from './dom';

export function startHeadingLinks(): void {
  const label = document.body.dataset.permalink;
  if (!label) return;
  for (const heading of all('.text :is(h2, h3, h4)[id]')) {
    const link = make('a', 'heading-link', '#') as HTMLAnchorElement;
    link.href = '#' + encodeURIComponent(heading.id);
    link.setAttribute('aria-label', `${label} ${heading.textContent}`);
    heading.append(link);
  }
}

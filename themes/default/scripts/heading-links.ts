// Links to headings and questions also copy their address.
import {say} from './dom';

export function startHeadingLinks(): void {
  if (!navigator.clipboard) return;
  document.addEventListener('click', async e => {
    const link = (e.target as Element).closest<HTMLAnchorElement>('.heading-link, .permalink a');
    const told = document.body.dataset.linkCopied;
    if (!link || !told || e.ctrlKey || e.metaKey || e.shiftKey) return;
    await navigator.clipboard.writeText(link.href);
    say(told);
    link.classList.add('copied');
    setTimeout(() => link.classList.remove('copied'), 2000);
  });
}

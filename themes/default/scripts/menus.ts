// The language list closes as one expects, and the navigation that covers a
// phone's page keeps the focus until it is closed.
import {all, one} from './dom';

export function startMenus(): void {
  for (const menu of all<HTMLDetailsElement>('details.popup')) {
    document.addEventListener('click', e => {
      if (!menu.contains(e.target as Node)) menu.open = false;
    });
    menu.addEventListener('keydown', e => {
      if (e.key !== 'Escape' || !menu.open) return;
      menu.open = false;
      one('summary', menu)?.focus();
    });
  }
  const nav = one('#db-nav');
  const here = nav && one('[aria-current="page"]', nav);
  if (here) nav.scrollTop = here.offsetTop - nav.clientHeight / 2; // its own scroll, not the page's
  const opener = one<HTMLAnchorElement>('.menu-open');
  if (!nav || !opener) return;
  const others = [...document.body.children].filter(e => !e.contains(nav)).concat([one('#db-main')!]);
  let covered = false;
  const follow = () => {
    const open = location.hash === '#db-nav' && getComputedStyle(nav).position === 'fixed';
    if (open === covered) return;
    covered = open;
    for (const e of others) e.toggleAttribute('inert', open);
    document.documentElement.classList.toggle('covered', open);
    if (open) one('.side-close', nav)?.focus();
    else opener.focus({preventScroll: true});
  };
  let openedHere = false;
  const close = (e: Event) => {
    e.preventDefault();
    // Going back brings the reader to where they were reading.
    if (openedHere) history.back();
    else location.replace('#db-main');
    openedHere = false;
  };
  opener.addEventListener('click', () => (openedHere = true));
  one('.side-close', nav)?.addEventListener('click', close);
  nav.addEventListener('keydown', e => {
    if (e.key === 'Escape' && covered) close(e);
  });
  addEventListener('hashchange', follow);
  follow();
}

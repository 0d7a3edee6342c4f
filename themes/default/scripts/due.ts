/** Shows the banners and hints whose time it is, and no others. */
export function due(now: number): void {
  for (const e of document.querySelectorAll<HTMLElement>('.banner[data-show], [data-due]')) {
    const {show, end, due} = e.dataset;
    e.hidden = now < Date.parse((due ?? show)!) || now >= Date.parse(end!); // without an end it stays
  }
}

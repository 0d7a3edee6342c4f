// The home page's line on the maintenance under way or the nearest ahead, made
// anew when there is another than the page was built with.
import {make, one} from './dom';
import type {Status, Words} from './live-data';
import {at} from './live-data';
import {countdown, times} from './status-maintenances';
import {mark} from './marks';

export function showNext(s: Status, words: Words, now: number): void {
  const line = one('.status-line');
  if (!line) return;
  const old = one('.next-maintenance');
  const [next] = s.maintenances.filter((m) => m.goes_on || now < at(m.end_at)).sort((a, b) => at(a.start_at) - at(b.start_at));
  const end = next && !next.goes_on ? next.end_at : undefined;
  if (old && next && old.dataset.start === next.start_at && old.dataset.end === end && one('a', old)!.textContent === next.title) return;
  if (!next) {
    if (old && !s.maintenances.some((m) => m.start_at === old.dataset.start)) old.remove(); // else it says that it is over
    return;
  }
  const link = make('a', '', next.title) as HTMLAnchorElement;
  link.href = next.url;
  const box = make('p', 'next-maintenance is-maintenance', mark('under_maintenance'), link, ' ', make('span', 'span', times(next)));
  box.dataset.start = next.start_at;
  if (end) {
    box.dataset.end = end;
    box.append(countdown(words));
  }
  if (old) old.replaceWith(box);
  else line.after(box);
  document.dispatchEvent(new Event('deskbell:clock')); // to fill the countdown
}

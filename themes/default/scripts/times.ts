// Beside a time in the vendor's zone, the reader's own, where they differ. What
// stands over the text is left alone: a line more in it would move the whole page.
import {all, fill, lang, make} from './dom';

export function startTimes(): void {
  const label = document.body.dataset.yourTime;
  if (!label) return;
  const clock = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'} as const;
  const sameDay = new Intl.DateTimeFormat(lang, clock);
  const otherDay = new Intl.DateTimeFormat(lang, {...clock, month: 'short', day: 'numeric'});
  for (const time of all<HTMLTimeElement>('time[data-when]:not(.banner *, .next-maintenance *)')) {
    const at = new Date(time.dateTime);
    const offset = /UTC(?:([+−])(\d+)(?::(\d+))?)?/.exec(time.textContent ?? '');
    if (isNaN(+at) || !offset) continue;
    const minutes = (offset[1] === '−' ? -1 : 1) * (+(offset[2] ?? 0) * 60 + +(offset[3] ?? 0));
    if (-at.getTimezoneOffset() === minutes) continue;
    const from = new Date(time.dataset.from ?? time.dateTime);
    const there = (t: Date) => new Date(+t + (minutes + t.getTimezoneOffset()) * 60_000);
    const format = [from, at].every((t) => there(t).getDate() === t.getDate()) ? sameDay : otherDay;
    const yours = +from < +at ? format.formatRange(from, at) : format.format(at);
    time.after(make('span', 'yours', ' ' + fill(label, yours)));
  }
}

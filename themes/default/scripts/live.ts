// Asks now and then how the services do, and tells the page when there is news.
// It asks once a minute while the page is looked at, less and less often when
// there is no answer, and not again on the next page within the minute.
import type {Status} from './live-data';
import {at} from './live-data';

const every = 60_000;
const most = 16 * every;

/** What the page is told of: the detail is the status. */
export const news = 'deskbell:status';

export function startLive(): void {
  const {live: url, liveAt} = document.body.dataset;
  if (!url) return;
  const kept = `deskbell-status ${url}`;
  let newest = 0;
  let wait = every;
  let due = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes a status if it is newer than what the page knows. */
  const take = (s: Status): boolean => {
    const time = at(s?.generated_at);
    if (s?.version !== 1 || !(time > newest) || (liveAt && at(s.updated_at) < at(liveAt))) return false;
    newest = time;
    document.dispatchEvent(new CustomEvent(news, {detail: s}));
    return true;
  };
  const schedule = (delay: number) => {
    clearTimeout(timer);
    due = Date.now() + delay;
    if (!document.hidden) timer = setTimeout(ask, delay);
  };
  const ask = async () => {
    try {
      const answer = await fetch(url, {cache: 'no-cache'});
      if (!answer.ok) throw new Error(String(answer.status));
      const status: Status = await answer.json();
      if (take(status) || at(status.generated_at) === newest) keep(status);
      wait = every;
    } catch {
      wait = Math.min(most, wait * 2);
    }
    schedule(wait * (0.9 + 0.2 * Math.random()));
  };
  const keep = (status: Status) => {
    try {
      sessionStorage.setItem(kept, JSON.stringify({checked: Date.now(), status}));
    } catch {
      // Storage may be refused; the next page then asks for itself.
    }
  };
  const recall = (): number => {
    try {
      const {checked, status} = JSON.parse(sessionStorage.getItem(kept) ?? '{}');
      if (status) take(status);
      const age = Date.now() - checked;
      return age >= 0 && age < every ? every - age : 1000;
    } catch {
      return 1000;
    }
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) clearTimeout(timer);
    else schedule(Math.max(0, due - Date.now()));
  });
  schedule(recall());
}

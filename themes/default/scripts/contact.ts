// The contact page: which channels are open now, by when an answer can be
// expected, and the form filled in with what the page knows already.
import {all, fill, lang, one} from './dom';

interface Promise {
  hours: string;
  response: number; // seconds of working time; 0 promises nothing
  resolution: number;
}

interface Data {
  from: number; // Unix seconds
  until: number;
  calendars: Record<string, [number, number][]>;
  plans: {id: string; promises: Record<string, Promise>}[];
  words: Record<string, string>;
}

const always = '7x24';
const block = one('#db-contact-data');
if (block) start(JSON.parse(block.textContent!));

function start(data: Data): void {
  const update = () => {
    const now = Math.floor(Date.now() / 1000);
    for (const line of all('[data-calendar]')) {
      const text = state(data, line.dataset.calendar!, now);
      line.classList.toggle('is-open', text.open);
      line.textContent = text.words;
      line.hidden = !text.words;
    }
    deadlines(data, now);
  };
  update();
  setInterval(update, 30_000);
  for (const select of all('#db-deadline-plan, #db-deadline-level')) select.addEventListener('change', update);
  const chooser = one('.deadline-choice');
  if (chooser) chooser.hidden = false;
  fillForm();
}

/** Whether a calendar is worked now, and until or from when. */
function state(data: Data, id: string, now: number): {open: boolean; words: string} {
  if (id === always) return {open: true, words: data.words.open_now};
  const spans = data.calendars[id];
  if (!spans || now < data.from || now >= data.until) return {open: false, words: ''}; // not known any more
  const next = spans.find(([, end]) => now < end);
  if (!next) return {open: false, words: ''};
  const open = next[0] <= now;
  return {open, words: open ? fill(data.words.open_until, time(next[1])) : fill(data.words.opens, time(next[0]))};
}

/** When so much working time will have passed; undefined where the page does not know. */
function due(data: Data, id: string, now: number, length: number): number | undefined {
  if (id === always) return now + length;
  if (now < data.from) return undefined;
  let left = length;
  for (const [start, end] of data.calendars[id] ?? []) {
    const from = Math.max(start, now);
    if (from >= end) continue;
    if (end - from >= left) return from + left;
    left -= end - from;
  }
  return undefined;
}

function deadlines(data: Data, now: number): void {
  const output = one('.deadline-result');
  if (!output) return;
  const plan = data.plans.find((p) => p.id === one<HTMLSelectElement>('#db-deadline-plan')?.value);
  const promise = plan?.promises[one<HTMLSelectElement>('#db-deadline-level')?.value ?? ''];
  const line = (key: string, length: number): string => {
    if (!length) return data.words.best_effort;
    const at = due(data, promise!.hours, now, length);
    return at === undefined ? '' : fill(data.words[key], time(at));
  };
  const lines = promise ? [line('respond_by', promise.response), line('resolve_by', promise.resolution)] : [data.words.no_promise];
  const text = [...new Set(lines)].filter(Boolean).join('\n');
  if (output.textContent !== text) output.textContent = text;
}

function time(seconds: number): string {
  return new Intl.DateTimeFormat(lang, {dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23'}).format(seconds * 1000);
}

/** The topic that was opened, the choices above and the address fill the form. */
function fillForm(): void {
  const form = one<HTMLFormElement>('form.contact-form');
  if (!form) return;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;
  const about = new URLSearchParams(location.search).get('about');
  const message = field('message');
  if (about && message && !message.value) message.value = `${about}\n`;
  const page = field('page');
  if (page) page.value = document.referrer.startsWith(location.origin) ? document.referrer : '';
  for (const topic of all<HTMLDetailsElement>('.topic')) {
    topic.addEventListener('toggle', () => {
      const choice = field('topic');
      if (topic.open && choice) choice.value = one('summary', topic)?.textContent?.trim() ?? '';
    });
  }
  for (const [id, name] of [['#db-deadline-plan', 'plan'], ['#db-deadline-level', 'severity']] as const) {
    const above = one<HTMLSelectElement>(id);
    const below = field(name);
    above?.addEventListener('change', () => below && (below.value = above.value));
    if (above && below) below.value = above.value;
  }
}

// A banner for other sites and apps: one file, no dependency, no cookie. It shows
// the open incidents and the maintenances under way over the page that loads it
// by <script src="…/status/banner.js" defer></script>. What is not known any more
// is not shown. It works under a policy that allows this script and, in
// connect-src, its address: its style is its own and nothing is written as HTML.
import type {Status} from './live-data';

declare const bannerWords: {close: string; label: string};

const every = 120_000;
const source = new URL('status.json', (document.currentScript as HTMLScriptElement).src);
const closed = 'deskbell-closed';
const colors: Record<string, string> = {degraded_performance: '#855c00', partial_outage: '#a34708', major_outage: '#b3261e', under_maintenance: '#5b4bb5'};
const signs: Record<string, string> = {degraded_performance: '▲', partial_outage: '◐', major_outage: '■', under_maintenance: '◆'};

const host = document.createElement('deskbell-status');
const root = host.attachShadow({mode: 'open'});
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  ':host{display:block}div{display:flex;gap:12px;align-items:center;padding:8px 16px;color:#fff;font:15px/1.5 system-ui,sans-serif}' +
    'a{flex:1;color:inherit}button{min-width:44px;min-height:44px;border:0;background:none;color:inherit;font:20px/1 system-ui,sans-serif;cursor:pointer}' +
    ':focus-visible{outline:2px solid #fff;outline-offset:-4px}',
);
root.adoptedStyleSheets = [sheet];

let last: Status | undefined;

function dismissed(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(closed) ?? '[]');
  } catch {
    return [];
  }
}

function line(id: string, state: string, text: string, url: string): HTMLElement {
  const box = document.createElement('div');
  box.style.setProperty('background', colors[state] ?? colors.degraded_performance);
  const link = document.createElement('a');
  const to = new URL(url, source);
  if (to.protocol === 'https:' || to.protocol === 'http:') link.href = to.href;
  link.textContent = `${signs[state] ?? signs.degraded_performance} ${text}`;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', bannerWords.close);
  close.addEventListener('click', () => {
    box.remove();
    try {
      sessionStorage.setItem(closed, JSON.stringify([...dismissed(), id]));
    } catch {
      // Storage may be refused; the banner then comes back with the next page.
    }
  });
  box.append(link, close);
  return box;
}

function show(): void {
  const now = Date.now();
  const gone = dismissed();
  const lines: HTMLElement[] = [];
  const add = (id: string, state: string, title: string, url: string) => {
    if (!gone.includes(id)) lines.push(line(id, state, title, url));
  };
  if (last && now < Date.parse(last.stale_after)) {
    for (const i of last.incidents) add(`${i.id} ${i.started_at}`, i.state, i.title, i.url);
    for (const m of last.maintenances) {
      if (Date.parse(m.start_at) <= now && (now < Date.parse(m.end_at) || m.goes_on)) add(`${m.id} ${m.start_at}`, 'under_maintenance', m.title, m.url);
    }
  }
  root.replaceChildren(...lines);
}

async function ask(): Promise<void> {
  if (!document.hidden) {
    try {
      const answer = await fetch(source, {cache: 'no-cache', credentials: 'omit'});
      const status: Status = await answer.json();
      if (answer.ok && status.version === 1 && !(last && Date.parse(status.generated_at) < Date.parse(last.generated_at))) last = status;
    } catch {
      // What was known still holds until it is stale.
    }
  }
  show();
  setTimeout(ask, every * (0.9 + 0.2 * Math.random()));
}

function begin(): void {
  host.setAttribute('role', 'region');
  host.setAttribute('aria-label', bannerWords.label);
  document.body.prepend(host);
  void ask();
}
if (document.body) begin();
else addEventListener('DOMContentLoaded', begin);

// Only while a site is being written: reloads the page when it was built anew,
// takes a changed style sheet without reloading, and shows what is wrong with
// the site's files over the page until it is mended.
interface Problem {
  severity: string;
  file: string;
  line: number;
  column: number;
  message: string;
  hint: string;
  source: string;
}

const stored = `deskbell-scroll ${location.pathname}`;
const scrolled = sessionStorage.getItem(stored);
if (scrolled !== null) {
  sessionStorage.removeItem(stored);
  addEventListener('load', () => scrollTo(0, Number(scrolled)));
}

const part = (tag: string, className: string, text = ''): HTMLElement => {
  const e = document.createElement(tag);
  e.className = className;
  e.textContent = text;
  return e;
};

let panel: HTMLElement | undefined;

const clear = () => {
  panel?.remove();
  panel = undefined;
};

function show(problems: Problem[]): void {
  clear();
  if (!problems.length) return;
  panel = part('section', 'problems');
  panel.setAttribute('role', 'alert');
  for (const p of problems) {
    const item = part('div', `problem is-${p.severity}`);
    const place = [p.file, p.line, p.column].filter(Boolean).join(':');
    item.append(part('p', 'problem-place', place), part('p', 'problem-message', `${p.severity}: ${p.message}`));
    if (p.source) {
      const caret = p.column ? '\n' + [...p.source].slice(0, p.column - 1).map(c => (c === '\t' ? c : wide(c) ? '\u3000' : ' ')).join('') + '^' : '';
      item.append(part('pre', 'problem-source', p.source + caret));
    }
    if (p.hint) item.append(part('p', 'problem-hint', p.hint));
    panel.append(item);
  }
  const close = part('button', 'problem-close', '×') as HTMLButtonElement;
  close.type = 'button';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', clear);
  panel.prepend(close);
  document.body.append(panel);
}

const wide = (c: string) => /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c);

const events = new EventSource('/_deskbell/events');
events.addEventListener('problems', e => show(JSON.parse((e as MessageEvent<string>).data) as Problem[]));
events.addEventListener('ok', clear);
events.addEventListener('reload', () => {
  sessionStorage.setItem(stored, String(scrollY));
  location.reload();
});
events.addEventListener('styles', e => {
  const href = (e as MessageEvent<string>).data;
  const old = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
  if (!old || !href) return;
  const fresh = old.cloneNode() as HTMLLinkElement;
  fresh.href = href;
  fresh.addEventListener('load', () => old.remove());
  old.after(fresh);
});
addEventListener('pagehide', () => events.close());

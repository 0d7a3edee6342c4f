// Shows the questions of a click-through one at a time. The step stands in the
// page's address, as it does without this script; the way that led to it stands
// in the history's entry, so that the browser's own buttons go back along it.
import {all, make, one} from './dom';

type Way = string[]; // ids of steps, the present one last

for (const flow of all('.flow')) stepThrough(flow);

function stepThrough(flow: HTMLElement): void {
  const steps = new Map(all('.flow-step', flow).map(step => [step.id, step]));
  const first = steps.keys().next().value;
  if (first === undefined || steps.size < 2) return;
  const key = 'flow-' + first;
  const named = () => decodeURIComponent(location.hash.slice(1));
  const way = (): Way => {
    const kept: unknown = (history.state as Record<string, unknown> | null)?.[key];
    if (Array.isArray(kept) && kept.every(id => steps.has(String(id))) && kept.length) return kept as Way;
    return steps.has(named()) && named() !== first ? [first, named()] : [first];
  };

  const path = make('ol', 'flow-path');
  const back = button('flow-back', flow.dataset.back);
  const again = button('flow-again', flow.dataset.again);
  const link = make('a', 'flow-link', flow.dataset.link ?? '') as HTMLAnchorElement;
  const tools = make('p', 'flow-tools', back, again, link);
  flow.prepend(path);
  flow.append(tools);
  flow.classList.add('stepwise');

  const show = (focus: boolean) => {
    const now = way();
    const id = now[now.length - 1];
    for (const [name, step] of steps) step.classList.toggle('current', name === id);
    path.replaceChildren(...now.slice(0, -1).map((from, i) => crumb(steps, from, now[i + 1])));
    back.hidden = again.hidden = now.length < 2;
    link.href = '#' + encodeURIComponent(id);
    if (focus) {
      const question = one('.flow-question', steps.get(id)!)!;
      question.tabIndex = -1;
      question.focus({preventScroll: true});
      if (flow.getBoundingClientRect().top < 0) flow.scrollIntoView();
    }
  };
  const go = (to: Way) => {
    history.pushState({...(history.state as object), [key]: to}, '', '#' + encodeURIComponent(to[to.length - 1]));
    show(true);
  };

  flow.addEventListener('click', event => {
    const a = (event.target as Element).closest<HTMLAnchorElement>('.flow-answers a, .flow-path a');
    const id = a?.hash && decodeURIComponent(a.hash.slice(1));
    if (!a || !id || !steps.has(id) || a.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const now = way();
    go(a.closest('.flow-path') ? now.slice(0, now.indexOf(id) + 1) : [...now, id]);
  });
  back.addEventListener('click', () => go(way().slice(0, -1)));
  again.addEventListener('click', () => go([first]));
  addEventListener('popstate', () => show(false));
  addEventListener('hashchange', () => show(steps.has(named())));
  show(false);
}

function button(name: string, text = ''): HTMLButtonElement {
  const b = make('button', 'quiet ' + name, text) as HTMLButtonElement;
  b.type = 'button';
  return b;
}

/** A question of the way with the answer that was chosen there, as a link back. */
function crumb(steps: Map<string, HTMLElement>, from: string, to: string): HTMLElement {
  const step = steps.get(from)!;
  const question = one('.flow-question', step)!;
  const link = make('a', '', ...words(question)) as HTMLAnchorElement;
  link.href = '#' + encodeURIComponent(from);
  const answer = all<HTMLAnchorElement>('.flow-answers a', step).find(a => decodeURIComponent(a.hash.slice(1)) === to);
  return make('li', '', link, ...(answer ? [' ', make('b', '', ...words(answer))] : []));
}

/** A question's or an answer's text without its number. */
function words(of: Element): string[] {
  const copy = of.cloneNode(true) as Element;
  for (const e of copy.querySelectorAll('.flow-number, .flow-to, small')) e.remove();
  return [(copy.textContent ?? '').trim()];
}

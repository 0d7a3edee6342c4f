// Turns tabs that stand one below the other into a row with one shown. The
// same title is chosen in all tabs of the page at once.
import {all, make, one} from './dom';

const chosen: ((title: string) => void)[] = [];

export function startTabs(): void {
  all('.tabs').forEach((box, n) => makeTabs(box, `db-tabs-${n}`));
}

function makeTabs(box: HTMLElement, id: string): void {
  const panels = all(':scope > .tab', box);
  if (panels.length < 2) return;
  const row = make('div', 'tab-row');
  row.setAttribute('role', 'tablist');
  const buttons = panels.map((panel, i) => {
    const button = make('button', '', panel.dataset.title ?? '') as HTMLButtonElement;
    button.type = 'button';
    button.id = `${id}-${i}`;
    panel.id ||= `${id}-panel-${i}`;
    for (const [e, attributes] of [
      [button, {role: 'tab', 'aria-controls': panel.id}],
      [panel, {role: 'tabpanel', 'aria-labelledby': button.id}],
    ] as const) {
      for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
    }
    return button;
  });
  const show = (index: number) => {
    buttons.forEach((b, i) => {
      b.setAttribute('aria-selected', String(i === index));
      b.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
  };
  const choose = (index: number) => {
    const title = panels[index].dataset.title ?? '';
    for (const follow of chosen) follow(title);
    show(index);
    buttons[index].focus();
  };
  buttons.forEach((b, i) => b.addEventListener('click', () => choose(i)));
  row.addEventListener('keydown', e => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = getComputedStyle(row).direction === 'rtl' ? -1 : 1;
    const to = {ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: buttons.length - 1}[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    choose((to + buttons.length) % buttons.length);
  });
  chosen.push(title => {
    const i = panels.findIndex(p => p.dataset.title === title);
    if (i >= 0) show(i);
  });
  row.append(...buttons);
  box.prepend(row);
  const target = location.hash && one(`#${CSS.escape(decodeURIComponent(location.hash.slice(1)))}`, box);
  show(Math.max(0, panels.findIndex(p => target && p.contains(target))));
}

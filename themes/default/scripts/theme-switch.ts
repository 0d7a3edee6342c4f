// The button that goes round: as the device, light, dark.
import {one} from './dom';

const order = ['auto', 'light', 'dark'] as const;
type Theme = (typeof order)[number];

export function startThemeSwitch(): void {
  const button = one<HTMLButtonElement>('.theme-switch');
  const label = button && one('.sr', button);
  if (!button || !label) return;
  const root = document.documentElement;
  const show = () => {
    const now = (root.dataset.theme ?? 'auto') as Theme;
    label.textContent = button.title = button.dataset[now] ?? '';
  };
  button.addEventListener('click', () => {
    const next = order[(order.indexOf((root.dataset.theme ?? 'auto') as Theme) + 1) % order.length];
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch {
      // The choice then holds for this page alone.
    }
    show();
  });
  show();
  button.hidden = false;
}

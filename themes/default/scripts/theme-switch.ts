// The button that goes round: as the device, light, dark.
import {all, one} from './dom';

const order = ['auto', 'light', 'dark'] as const;
type Theme = (typeof order)[number];

export function startThemeSwitch(): void {
  const root = document.documentElement;
  const buttons = all<HTMLButtonElement>('.theme-switch'); // in the header, and on phones in the menu
  const show = () => {
    const now = (root.dataset.theme ?? 'auto') as Theme;
    for (const button of buttons) one('.sr', button)!.textContent = button.title = button.dataset[now] ?? '';
  };
  const next = () => {
    const theme = order[(order.indexOf((root.dataset.theme ?? 'auto') as Theme) + 1) % order.length];
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      if (theme === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {
      // The choice then holds for this page alone.
    }
    show();
  };
  show();
  for (const button of buttons) {
    button.addEventListener('click', next);
    button.hidden = false;
  }
}

// Shows the copy buttons of code and makes them work.
import {all, one, say} from './dom';

export function startCopy(): void {
  if (!navigator.clipboard) return;
  for (const button of all<HTMLButtonElement>('figure.code > .copy')) {
    const code = one('code', button.parentElement!);
    if (!code) continue;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText((code.textContent ?? '').replace(/\n$/, ''));
      button.textContent = document.body.dataset.copied ?? label;
      say(button.textContent!);
      setTimeout(() => (button.textContent = label), 2000);
    });
  }
}

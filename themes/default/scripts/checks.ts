// Lets a reader tick off the checks of a guide. What is done stands in the
// page's address, so that it can be sent to somebody, and nowhere else.
import {all, fill, make, one} from './dom';

export function startChecks(): void {
  const page = one('body.k-guide');
  const boxes = page ? all<HTMLInputElement>('.text .task input[type="checkbox"]') : [];
  if (!page || !boxes.length) return;
  const done = new Set((new URLSearchParams(location.search).get('done') ?? '').split('.').filter(Boolean));
  const line = make('p', 'checks');
  line.setAttribute('role', 'status');
  const show = () => (line.textContent = done.size ? fill(page.dataset.done ?? '', boxes.filter(b => b.checked).length, boxes.length) : '');
  boxes.forEach((box, i) => {
    const item = box.closest('li')!;
    const name = String(i + 1);
    box.disabled = false;
    box.checked = box.checked || done.has(name);
    box.setAttribute('aria-label', item.textContent?.trim() ?? '');
    box.addEventListener('change', () => {
      if (box.checked) done.add(name);
      else done.delete(name);
      const url = new URL(location.href);
      if (done.size) url.searchParams.set('done', [...done].sort((a, b) => +a - +b).join('.'));
      else url.searchParams.delete('done');
      history.replaceState(null, '', url);
      show();
    });
  });
  boxes[boxes.length - 1].closest('ul')?.after(line);
  show();
}

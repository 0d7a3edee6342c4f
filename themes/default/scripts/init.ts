// Runs before the first paint: a theme that the reader chose holds from the
// start, and style can tell that scripts run.
import {due} from './due';

const root = document.documentElement;
root.classList.add('scripts');
// Where times will be followed by the reader's own, their lines are kept free.
if (root.dataset.zone !== Intl.DateTimeFormat().resolvedOptions().timeZone) root.classList.add('abroad');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
} catch {
  // Storage may be refused; the device's choice then holds.
}
// Banners and hints are those of the reader's clock as soon as they are there:
// later they would push the page about.
const arrivals = new MutationObserver(() => due(Date.now()));
arrivals.observe(root, {childList: true, subtree: true});
addEventListener('DOMContentLoaded', () => arrivals.disconnect());

// Runs before the first paint: a theme that the reader chose holds from the
// start, and style can tell that scripts run.
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

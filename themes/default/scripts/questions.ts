// Opens the question or the solution that the address names, and all questions
// at once.
import {all, one} from './dom';

export function startQuestions(): void {
  const open = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = [];
    for (let at = named; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement && !at.open && at.matches('.question, .solution')) closed.push(at);
    }
    for (const details of closed) details.open = true;
    if (closed.length) named?.scrollIntoView();
  };
  open();
  addEventListener('hashchange', open);

  const questions = all<HTMLDetailsElement>('details.question');
  const tools = one('.faq-tools');
  const button = tools && one('button', tools);
  if (!tools || !button || questions.length < 2) return;
  const label = () => {
    const every = questions.every(q => q.open);
    button.textContent = (every ? button.dataset.close : button.dataset.open) ?? '';
    return every;
  };
  button.addEventListener('click', () => {
    const every = label();
    for (const q of questions) q.open = !every;
    if (!every) for (const s of all<HTMLDetailsElement>('.question .solution')) s.open = true;
    label();
  });
  for (const q of questions) q.addEventListener('toggle', label);
  label();
  tools.hidden = false;
}

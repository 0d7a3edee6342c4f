// Opens the question that the address names, and all of them at once.
import {all, one} from './dom';

export function startQuestions(): void {
  const questions = all<HTMLDetailsElement>('details.question');
  if (!questions.length) return;
  const open = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const question = id && document.getElementById(id)?.closest<HTMLDetailsElement>('details.question');
    if (!question) return;
    question.open = true;
    question.scrollIntoView();
  };
  open();
  addEventListener('hashchange', open);

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
    label();
  });
  for (const q of questions) q.addEventListener('toggle', label);
  label();
  tools.hidden = false;
}

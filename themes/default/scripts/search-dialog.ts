// The ways to the dialog: the fields of the page, / and Ctrl-K.
import {all, one} from './dom';
import {onSearchKeys, warm, whenTyped} from './search-api';
import {Box} from './search-box';

export function startSearchDialog(): void {
  const dialog = one<HTMLDialogElement>('#db-search');
  const input = dialog && one<HTMLInputElement>('input', dialog);
  if (!dialog || !input || !dialog.showModal || one('.search-page')) return;
  const box = new Box(dialog, input);
  for (const form of all<HTMLFormElement>('form.find, form.find-big')) {
    const field = one<HTMLInputElement>('input', form)!;
    form.addEventListener('pointerenter', warm, {once: true});
    form.addEventListener('focusin', warm, {once: true});
    field.addEventListener('click', () => box.open(take(field)));
    whenTyped(field, 0, () => box.open(take(field)));
    form.addEventListener('submit', e => {
      if (field.value.trim() && field.offsetParent) return; // the search page answers
      e.preventDefault();
      box.open('');
    });
  }
  onSearchKeys(() => box.open(''));
}

/** Moves a field's text out of it. */
function take(field: HTMLInputElement): string {
  const text = field.value;
  field.value = '';
  return text;
}

// Shows a picture as large as the window, over the page.
import {all, make} from './dom';

export function startPictures(): void {
  const close = document.body.dataset.closePicture;
  if (!close) return;
  for (const picture of all<HTMLImageElement>('.text figure > img[src$=".svg"]')) {
    const button = make('button', 'enlarge') as HTMLButtonElement;
    button.type = 'button';
    picture.replaceWith(button);
    button.append(picture);
    button.addEventListener('click', () => show(picture, picture.src, close));
  }
  for (const link of all<HTMLAnchorElement>('a.enlarge')) {
    link.addEventListener('click', e => {
      const picture = link.querySelector('img');
      if (!picture || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      show(picture, link.href, close);
    });
  }
}

// The dialog itself gives the focus back, and closes on Escape.
function show(picture: HTMLImageElement, src: string, close: string): void {
  const dialog = make('dialog', 'picture') as HTMLDialogElement;
  const full = make('img') as HTMLImageElement;
  full.alt = picture.alt;
  full.src = src;
  const button = make('button', 'picture-close', '×') as HTMLButtonElement;
  button.type = 'button';
  button.setAttribute('aria-label', close);
  dialog.setAttribute('aria-label', picture.alt || close);
  dialog.append(button, full);
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

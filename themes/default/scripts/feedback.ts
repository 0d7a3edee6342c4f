// Sends whether the article helped, and says so, without leaving the page.
import {all, one} from './dom';

export function startFeedback(): void {
  const section = one('.feedback');
  const said = section && one('.feedback-said', section);
  if (!section || !said) return;
  let sending = false;
  for (const form of all<HTMLFormElement>('form', section)) {
    form.addEventListener('submit', async e => {
      e.preventDefault();
      if (sending) return;
      sending = true;
      said.textContent = '';
      const sent = await send(form);
      sending = false;
      said.textContent = (sent ? said.dataset.thanks : said.dataset.failed) ?? '';
      if (!sent) return;
      one('.feedback-answers', section)!.hidden = true;
      said.focus(); // what had the focus is gone
    });
  }
}

// A beacon outlives the page as well, but takes the endpoint's cookies along.
async function send(form: HTMLFormElement): Promise<boolean> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim()) body.append(name, value.trim());
  try {
    await fetch(form.action, {method: 'POST', body, keepalive: true, mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer'});
    return true;
  } catch {
    return false;
  }
}

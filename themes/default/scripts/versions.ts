// Brings states of support up to the reader's clock, and shows only the changes
// between two versions that a reader chooses.
import {all, count, make, one} from './dom';

const day = 86_400_000;

type Words = Record<'supported' | 'security' | 'ended', string> & {left: Record<string, string>};

function support(): void {
  const words = JSON.parse(document.body.dataset.support ?? 'null') as Words | null;
  if (!words) return;
  const now = Date.now();
  for (const place of all('.support[data-support-end], .support[data-fixes-end]')) {
    const ends = [place.dataset.supportEnd, place.dataset.fixesEnd].map(end => (end ? +new Date(end) : 0)) as [number, number];
    const state = now < ends[0] ? 'supported' : now < ends[1] ? 'security' : 'ended';
    const end = state === 'supported' ? ends[0] : ends[1];
    place.className = 'support s-' + state;
    one('b', place)!.textContent = words[state];
    one('small', place)!.textContent = state === 'ended' ? '' : count(words.left, Math.ceil((end - now) / day));
  }
  for (const banner of all('[data-over]')) banner.hidden = now < +new Date(banner.dataset.over!);
  for (const banner of all('[data-until]')) banner.hidden = now >= +new Date(banner.dataset.until!);
}

function fromTo(): void {
  const choice = one('.from-to');
  const versions = all('.change-version'); // the newest first
  if (!choice || versions.length < 2) return;
  const from = one<HTMLSelectElement>('[name="from"]', choice)!;
  const to = one<HTMLSelectElement>('[name="to"]', choice)!;
  const results = all('.from-to-result > section');
  const none = one('.from-to-none')!;
  const ids = versions.map(v => v.dataset.version!);
  const asked = new URLSearchParams(location.search);
  const chosen = (name: string, otherwise: number) => (ids.includes(asked.get(name) ?? '') ? asked.get(name)! : ids[otherwise]!);

  const show = () => {
    const [newer, older] = [ids.indexOf(from.value), ids.indexOf(to.value)].sort((a, b) => a - b) as [number, number];
    const between = versions.slice(newer, older);
    let found = false;
    for (const section of results) {
      for (const old of all('.change-part', section)) old.remove();
      for (const version of between) {
        for (const part of all('.change-part', version).filter(p => p.dataset.type === section.dataset.type)) {
          const copy = part.cloneNode(true) as HTMLElement;
          one('h3', copy)!.replaceChildren(one('h2 a', version)!.cloneNode(true));
          section.append(copy);
        }
      }
      section.hidden = section.children.length < 2;
      found ||= !section.hidden;
    }
    for (const version of versions) version.hidden = true;
    none.hidden = found;
  };
  from.value = chosen('from', 1);
  to.value = chosen('to', 0);
  choice.addEventListener('change', () => {
    const url = new URL(location.href);
    url.searchParams.set('from', from.value);
    url.searchParams.set('to', to.value);
    url.hash = '';
    history.replaceState(null, '', url);
    show();
  });
  choice.hidden = false;
  if (asked.has('from') || asked.has('to') || !location.hash) show();
}

/** The buttons that copy a checksum. */
function sums(): void {
  if (!navigator.clipboard) return;
  for (const button of all<HTMLButtonElement>('.copy-sum')) {
    const label = button.textContent;
    const said = make('span', 'sr');
    said.setAttribute('role', 'status');
    button.after(said);
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(one('code', button.parentElement!)!.textContent ?? '');
      button.textContent = said.textContent = document.body.dataset.copied ?? label;
      setTimeout(() => {
        button.textContent = label;
        said.textContent = '';
      }, 2000);
    });
  }
}

support();
fromTo();
sums();

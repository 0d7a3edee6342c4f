// The sheet that no page waits for is loaded as one for print; here it becomes
// one for the screen as well.
import {all} from './dom';

export function startStyles(): void {
  for (const link of all<HTMLLinkElement>('link[rel="stylesheet"][media="print"]')) link.media = 'all';
}

// Which versions are older ones.

import type {PageClass, Table} from './root.js';

interface Version {
  readonly parts: readonly number[];
  readonly trial: boolean;
}

/** Reads v4.10.0-beta.2+build as the numbers 4, 10, 0 and that it is on trial. */
function parseVersion(text: string): Version | undefined {
  const [, numbers, rest] = /^[vV]?(\d+(?:\.\d+)*)(.*)$/s.exec(text) ?? [];
  return numbers === undefined ? undefined : {parts: numbers.split('.').map(Number), trial: rest!.startsWith('-')};
}

/** Whether a replaces b. What is on trial replaces nothing, and is replaced by its own release. */
export function replaces(a: string, b: string): boolean {
  const x = parseVersion(a);
  const y = parseVersion(b);
  if (!x || !y || x.trial) return false;
  for (let i = 0; i < Math.max(x.parts.length, y.parts.length); i++) {
    const d = (x.parts[i] ?? 0) - (y.parts[i] ?? 0);
    if (d) return d > 0;
  }
  return y.trial;
}

/** Whether pages of the same kind and product as a class's are about a version that replaces its own. */
export function isOlder(c: PageClass, {classes, versions}: Pick<Table, 'classes' | 'versions'>): boolean {
  const version = versions[c.v]!;
  const same = (other: PageClass): boolean =>
    other.k === c.k && (c.p?.length ? !!other.p?.some(i => c.p!.includes(i)) : !other.p?.length);
  return version !== '' && classes.some(other => same(other) && replaces(versions[other.v]!, version));
}

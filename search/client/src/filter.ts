// Filters and their counts, as in filter.go.

import type {Ranked} from './rank.js';
import type {PageClass, Table} from './root.js';
import type {Facet, Facets, Options} from './types.js';

/** Keeps what the options allow, and counts what each filter could choose among what the others allow. */
export function filter(pages: readonly Ranked[], table: Table, options: Options): {chosen: Ranked[]; facets: Facets} {
  const wanted = [options.kinds, options.products, options.versions, options.langs];
  const names = [table.kinds, table.products, table.versions, table.langs];
  const values = table.classes.map((c: PageClass): (readonly number[])[] => [[c.k], c.p ?? [], [c.v], [c.l]]);
  // Of each class, the filters that do not allow it.
  const against = values.map(of =>
    wanted.flatMap((list, f) => (list?.length && !of[f]!.some(i => list.includes(names[f]![i]!)) ? [f] : [])),
  );
  const found = new Int32Array(values.length); // pages of each class
  const chosen: Ranked[] = [];
  for (const r of pages) {
    const c = table.classOf[r.page]!;
    found[c]!++;
    if (!against[c]!.length) chosen.push(r);
  }
  const counts = names.map(list => new Int32Array(list.length));
  against.forEach((no, c) => {
    if (no.length > 1) return;
    counts.forEach((n, f) => {
      if (!no.length || no[0] === f) for (const i of values[c]![f]!) n[i]! += found[c]!;
    });
  });
  const facets = names.map((list, f) =>
    list
      .map((value, i): Facet => ({value, count: counts[f]![i]!}))
      .filter(x => x.count && x.value)
      .sort((a, b) => b.count - a.count),
  );
  return {chosen, facets: {kinds: facets[0]!, products: facets[1]!, versions: facets[2]!, langs: facets[3]!}};
}

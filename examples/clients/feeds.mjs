// Parses feeds with rss-parser: node feeds.mjs FILE… Prints title and items of
// each; a file that is no feed ends it with an error.
import {readFileSync} from 'node:fs';
import Parser from 'rss-parser';

const out = {};
for (const name of process.argv.slice(2)) {
  const feed = await new Parser().parseString(readFileSync(name, 'utf8'));
  if (!feed.title || !feed.link) throw new Error(`${name}: no title or no link`);
  out[name] = {
    title: feed.title,
    items: feed.items.map((i) => ({id: i.id ?? i.guid, title: i.title, link: i.link, date: i.isoDate, text: (i.contentSnippet ?? '').length})),
  };
}
console.log(JSON.stringify(out));

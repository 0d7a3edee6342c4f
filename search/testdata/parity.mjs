// Answers queries with the built client from files in memory: reads
// {script, files: {name: base64}, lang, queries: [{query, options}]} from
// standard input and writes a JSON list of results.

const input = JSON.parse(await new Promise(resolve => {
  let text = '';
  process.stdin.setEncoding('utf8').on('data', part => (text += part)).on('end', () => resolve(text));
}));
const base = 'http://help.invalid/_deskbell/';
let requests = 0;
globalThis.fetch = async url => {
  requests++;
  const data = input.files[decodeURI(String(url).slice(base.length))];
  return data === undefined
    ? new Response('', {status: 404})
    : new Response(Buffer.from(data, 'base64'));
};
const source = input.script.replaceAll('import.meta.url', JSON.stringify(base + 'search.js'));
const {search} = await import('data:text/javascript;base64,' + Buffer.from(source).toString('base64'));
if (requests) throw new Error('loaded something before the first search');
const results = [];
for (const {query, options} of input.queries) results.push(await search(query, {...options, lang: input.lang}));
process.stdout.write(JSON.stringify(results));

// Answers queries with the built client from files in memory: reads
// {script, runs: [{files: {name: base64}, lang, queries: [{query, options}]}]}
// from standard input and writes for each run a JSON list of results.

const input = JSON.parse(await new Promise(resolve => {
  let text = '';
  process.stdin.setEncoding('utf8').on('data', part => (text += part)).on('end', () => resolve(text));
}));
const host = 'http://help.invalid/';
let requests = 0;
globalThis.fetch = async url => {
  requests++;
  const [run, , ...name] = decodeURI(String(url).slice(host.length)).split('/');
  const data = input.runs[run].files[name.join('/')];
  return data === undefined ? new Response('', {status: 404}) : new Response(Buffer.from(data, 'base64'));
};
const answers = [];
for (const [run, {lang, queries}] of input.runs.entries()) {
  const source = input.script.replaceAll('import.meta.url', JSON.stringify(`${host}${run}/_deskbell/search.js`));
  requests = 0;
  const {search} = await import('data:text/javascript;base64,' + Buffer.from(source).toString('base64'));
  if (requests) throw new Error('loaded something before the first search');
  const results = [];
  for (const {query, options} of queries) results.push(await search(query, {...options, lang}));
  answers.push(results);
}
process.stdout.write(JSON.stringify(answers));

// Scans texts with the browser's tokenizer: reads {script, texts} from standard
// input and writes for each text a JSON list of [term, start, end, class].

const input = JSON.parse(await new Promise(resolve => {
  let text = '';
  process.stdin.setEncoding('utf8').on('data', part => (text += part)).on('end', () => resolve(text));
}));
const {scan} = await import('data:text/javascript;base64,' + Buffer.from(input.script).toString('base64'));
process.stdout.write(JSON.stringify(input.texts.map(text => {
  const {tokens, from} = scan(text);
  return tokens.map(t => [t.term, from[t.start], from[t.end], t.class]);
})));

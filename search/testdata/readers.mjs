// Reads damaged files with the browser's readers: reads {script, files: [{kind,
// data, more}]} from standard input and writes for each whether it is taken,
// and how many milliseconds the slowest took.

const input = JSON.parse(await new Promise(resolve => {
  let text = '';
  process.stdin.setEncoding('utf8').on('data', part => (text += part)).on('end', () => resolve(text));
}));
const {readers} = await import('data:text/javascript;base64,' + Buffer.from(input.script).toString('base64'));
let slowest = 0;
const bytes = text => new Uint8Array(Buffer.from(text ?? '', 'base64'));
const taken = input.files.map(({kind, data, more}) => {
  const start = process.cpuUsage().user;
  try {
    readers[kind](bytes(data), bytes(more));
    return true;
  } catch {
    return false;
  } finally {
    slowest = Math.max(slowest, (process.cpuUsage().user - start) / 1000);
  }
});
process.stdout.write(JSON.stringify({taken, slowest}));

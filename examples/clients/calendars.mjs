// Parses calendars with ical.js: node calendars.mjs FILE… Prints the events of
// each; a file that is no calendar ends it with an error.
import {readFileSync} from 'node:fs';
import ICAL from 'ical.js';

const out = {};
for (const name of process.argv.slice(2)) {
  const text = readFileSync(name, 'utf8');
  if (/[^\r]\n/.test(text)) throw new Error(`${name}: a line does not end in CR LF`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  out[name] = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component, {strictExceptions: true});
    const all = (key) => component.getAllProperties(key).map((p) => p.getFirstValue());
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      impact: component.getFirstPropertyValue('x-maintnote-impact'),
      objects: all('x-maintnote-object-id'),
    };
  });
}
console.log(JSON.stringify(out));

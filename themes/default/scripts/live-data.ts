// status.json, and what it says at another moment than that of its making:
// windows open and close by the reader's clock, and what is too old says nothing.
import {fill, lang} from './dom';

export interface Service {
  id: string;
  name: string;
  state: string;
  beside_maintenance: string;
}

export interface Incident {
  id: string;
  title: string;
  url: string;
  severity: string;
  severity_text: string;
  state: string;
  phase_text: string;
  started_at: string;
  updated_at: string;
  update_due_at: string | null;
  services: Record<string, string>;
  text: string;
  workaround: string;
}

export interface Maintenance {
  id: string;
  title: string;
  url: string;
  start_at: string;
  end_at: string;
  show_at: string;
  goes_on: boolean;
  services: Record<string, string>;
}

export interface Status {
  version: number;
  generated_at: string;
  stale_after: string;
  updated_at: string;
  time_zone: string;
  state: string;
  sentence: string;
  services: Service[];
  incidents: Incident[];
  maintenances: Maintenance[];
}

/** The page's words, in its language. */
export interface Words {
  all: string;
  no_data: string;
  maintenance: string;
  works: string;
  stale: string;
  as_of: string;
  workaround: string;
  late: string;
  starts_in: string;
  ends_in: string;
  is_over: string;
  resolved: string;
  one: Record<string, string>;
  several: Record<string, Record<string, string>>;
  states: Record<string, string>;
}

/** What a status says at a moment. */
export interface Now {
  stale: boolean;
  crossed: boolean; // a window has opened or closed since
  state: string;
  sentence: string;
  services: Map<string, string>;
}

export const at = (time: string): number => Date.parse(time);

/** Whether a window is open. */
export const open = (m: Maintenance, now: number): boolean => at(m.start_at) <= now && (now < at(m.end_at) || m.goes_on);

const ranks = ['operational', 'no_data', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'];

const worst = (states: Iterable<string>): string => ranks[Math.max(-1, ...[...states].map((s) => ranks.indexOf(s)))] ?? 'no_data';

export function derive(s: Status, words: Words, now: number): Now {
  if (now >= at(s.stale_after)) {
    const services = new Map(s.services.map((x) => [x.id, 'no_data']));
    return {stale: true, crossed: false, state: 'no_data', sentence: fill(words.stale, readerTime(s.generated_at)), services};
  }
  const passed = (t: string) => at(s.generated_at) < at(t) && at(t) <= now;
  const crossed = s.maintenances.some((m) => passed(m.start_at) || (passed(m.end_at) && !m.goes_on));
  const services = new Map(s.services.map((x) => [x.id, crossed ? stateOf(x, s, now) : x.state]));
  const state = crossed ? worst(services.values()) : s.state;
  return {stale: false, crossed, state, services, sentence: crossed ? sentence(s, words, services, state, now) : s.sentence};
}

/** A service's state by its windows that are open. Announced ones hide the rest. */
function stateOf(x: Service, s: Status, now: number): string {
  const during = s.maintenances.filter((m) => open(m, now)).map((m) => m.services[x.id]).filter(Boolean);
  return during.includes('under_maintenance') ? 'under_maintenance' : worst([x.beside_maintenance, ...during]);
}

function sentence(s: Status, words: Words, services: Map<string, string>, state: string, now: number): string {
  if (state === 'operational') return words.all;
  if (state === 'no_data') return words.no_data;
  const hit = s.services.filter((x) => services.get(x.id) === state);
  const when = siteTime(edge(s, hit, state, now), s.time_zone, now);
  if (hit.length === 1) return fill(words.one[state], hit[0].name, when);
  if (state === 'under_maintenance') return fill(words.maintenance, when);
  const forms = words.several[state];
  return fill(forms[new Intl.PluralRules(lang).select(hit.length)] ?? forms.other, hit.length, when);
}

/** One service's sentence. */
export function sentenceOf(s: Status, words: Words, id: string, state: string, now: number): string {
  const x = s.services.find((y) => y.id === id);
  if (!x) return words.no_data;
  if (state === 'operational') return fill(words.works, x.name);
  return fill(words.one[state], x.name, siteTime(edge(s, [x], state, now), s.time_zone, now));
}

/** When services came into their state, or will leave maintenance. */
function edge(s: Status, hit: Service[], state: string, now: number): number {
  const touches = (services: Record<string, string>) => hit.some((x) => x.id in services);
  if (state === 'under_maintenance') {
    return Math.max(...s.maintenances.filter((m) => open(m, now) && touches(m.services)).map((m) => at(m.end_at)));
  }
  return Math.min(at(s.generated_at), ...s.incidents.filter((i) => touches(i.services)).map((i) => at(i.started_at)));
}

/** A time in the vendor's zone, without its day where that is today. */
function siteTime(time: number, timeZone: string, now: number): string {
  const day = new Intl.DateTimeFormat('en-CA', {timeZone, dateStyle: 'short'});
  const sameDay = day.format(time) === day.format(now);
  const text = new Intl.DateTimeFormat(lang, {timeZone, timeStyle: 'short', hourCycle: 'h23', dateStyle: sameDay ? undefined : 'long'}).format(time);
  return lang === 'en-GB' ? text.replace(' at ', ', ') : text; // as the page was built, so that it takes the same lines
}

/** A time in the reader's zone. */
export const readerTime = (time: string): string =>
  new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23'}).format(at(time));

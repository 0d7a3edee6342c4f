// Codes and the parts of joined names, by the rules of code.go.

export type Emit = (start: number, end: number) => void;

const MAX_CODE = 64;
const MIN_PART = 2;

/** Calls emit for each code of folded text, and for the parts of joined names. */
export function codes(text: string, emit: Emit): void {
  for (const run of text.matchAll(/[A-Za-z0-9\-_.+#/\\@~]+/g)) {
    const start = run.index;
    const end = start + run[0].length;
    if (!/[A-Za-z0-9]/.test(run[0])) continue;
    if (/[^A-Za-z0-9]/.test(run[0])) codeRun(text, start, end, emit);
    capitals(text, start, end, emit);
  }
}

const separator = (c: string | undefined): boolean => c === '/' || c === '\\';

function codeRun(text: string, start: number, end: number, emit: Emit): void {
  const [first, last] = trim(text, start, end);
  const separators = text.slice(first, last).match(/[/\\]/g)?.length ?? 0;
  if (!separators) return emitCode(text, first, last, emit);
  if ((separator(text[first]) || separators > 1) && last - first <= MAX_CODE) emit(first, last);
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && !separator(text[i])) continue;
    const [a, b] = trim(text, from, i);
    if (a < b) emitCode(text, a, b, emit);
    from = i + 1;
  }
}

/** Takes punctuation off both ends of a run. */
function trim(text: string, start: number, end: number): [number, number] {
  const run = text.slice(start, end);
  const [, lead, tail] = /^([^A-Za-z0-9]*).*?([^A-Za-z0-9]*)$/s.exec(run)!;
  const first = start + lead!.length;
  if (first >= end) return [end, end];
  let from = first;
  let last = end - tail!.length;
  const letter = /[A-Za-z]/.test(text[first]!);
  if (letter && lead!.endsWith('--')) from -= 2;
  else if ((letter && lead === '.') || separator(lead!.at(-1))) from -= 1;
  if (tail!.startsWith('++')) last += 2;
  else if (tail!.startsWith('#') && last - first === 1 && letter) last++;
  return [from, last];
}

function emitCode(text: string, start: number, end: number, emit: Emit): void {
  const code = text.slice(start, end);
  if (code.length > MAX_CODE || !isCode(code)) return;
  emit(start, end);
  if (code.length > 3 && /^[vV][0-9]/.test(code) && isCode(code.slice(1))) emit(start + 1, end);
}

function isCode(code: string): boolean {
  if (/^[^A-Za-z0-9]|[^A-Za-z0-9]$/.test(code)) return code.length > 1;
  return /[_.@#+~]/.test(code) || (code.includes('-') && (/[0-9]/.test(code) || !/[a-z]/.test(code)));
}

/** Emits the parts of names such as getUserInfo and HTTPServer. */
function capitals(text: string, start: number, end: number, emit: Emit): void {
  for (const name of text.slice(start, end).matchAll(/[A-Za-z0-9]+/g)) {
    const parts = name[0].split(/(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])/);
    if (parts.length < 2) continue;
    let at = start + name.index;
    for (const part of parts) {
      if (part.length >= MIN_PART) emit(at, at + part.length);
      at += part.length;
    }
  }
}

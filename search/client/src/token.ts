// Cutting text into the tokens of token.go: codes and parts of names, words,
// and pairs of characters of scripts without spaces.

import {codes} from './code.js';
import {fold} from './fold.js';
import type {Han} from './han.js';

export type TokenClass = 'word' | 'ideo' | 'code' | 'piece';

export interface Token {
  readonly term: string;
  /** In units of the folded text. */
  readonly start: number;
  readonly end: number;
  readonly class: TokenClass;
}

export interface Scan {
  readonly tokens: readonly Token[];
  /** Length of the folded text. */
  readonly length: number;
  /** Maps the folded text to the text. */
  readonly from: readonly number[];
}

// The classes of Unicode's word boundaries (UAX #29), as bleve's tokenizer has them.
const extend = '(?:(?!\\u200b)[\\p{Gr_Ext}\\p{Mc}\\p{Cf}])*';
const katakana = '[\\p{sc=Katakana}\\u3031-\\u3035\\u309b\\u309c\\u30a0\\u30fc]';
const single = '(?![\\u3005\\u303b])[\\p{sc=Han}\\p{sc=Hiragana}]';
const letter =
  `(?!${katakana}|${single}|[\\p{Ideo}\\p{Gr_Ext}\\p{Mc}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}` +
  '\\p{sc=Tai_Le}\\p{sc=New_Tai_Lue}\\p{sc=Tai_Tham}\\p{sc=Tai_Viet}\\p{sc=Ahom}])[\\p{Alpha}\\u05f3]';
const hebrew = '[\\u05d0-\\u05ea\\u05f0-\\u05f2]';
const digit = '[\\p{Nd}\\u066b]';
const inLetters = "['‘’·‧\\u02d7\\u05f4]";
const inDigits = "['‘’,;\\u0589\\u060c\\u060d\\u066c\\u07f8⁄]";
const e = extend;
const word =
  `(?:${hebrew}${e}(?:'${e}|"${e}${hebrew}${e})` +
  `|${letter}${e}(?:${inLetters}${e}${letter}${e})*` +
  `|${digit}${e}(?:${inDigits}${e}${digit}${e})*)+`;
// Letters and marks younger than the Unicode that bleve's tokenizer knows part words there.
const young = new RegExp(
  '[\\u0560\\u0588\\u05ef\\u07fd\\u0860-\\u088e\\u0898-\\u089f\\u08b5-\\u08e1\\u09fc-\\u09fe\\u0afa-\\u0aff\\u0b55\\u0c04\\u0c3c' +
    '\\u0c5d\\u0c80\\u0cdd\\u0cf3-\\u0d00\\u0d04\\u0d3b-\\u0d3c\\u0d54-\\u0d56\\u0d81\\u0eba\\u0ece\\u170d\\u1715-\\u171f\\u180f\\u1878' +
    '\\u1abf-\\u1ace\\u1b4c\\u1c80-\\u1c88\\u1cf7\\u1cfa\\u1df6-\\u1dfb\\u2c2f\\u2c5f\\u312e-\\u312f' +
    '\\u31bb-\\u31bf\\u4db6-\\u4dbf\\u9fd6-\\u9fff\\ua7ae-\\ua7af\\ua7b8-\\ua7f6\\ua82c\\ua8c5\\ua8fe-\\ua8ff\\uab66-\\uab69' +
    '\\u{2a6d7}-\\u{2a6ff}\\u{2b735}-\\u{2b73f}\\u{2ceb0}-\\u{2f7ff}\\u{30000}-\\u{3ffff}]',
  'gu',
);
const pattern = new RegExp(`((?:${katakana}${e})+|${single}${e})|${word}`, 'gu');

export function scan(text: string, han?: Han): Scan {
  const {cased, lower, from} = fold(text);
  const tokens: Token[] = [];
  codes(cased, (start, end) => {
    const code = /[^A-Za-z0-9]/.test(cased.slice(start, end));
    tokens.push({term: lower.slice(start, end), start, end, class: code ? 'code' : 'piece'});
  });

  let words = lower.replace(/[_.:]/g, ' ').replace(young, c => ' '.repeat(c.length));
  if (han) words = words.replace(/[\u3400-\u9fff]/g, c => han.get(c) ?? c);
  const push = (start: number, end: number, kind: TokenClass): void => {
    tokens.push({term: words.slice(start, end), start, end, class: kind});
  };
  let run = -1; // where characters that stand together begin
  let runEnd = -1;
  const flush = (): void => {
    if (run >= 0) pairs(words, run, runEnd, push);
    run = runEnd = -1;
  };
  const character = (start: number, end: number): void => {
    if (start !== runEnd) {
      flush();
      run = start;
    }
    runEnd = end;
  };
  for (const match of words.matchAll(pattern)) {
    let at = match.index;
    if (match[1]) {
      character(at, at + match[0].length);
      continue;
    }
    for (const part of match[0].match(/[\uac00-\ud7a3]+|[^\uac00-\ud7a3]+/gu)!) {
      if (/^[\uac00-\ud7a3]/.test(part)) character(at, at + part.length);
      else {
        flush();
        push(at, at + part.length, 'word');
      }
      at += part.length;
    }
  }
  flush();
  return {tokens, length: cased.length, from};
}

const MAX_KEPT = 120;
const kept = new Map<string, Scan>();
let keptFor: Han | undefined;

/** Scans a text that is shown, and keeps it: the next key press often brings the same hits. */
export function scanShown(text: string, han: Han | undefined): Scan {
  let found = han === keptFor ? kept.get(text) : undefined;
  if (!found) {
    if (han !== keptFor || kept.size === MAX_KEPT) kept.clear();
    keptFor = han;
    kept.set(text, (found = scan(text, han)));
  }
  return found;
}

/** Emits each two neighbouring characters, or the only one. */
function pairs(text: string, start: number, end: number, push: (start: number, end: number, kind: TokenClass) => void): void {
  let before = -1;
  let at = start;
  for (const char of text.slice(start, end)) {
    if (before >= 0) push(before, at + char.length, 'ideo');
    else if (at + char.length === end) push(at, end, 'ideo');
    before = at;
    at += char.length;
  }
}

/** The terms of words and characters, in order. */
export function words(tokens: readonly Token[]): string[] {
  return tokens.filter(t => t.class === 'word' || t.class === 'ideo').map(t => t.term);
}

/** A text's words alone. */
export const keyOf = (text: string, han?: Han): string => words(scan(text.normalize('NFC'), han).tokens).join(' ');

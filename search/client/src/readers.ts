// The readers of the index's files, for tests.

import {decodeRoot, decodeTable} from './root.js';
import {decodeShard, decodeTail} from './shard.js';
import {decodeWords} from './typo.js';

type Read = (data: Uint8Array, more: Uint8Array) => unknown;

/** Reads a file of a kind in an index of 300 pages with 9,000 sections, or throws. */
export const readers: Record<string, Read> = {
  root: data => decodeRoot(data),
  table: data => decodeTable(data, 300, 9000),
  shard: data => decodeShard(data, 9000),
  tail: (data, shard) => decodeTail(decodeShard(shard, 9000), data, 9000),
  words: data => decodeWords(data),
};

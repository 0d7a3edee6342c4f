// Reading the index's files: varints and bytes.

export class Damaged extends Error {}

// What is believed of a file, as in varint.go.
export const MAX_INFLATED = 2 ** 23;
export const MAX_SECTIONS = 2 ** 23;
export const MAX_CUTS = 2 ** 17;
export const MAX_FORMS = 2 ** 12;
export const MAX_IMPACTS = 2 ** 22;
export const MAX_WORDS = 2 ** 16;

export class Reader {
  private at = 0;
  constructor(private readonly data: Uint8Array) {}

  byte(): number {
    const b = this.data[this.at++];
    if (b === undefined) throw new Damaged();
    return b;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 35; scale *= 128) {
      const b = this.byte();
      value += (b & 127) * scale;
      if (b < 128) {
        if (value > 0x7fffffff) break;
        return value;
      }
    }
    throw new Damaged();
  }

  bytes(n: number): Uint8Array {
    if (n > this.left) throw new Damaged();
    this.at += n;
    return this.data.subarray(this.at - n, this.at);
  }

  get left(): number {
    return this.data.length - this.at;
  }

  done(): void {
    if (this.left) throw new Damaged();
  }
}

const decoder = new TextDecoder();
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Orders texts as their UTF-8 does: by code points. */
export function compare(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

// Surrogates stand for characters above all others.
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

/** The first place in 0..n for which holds is true; it must stay true from there on. */
export function first(n: number, holds: (i: number) => boolean): number {
  let low = 0;
  while (low < n) {
    const middle = (low + n) >> 1;
    if (holds(middle)) n = middle;
    else low = middle + 1;
  }
  return low;
}

// Rice codes, as in bitstream.go.

import {Damaged} from './reading.js';

export const MAX_RICE = 24;

/** The power for a list of so many sections out of all when they stand evenly. */
export const ricePower = (n: number, all: number): number =>
  Math.min(Math.max(31 - Math.clz32(Math.floor((all * 11) / (n * 16))), 0), MAX_RICE);

/** Reads bits that fill bytes from the lowest. */
export class Bits {
  private held = 0;
  private left = 0; // bits of held
  private at = 0;
  constructor(private readonly data: Uint8Array) {}

  /** Reads a number below limit. */
  rice(power: number, limit: number): number {
    const most = limit >> power;
    let quotient = 0;
    for (;;) {
      if (!this.left) this.next();
      const ones = Math.min(31 - Math.clz32(~this.held & -~this.held), this.left);
      quotient += ones;
      this.held >>>= ones;
      if (quotient > most) throw new Damaged();
      if ((this.left -= ones)) break;
    }
    this.held >>>= 1;
    this.left--;
    let rest = 0;
    for (let have = 0; have < power; ) {
      if (!this.left) this.next();
      const take = Math.min(power - have, this.left);
      rest |= (this.held & ((1 << take) - 1)) << have;
      this.held >>>= take;
      this.left -= take;
      have += take;
    }
    const value = quotient * 2 ** power + rest;
    if (value >= limit) throw new Damaged();
    return value;
  }

  done(): void {
    if (this.at < this.data.length) throw new Damaged();
  }

  private next(): void {
    if (this.at >= this.data.length) throw new Damaged();
    this.held = this.data[this.at++]!;
    this.left = 8;
  }
}

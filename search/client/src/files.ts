// Fetching the files of an index. They are zlib streams whatever the host does:
// nothing depends on transport compression, and damage shows by the checksum.

import {Damaged, MAX_INFLATED} from './reading.js';

/**
 * Loads files below a folder, each once; one that failed is fetched anew, past the browser's
 * cache, when next asked for.
 */
export class Files {
  private readonly loaded = new Map<string, Promise<unknown>>();
  private readonly failed = new Set<string>();
  constructor(private readonly folder: URL) {}

  /** Loads a file and reads it. */
  load<T>(name: string, read: (data: Uint8Array) => T): Promise<T> {
    let file = this.loaded.get(name) as Promise<T> | undefined;
    if (!file) {
      file = this.fetch(name).then(read);
      this.loaded.set(name, file);
      file.then(
        () => this.failed.delete(name),
        () => {
          this.loaded.delete(name);
          this.failed.add(name);
        },
      );
    }
    return file;
  }

  /** Fetches a file anew when it is next loaded: a host's time of change may be too coarse to tell. */
  forget(name: string): void {
    this.loaded.delete(name);
    this.failed.add(name);
  }

  private async fetch(name: string): Promise<Uint8Array> {
    // What has a hash in its name stays as it is; the root does not.
    const cache = this.failed.has(name) ? 'reload' : name.includes('/') ? 'default' : 'no-cache';
    const response = await fetch(new URL(name + '.bin', this.folder), {cache});
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
    return collect(response.body.pipeThrough(new DecompressionStream('deflate')));
  }
}

/** Joins a stream's parts, and gives up one that has no end. */
async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length > MAX_INFLATED) {
      void reader.cancel();
      throw new Damaged();
    }
  }
  if (parts.length === 1) return parts[0]!;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

// Fetching the files of an index. They are zlib streams whatever the host does:
// nothing depends on transport compression, and damage shows by the checksum.

/**
 * Loads files below a folder, each once; one that failed is fetched anew, past the browser's
 * cache, when next asked for.
 */
export class Files {
  private readonly loaded = new Map<string, Promise<Uint8Array>>();
  private readonly failed = new Set<string>();
  constructor(private readonly folder: URL) {}

  load(name: string): Promise<Uint8Array> {
    let file = this.loaded.get(name);
    if (!file) {
      file = this.fetch(name);
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

  /** Asks for a file again when it is next loaded. */
  forget(name: string): void {
    this.loaded.delete(name);
  }

  private async fetch(name: string): Promise<Uint8Array> {
    // What has a hash in its name stays as it is; the root does not.
    const cache = this.failed.has(name) ? 'reload' : name.includes('/') ? 'default' : 'no-cache';
    const response = await fetch(new URL(name, this.folder), {cache});
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
    const inflated = response.body.pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  }
}

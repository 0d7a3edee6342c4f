// Fetching the files of an index. They are zlib streams whatever the host does:
// nothing depends on transport compression, and damage shows by the checksum.

/** Loads files below a folder, each once; one that failed is tried again when next asked for. */
export class Files {
  private readonly loaded = new Map<string, Promise<Uint8Array>>();
  constructor(private readonly folder: URL) {}

  load(name: string): Promise<Uint8Array> {
    let file = this.loaded.get(name);
    if (!file) {
      file = this.fetch(name);
      this.loaded.set(name, file);
      file.catch(() => this.loaded.delete(name));
    }
    return file;
  }

  private async fetch(name: string): Promise<Uint8Array> {
    const response = await fetch(new URL(name, this.folder));
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
    const inflated = response.body.pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  }
}

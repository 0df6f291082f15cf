import { createReadStream, type ReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ENCODINGS, fileOf, takesEncoding } from './console-page.policy.js';

export interface FoundFile {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: (typeof ENCODINGS)[number]['name'] | undefined;
  /** Whether there are compressed forms, so that caches keep them apart. */
  readonly varies: boolean;
  readonly read: () => ReadStream;
}

/** The built console: a page and its files. It may be built while we run; nothing is remembered. */
export class ConsoleFiles {
  constructor(private readonly folder: string) {}

  /** The page; undefined while the console has not been built. */
  async page(): Promise<string | undefined> {
    return readFile(join(this.folder, 'index.html'), 'utf8').catch(absent);
  }

  /** The file of this path, in the best form that the browser takes; undefined when there is none. */
  async find(path: string, acceptEncoding: string | undefined): Promise<FoundFile | undefined> {
    const name = fileOf(path);
    if (name === undefined || name === 'index.html') return undefined;
    const plain = await this.bytesOf(name);
    if (plain === undefined) return undefined;
    const sizes = await Promise.all(ENCODINGS.map(({ suffix }) => this.bytesOf(`${name}${suffix}`)));
    const varies = sizes.some((bytes) => bytes !== undefined);
    const at = ENCODINGS.findIndex((each, n) => sizes[n] !== undefined && takesEncoding(acceptEncoding, each.name));
    const chosen = ENCODINGS[at];
    return {
      name,
      bytes: sizes[at] ?? plain,
      encoding: chosen?.name,
      varies,
      read: () => createReadStream(join(this.folder, `${name}${chosen?.suffix ?? ''}`)),
    };
  }

  private async bytesOf(name: string): Promise<number | undefined> {
    const found = await stat(join(this.folder, name)).catch(absent);
    return found?.isFile() === true ? found.size : undefined;
  }
}

const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

const absent = (error: unknown): undefined => {
  if (typeof error === 'object' && error !== null && 'code' in error && ABSENT.has(error.code)) return undefined;
  throw error;
};

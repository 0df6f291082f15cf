import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsAsOpenApi } from './fact-wrapping.js';

type Json = Record<string, unknown>;

interface Change {
  readonly id: string;
  readonly text: string;
  readonly level: number;
  readonly operation?: string;
  readonly path?: string;
}

/** As oasdiff numbers them: 3 breaks clients, 2 may. */
const ERROR = 3;
const OUTPUT_BYTES_MAX = 50_000_000;

/** What of the second document breaks clients of the first: `POST /applications: added the new required request property …`. */
export const breakingChanges = async (oasdiff: string, base: Json, revision: Json): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanchao-api-'));
  try {
    const [before, after] = [join(folder, 'before.json'), join(folder, 'after.json')];
    writeFileSync(before, JSON.stringify(base));
    writeFileSync(after, JSON.stringify(revision));
    const text = await output(oasdiff, ['breaking', '--flatten-allof', '--format', 'json', before, after]);
    const changes = text.trim() === '' ? [] : (JSON.parse(text) as readonly Change[]);
    return changes
      .filter(({ level }) => level >= ERROR)
      .map(({ id, text: what, operation = '', path = '' }) => `${operation} ${path}: ${what} (${id})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The same for whole folders of documents. One that is gone breaks whoever used it; a new one breaks nobody. */
export const breakingChangesBetween = async (
  oasdiff: string,
  published: string,
  present: string,
): Promise<readonly string[]> => {
  const found: string[] = [];
  const names = readdirSync(present);
  for (const name of readdirSync(published).filter((each) => each.endsWith('.json'))) {
    if (!names.includes(name)) {
      found.push(`${name} is not there any more`);
      continue;
    }
    const [base, revision] = [published, present].map((folder) => documentIn(join(folder, name)));
    const changes = await breakingChanges(oasdiff, base ?? {}, revision ?? {});
    found.push(...changes.map((change) => `${name}: ${change}`));
  }
  return found;
};

const documentIn = (file: string): Json => {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Json;
  return file.endsWith('.asyncapi.json') ? factsAsOpenApi(document) : document;
};

const output = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: OUTPUT_BYTES_MAX }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`oasdiff failed: ${stderr.slice(0, 2_000)}`, { cause: error }));
    });
  });

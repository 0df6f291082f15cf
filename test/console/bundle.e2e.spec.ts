import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

const BUILT = new URL('../../dist/apps/console/', import.meta.url);
const BUDGET_BYTES = 300_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** Every script that has to be there before these entries can run. */
const scriptsOf = (manifest: Readonly<Record<string, Chunk>>, entries: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The manifest of the build does not know ${name}.`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const entry of entries) visit(entry);
  return [...seen].filter((file) => file.endsWith('.js'));
};

describe('the built console', () => {
  it('needs at most 300 kB of compressed script for the inbox', () => {
    const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', BUILT), 'utf8')) as Record<string, Chunk>;
    const sizes = scriptsOf(manifest, ['index.html', 'src/inbox/inbox.page.tsx']).map(
      (file) => [file, gzipSync(readFileSync(new URL(file, BUILT))).length] as const,
    );
    const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
    process.stdout.write(`script of the inbox, gzip: ${bytes} bytes of ${BUDGET_BYTES}\n`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  });
});

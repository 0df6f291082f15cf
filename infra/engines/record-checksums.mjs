// Writes checksums.json anew after the pinned versions in the poms or in WHEELS were changed on purpose.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WHEELS, sha256 } from './engine-downloads.mjs';
import { pythonName } from './prerequisites.mjs';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
/** Pip's names of the systems on which the product may be tried. */
const PLATFORMS = ['manylinux2014_x86_64', 'manylinux2014_aarch64', 'macosx_11_0_arm64', 'macosx_11_0_x86_64'];

const work = await mkdtemp(join(tmpdir(), 'nuanchao-checksums-'));
try {
  await run('mvn', [
    '--batch-mode',
    '--quiet',
    '--file',
    join(here, 'pom.xml'),
    'dependency:copy-dependencies',
    `-Dengines.jars=${work}`,
  ]);
  for (const [name, { packageName, version }] of Object.entries(WHEELS)) {
    for (const platform of PLATFORMS) {
      const parameters = [
        '-m',
        'pip',
        'download',
        '--quiet',
        '--no-deps',
        '--only-binary=:all:',
        '--platform',
        platform,
      ];
      await run(pythonName(), [...parameters, '--dest', join(work, name), `${packageName}==${version}`]);
    }
  }
  const checksums = {};
  for (const group of ['kafka', 'store', ...Object.keys(WHEELS)]) {
    const files = (await readdir(join(work, group))).sort();
    const sums = await Promise.all(files.map(async (file) => [file, await sha256(join(work, group, file))]));
    checksums[group] = Object.fromEntries(sums);
  }
  await writeFile(join(here, 'checksums.json'), `${JSON.stringify(checksums, undefined, 2)}\n`);
} finally {
  await rm(work, { recursive: true, force: true });
}

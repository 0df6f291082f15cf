import { DefaultLogger, bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether this file runs as source (in tests) or compiled into `dist/`. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const definitions = fileURLToPath(new URL('./definitions/', import.meta.url));
const bundles = fileURLToPath(
  new URL(extension === '.ts' ? '../../dist/workflows/bundles/' : '../bundles/', import.meta.url),
);

/**
 * The workflow definitions as one script, for the worker, the tests and replay. Bundling takes two seconds, so the result
 * is kept under the digest of what it is made of: a start after a build is fast, and a stale bundle is never used.
 */
export const workflowBundle = async (): Promise<WorkflowBundleOption> => {
  const codePath = join(bundles, `definitions-${digestOfDefinitions()}.js`);
  if (existsSync(codePath)) return { codePath };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(definitions, `index${extension}`),
    logger: new DefaultLogger('WARN'),
  });
  const draft = `${codePath}.${process.pid}`;
  try {
    await mkdir(bundles, { recursive: true });
    await writeFile(draft, code);
    await rename(draft, codePath);
  } catch {
    // A read-only installation that was not prebuilt still works, only slower.
    return { code };
  }
  return { codePath };
};

const digestOfDefinitions = (): string => {
  const hash = createHash('sha256').update(temporalVersion());
  const files = readdirSync(definitions).filter((file) => file.endsWith(extension));
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(join(definitions, file)));
  return hash.digest('hex').slice(0, 16);
};

const temporalVersion = (): string => {
  const manifest: unknown = createRequire(import.meta.url)('@temporalio/workflow/package.json');
  return JSON.stringify(manifest);
};

// `node dist/workflows/src/workflows.bundle.js` prepares the bundle when an image is built.
if (import.meta.main) await workflowBundle();

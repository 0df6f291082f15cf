import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { ROOT } from './commands.mjs';
import { SetupError } from './install.mjs';
import { ADDRESSES, DATA, claimFolder } from './local-data.mjs';

/**
 * `npm run sample-pipeline`: the sample pipeline against whatever `npm start` has running in this checkout. It runs in this
 * very process, so that whoever kills it kills the pipeline.
 */
const nameIn = (args) => /(?:^|\n)--run[=\n]([a-z0-9]{1,20})(?:\n|$)/.exec(args.join('\n'))?.[1] ?? '1';

try {
  const args = process.argv.slice(2);
  if (!existsSync(ADDRESSES) && !args.includes('--help')) {
    throw new SetupError(
      'Nothing runs here 尚未启动',
      'start it with npm start, then run the pipeline in another terminal',
    );
  }
  const { gateway = '', issuer = '' } = existsSync(ADDRESSES) ? JSON.parse(readFileSync(ADDRESSES, 'utf8')) : {};
  const folder = `${DATA}/sample-pipeline/${nameIn(args)}`;
  mkdirSync(folder, { recursive: true });
  const giveBack = claimFolder(folder);
  process.once('exit', () => void giveBack());
  Object.assign(process.env, {
    GATEWAY_URL: gateway,
    OIDC_ISSUER: issuer,
    CLIENT_SECRET: process.env.DEMONSTRATION_SECRET ?? 'development',
    STATE_DIR: folder,
  });
  await import(`${ROOT}dist/infra/sample-pipeline/src/main.js`);
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 2;
}

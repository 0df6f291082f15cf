import { existsSync, readFileSync } from 'node:fs';
import { PINNED_NODE, ROOT, run, withPinnedNode } from './commands.mjs';
import { ADDRESSES } from './local-data.mjs';

/**
 * `npm run dead-letters`: the tool for dead letters, against whatever `npm start` has running in this checkout:
 * `npm run dead-letters -- list`.
 */
if (existsSync(ADDRESSES)) {
  const { gateway, issuer } = JSON.parse(readFileSync(ADDRESSES, 'utf8'));
  process.exitCode = await run(
    PINNED_NODE,
    [`${ROOT}dist/infra/operations/src/dead-letters-cli.js`, ...process.argv.slice(2)],
    {
      env: {
        ...withPinnedNode(),
        GATEWAY_URL: gateway,
        OIDC_ISSUER: issuer,
        CLIENT_SECRET: process.env.DEMONSTRATION_SECRET ?? 'development',
      },
    },
  );
} else {
  process.stderr.write('Nothing runs here: start it with npm start, then ask in another terminal.\n');
  process.exitCode = 2;
}

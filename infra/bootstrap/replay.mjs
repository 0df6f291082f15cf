import { existsSync, readFileSync } from 'node:fs';
import { PINNED_NODE, ROOT, run, withPinnedNode } from './install.mjs';

/** `npm run replay`: the auditors' replay against whatever `npm start` has running in this checkout. */
const addresses = process.env.NUANCHAO_ADDRESSES ?? `${ROOT}.data/addresses.json`;
if (existsSync(addresses)) {
  const { gateway, issuer } = JSON.parse(readFileSync(addresses, 'utf8'));
  process.exitCode = await run(PINNED_NODE, [`${ROOT}dist/apps/audits/src/replay/replay.cli.js`], {
    env: {
      ...withPinnedNode(),
      GATEWAY_URL: gateway,
      OIDC_ISSUER: issuer,
      CLIENT_SECRET: process.env.DEMONSTRATION_SECRET ?? 'development',
    },
  });
} else {
  process.stderr.write('Nothing runs here: start it with npm start, then run the replay in another terminal.\n');
  process.exitCode = 2;
}

#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { build } from './build.mjs';
import { ROOT } from './commands.mjs';
import { ensureInstalled } from './install.mjs';
import { ADDRESSES } from './local-data.mjs';

/**
 * `nuanchao` and `npm run nuanchao --`: the command line, compiled when need be. While `npm start` runs in this checkout its
 * addresses are the ones that are asked, unless variables name others. It runs in this very process.
 */
const say = (line) => process.stderr.write(`${line}\n`);

try {
  const script = `${ROOT}dist/infra/command-line/src/main.js`;
  if (!existsSync(script)) {
    await ensureInstalled(say);
    await build(say);
  }
  if (existsSync(ADDRESSES)) {
    const { gateway, issuer } = JSON.parse(readFileSync(ADDRESSES, 'utf8'));
    process.env.NUANCHAO_GATEWAY ??= gateway;
    process.env.NUANCHAO_ISSUER ??= issuer;
    process.env.NUANCHAO_DEMONSTRATION_SECRET ??= process.env.DEMONSTRATION_SECRET ?? 'development';
  }
  await import(script);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

import { z } from 'zod';
import { NuanchaoClient, credentialTokens, fileKeys } from '#libs/client';
import { HttpUrl, loadConfig } from '#libs/config';
import { GatewayClient } from '../../demonstration/src/gateway-client.js';
import { Robots } from '../../demonstration/src/robots.js';
import { outcomeTable } from './outcome-table.js';
import { SamplePipeline } from './sample-pipeline.js';
import { USAGE, UsageError, sampleWish, type SampleWish } from './sample-options.js';
import { StandIns } from './stand-ins.js';

/** `npm run sample-pipeline`: the programme of twelve employers, run unattended by programs over the public API. */
const Environment = z.object({
  GATEWAY_URL: HttpUrl,
  OIDC_ISSUER: HttpUrl,
  /** Of the stand-ins' accounts at the development issuer; programs get secrets of their own. */
  CLIENT_SECRET: z.string().min(1),
  /** Where position, keys and secrets lie. */
  STATE_DIR: z.string().min(1),
});

const OPERATOR = 'sys-admin-1';
const LEADER = 'mu-leader-1';
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const play = async ({ run, codes, movesClock }: SampleWish): Promise<void> => {
  const config = loadConfig(Environment);
  const product = { gateway: config.GATEWAY_URL, issuer: config.OIDC_ISSUER };
  const secret = config.CLIENT_SECRET;
  const folder = config.STATE_DIR;
  const personOf = (account: string): NuanchaoClient =>
    new NuanchaoClient({
      gateway: product.gateway,
      tokens: credentialTokens({ issuer: product.issuer, clientId: account, clientSecret: secret }),
      keys: fileKeys(`${folder}/${account}-keys.jsonl`),
      waiting: (why) => say(`等待 waiting: ${why}`),
    });
  const persons = new GatewayClient({ ...product, secret });
  const standIns = new StandIns(persons, new Robots(persons, `sample-${run}`));
  const pipeline = new SamplePipeline({
    run,
    codes,
    folder,
    product,
    operator: personOf(OPERATOR),
    leader: personOf(LEADER),
    standIns,
    movesClock,
    report: say,
  });
  const outcomes = await pipeline.play();
  say(`\n${outcomeTable(outcomes)}`);
};

const main = async (): Promise<void> => {
  const wish = sampleWish(process.argv.slice(2));
  if (wish.help) say(USAGE);
  else await play(wish);
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
// Streams and timers of an ended run would keep the process; everything that counts is on the disk.
process.exit();

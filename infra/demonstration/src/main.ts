import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { officeDate, officeInstant } from '#libs/calendar';
import { HttpUrl, loadConfig } from '#libs/config';
import { formatYuan } from '#libs/contracts';
import { ACCEPTANCE_CASE_01_ENDS, acceptanceCase01, demonstrationCases } from './demonstration-cases.js';
import { GatewayClient } from './gateway-client.js';
import { Robots } from './robots.js';
import { Simulation, type SimulatedCase, type SimulatedOutcome } from './simulation.js';

/**
 * `reference` opens the budgets that payments needs; `all` also plays the demonstration cases up to today; `once` plays one
 * case from draft to paid. Everything goes through the public API with ordinary tokens.
 */
const MODES = ['reference', 'all', 'once'] as const;
const BUDGET_FEN = { UNION_MUNI: 300_000_000, FISCAL_HEALTH: 200_000_000 } as const;

const config = loadConfig(
  z.object({
    GATEWAY_URL: HttpUrl,
    OIDC_ISSUER: HttpUrl,
    CLIENT_SECRET: z.string().min(1),
    STATE_FILE: z.string().min(1),
  }),
);
const mode = z.enum(MODES).parse(process.argv[2] ?? 'all');
const client = new GatewayClient({
  gateway: config.GATEWAY_URL,
  issuer: config.OIDC_ISSUER,
  secret: config.CLIENT_SECRET,
});
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Opens the year's budgets; opening them again answers the first time's answer. */
const openBudgets = async (years: ReadonlySet<number>): Promise<void> => {
  for (const year of [...years].sort((a, b) => a - b)) {
    for (const [fund, amountFen] of Object.entries(BUDGET_FEN)) {
      await client.command(
        'mu-fin-approver-1',
        'payments',
        '/budgets',
        { year, fund, amountFen },
        `reference/${year}-${fund}`,
      );
      say(`budget ${year} ${fund}: ${formatYuan(amountFen)} yuan`);
    }
  }
};

const yearOf = (date: string): number => Number(date.slice(0, 4));

const play = async (
  cases: readonly SimulatedCase[],
  until: string,
  endsAt: string,
): Promise<readonly SimulatedOutcome[]> => {
  await openBudgets(new Set([...cases.map(({ startsOn }) => yearOf(startsOn)), yearOf(until)]));
  const robots = new Robots(client, 'demonstration');
  return new Simulation({ client, robots, cases, until, endsAt, report: say }).run();
};

const now = officeInstant(Date.now());
const today = officeDate(now);

const playAll = async (): Promise<void> => {
  if (existsSync(config.STATE_FILE)) {
    const { cases, playedOn } = JSON.parse(readFileSync(config.STATE_FILE, 'utf8')) as {
      cases: unknown[];
      playedOn: string;
    };
    say(`${cases.length} demonstration cases are there since ${playedOn}`);
    return;
  }
  say('letting robots bring 12 cases along; each line is a step of one of them');
  const outcomes = await play(demonstrationCases(today), today, now);
  const cases = outcomes.map(({ script, caseId, status }) => ({ employer: script.site.code, caseId, status }));
  writeFileSync(config.STATE_FILE, JSON.stringify({ playedOn: today, cases }, null, 2));
  for (const { script, status } of outcomes) say(`${script.site.code} ${script.site.name}: ${status}`);
};

const playOnce = async (): Promise<void> => {
  const end = ACCEPTANCE_CASE_01_ENDS;
  const [outcome] = await play([acceptanceCase01()], end, `${end}T10:00:00+08:00`);
  for (const { on, kind, action, dueOn } of outcome?.acts ?? [])
    say(`${on}  ${kind} ${action}${dueOn === null ? '' : `  due ${dueOn}`}`);
  if (outcome?.status !== 'DESIGNATED') throw new Error(`The case ended as ${outcome?.status ?? 'nothing'}.`);
  say(`case ${outcome.caseId ?? ''} went from draft to paid`);
};

await openBudgets(new Set([yearOf(today)]));
if (mode === 'all') await playAll();
if (mode === 'once') await playOnce();

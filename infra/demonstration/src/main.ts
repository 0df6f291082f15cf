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
 * All open the budgets that payments needs; `empty` leaves it there, `all` also plays the demonstration cases up to today,
 * `once` plays one case from draft to paid. Everything goes through the public API with ordinary tokens.
 */
const MODES = ['empty', 'all', 'once'] as const;
/** What is remembered between starts; without `playedOn` the simulation was broken off and goes on. */
const State = z.object({ plannedFor: z.string(), playedOn: z.string().optional(), cases: z.array(z.unknown()) });
type State = z.infer<typeof State>;
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

const withBudget = new Set<number>();

/** Opens the year's budgets; opening them again answers the first time's answer. */
const openBudgets = async (years: ReadonlySet<number>): Promise<void> => {
  for (const year of [...years].filter((each) => !withBudget.has(each)).sort((a, b) => a - b)) {
    withBudget.add(year);
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

const readState = (): State | undefined =>
  existsSync(config.STATE_FILE) ? State.parse(JSON.parse(readFileSync(config.STATE_FILE, 'utf8'))) : undefined;

const writeState = (state: State): void => {
  writeFileSync(config.STATE_FILE, JSON.stringify(state, null, 2));
};

const stay = (): void => {
  if (readState() === undefined) writeState({ plannedFor: today, playedOn: today, cases: [] });
};

/** Where a case stands, and who has to do what. */
const lineOf = ({ script, status, ended, open }: SimulatedOutcome): string => {
  const waits = open.map(({ kind, action, role, dueOn }) => `${kind} ${action} ${role}${dueOn ? ` due ${dueOn}` : ''}`);
  const next = waits.length > 2 ? `${waits.slice(0, 2).join(', ')} and ${waits.length - 2} more` : waits.join(', ');
  const paid = ended && status === 'DESIGNATED' ? ', paid' : '';
  return `${script.site.code} ${script.site.name}: ${status}${paid}${next === '' ? '' : `; open: ${next}`}`;
};

const playAll = async (): Promise<void> => {
  const known = readState();
  if (known?.playedOn !== undefined) {
    say(
      known.cases.length === 0
        ? `started without cases on ${known.playedOn}; npm start -- --fresh brings the demonstration's`
        : `${known.cases.length} demonstration cases are there since ${known.playedOn}`,
    );
    return;
  }
  const plannedFor = known?.plannedFor ?? today;
  writeState({ plannedFor, cases: [] });
  say(
    known === undefined
      ? 'letting robots bring 12 cases along up to today'
      : 'going on with the demonstration that was broken off',
  );
  const outcomes = await play(demonstrationCases(plannedFor), today, now);
  const cases = outcomes.map(({ script, caseId, status }) => ({ employer: script.site.code, caseId, status }));
  writeState({ plannedFor, playedOn: today, cases });
  for (const outcome of outcomes) say(lineOf(outcome));
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
if (mode === 'empty') stay();
if (mode === 'all') await playAll();
if (mode === 'once') await playOnce();

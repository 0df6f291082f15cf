import { parseArgs } from 'node:util';

export const USAGE = `npm run faults -- [options]
  --seed <n>             the plan of faults depends on it alone (1)
  --cases <n>            cases that robots bring from draft to their end (20)
  --kills <n>            kill -9 of each of our processes, with commands in flight (5)
  --engine-kills <n>     kill -9 of Kafka, of the store and of Temporal (2)
  --outages <n>          how often Kafka, the store, Temporal, and issuer with bank are stopped for a while (1)
  --outage-seconds <n>   how long each of these stays away (60)
  --resends <n>          how often facts are sent again, doubled, late or in another order (3)
  --most <n>             only so many of the plan's faults, its first ones (all)
  --at-once <n>          cases under way at the same time (6)
  --minutes <n>          when the run has to be over (45)
  --quick                2 cases, 1 kill of each, 1 outage of 5 seconds each: what the tests run
  --plan                 prints the plan and its hash, and does nothing
  --keep                 leaves data and logs where they are when all is well; after a failure they always stay
  --help

Starts the whole product on real engines in a folder of its own, lets robots work in it, does to it what the plan says, heals
everything, and looks whether what must hold still holds. Exit code 0 when all holds, 1 when something does not (the first
difference is named), 2 when the run could not be done.`;

export interface FaultOptions {
  readonly seed: number;
  readonly cases: number;
  readonly kills: number;
  readonly engineKills: number;
  readonly outages: number;
  readonly outageSeconds: number;
  readonly resends: number;
  readonly most: number;
  readonly atOnce: number;
  readonly minutes: number;
  readonly plan: boolean;
  readonly keep: boolean;
  readonly help: boolean;
}

const FULL = {
  seed: 1,
  cases: 20,
  kills: 5,
  'engine-kills': 2,
  outages: 1,
  'outage-seconds': 60,
  resends: 3,
  most: 999_999,
  'at-once': 6,
  minutes: 45,
};
const QUICK = { ...FULL, cases: 3, kills: 1, 'engine-kills': 1, 'outage-seconds': 4, 'at-once': 3, minutes: 12 };
type NumberName = keyof typeof FULL;
const NAMES = Object.keys(FULL) as readonly NumberName[];

/** @throws Error on anything that is no option */
export const faultOptions = (args: readonly string[]): FaultOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...(Object.fromEntries(NAMES.map((name) => [name, { type: 'string' }])) as Record<
        NumberName,
        { type: 'string' }
      >),
      quick: { type: 'boolean', default: false },
      plan: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  const number = (name: NumberName): number => {
    const text = values[name];
    if (text === undefined) return usual[name];
    if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
    return Number(text);
  };
  return {
    seed: number('seed'),
    cases: number('cases'),
    kills: number('kills'),
    engineKills: number('engine-kills'),
    outages: number('outages'),
    outageSeconds: number('outage-seconds'),
    resends: number('resends'),
    most: number('most'),
    atOnce: Math.max(1, number('at-once')),
    minutes: number('minutes'),
    plan: values.plan,
    keep: values.keep,
    help: values.help,
  };
};

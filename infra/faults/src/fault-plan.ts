import { createHash } from 'node:crypto';
import { SeededRandom } from './seeded-random.js';

/** Our own processes; `counterparts` is issuer and bank in one. */
export const PROCESSES = [
  'applications',
  'approvals',
  'payments',
  'audits',
  'pipelines',
  'workflows',
  'gateway',
  'counterparts',
] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** What the processes stand on. */
export const STANDS_ON = ['kafka', 'store', 'temporal', 'counterparts'] as const;
export type StandsOn = (typeof STANDS_ON)[number];

/** Named crash points, as `CRASH_AT` knows them, with the two writes between which they lie. */
export const CRASH_POINTS = {
  'store:saved': 'save|answer',
  'relay:loaded': 'save|journal',
  'relay:journaled': 'journal|publish',
  'relay:published': 'publish|pull',
  'facts:handled': 'signal|commit',
  'activity:answered': 'command answered|recorded',
} as const;
export type CrashPoint = keyof typeof CRASH_POINTS;

export type FaultStep =
  | {
      readonly kind: 'kill';
      readonly process: ProcessName;
      /** How long after the command was sent, in milliseconds. */
      readonly delayMs: number;
      /** Where the restarted process must die next, and at which passing. */
      readonly diesAt: { readonly point: CrashPoint; readonly passing: number } | null;
    }
  | { readonly kind: 'kill-engine'; readonly engine: 'kafka' | 'store' | 'temporal'; readonly delayMs: number }
  | { readonly kind: 'lose-temporal' }
  | { readonly kind: 'stop'; readonly what: StandsOn; readonly how: 'frozen' | 'ended'; readonly seconds: number }
  | { readonly kind: 'resend'; readonly how: 'duplicated' | 'late' | 'reordered'; readonly messages: number };

export interface PlanWishes {
  readonly seed: number;
  /** Kills of each of our processes. */
  readonly kills: number;
  readonly engineKills: number;
  /** How often each engine is stopped for a while; issuer and bank count as one. */
  readonly outages: number;
  readonly outageSeconds: number;
  readonly resends: number;
  readonly losesTemporal: boolean;
  /** Only so many faults of the plan, its first ones; all when it is left out. */
  readonly most?: number;
}

/** Which points a process passes; the kinds of a service come one after another so that each is met. */
const POINTS_OF: Readonly<Record<ProcessName, readonly CrashPoint[]>> = {
  applications: ['relay:loaded', 'relay:journaled', 'relay:published', 'store:saved', 'facts:handled'],
  approvals: ['relay:journaled', 'relay:published', 'relay:loaded', 'facts:handled', 'store:saved'],
  payments: ['relay:published', 'relay:loaded', 'relay:journaled', 'store:saved', 'facts:handled'],
  audits: ['facts:handled'],
  pipelines: ['facts:handled'],
  workflows: ['facts:handled', 'activity:answered'],
  gateway: [],
  counterparts: [],
};
/** The worker dies at two kinds of points, so it takes at least two kills to meet both. */
const WORKER_KILLS_LEAST = 2;

/** What will happen, in this order, depending on the wishes alone. */
export const faultPlan = (wishes: PlanWishes): readonly FaultStep[] => {
  const random = new SeededRandom(wishes.seed);
  const turn = random.within(0, 11);
  const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const kills = PROCESSES.flatMap((process) => {
    const points = POINTS_OF[process];
    const count =
      process === 'workflows' && wishes.kills > 0 ? Math.max(WORKER_KILLS_LEAST, wishes.kills) : wishes.kills;
    return times(count, (index): FaultStep => {
      const point = points[(turn + index) % Math.max(1, points.length)];
      const diesAt = point === undefined ? null : { point, passing: random.within(1, 2) };
      return { kind: 'kill', process, delayMs: random.within(0, 40), diesAt };
    });
  });
  const engines = (['kafka', 'store', 'temporal'] as const).flatMap((engine) =>
    times(wishes.engineKills, (): FaultStep => ({ kind: 'kill-engine', engine, delayMs: random.within(0, 60) })),
  );
  const stops = STANDS_ON.flatMap((what) =>
    times(wishes.outages, (): FaultStep => ({
      kind: 'stop',
      what,
      how: random.pick(['frozen', 'ended'] as const),
      seconds: wishes.outageSeconds,
    })),
  );
  const resends = times(wishes.resends, (index): FaultStep => {
    const how = (['duplicated', 'late', 'reordered'] as const)[(turn + index) % 3] ?? 'duplicated';
    return { kind: 'resend', how, messages: random.within(20, 60) };
  });
  const lost: readonly FaultStep[] = wishes.losesTemporal ? [{ kind: 'lose-temporal' }] : [];
  return random.shuffled([...kills, ...engines, ...stops, ...resends, ...lost]).slice(0, wishes.most);
};

/** Names a plan: two runs with one hash have tried the same. */
export const planHash = (plan: readonly FaultStep[]): string =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 16);

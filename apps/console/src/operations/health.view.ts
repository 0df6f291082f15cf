import { ReadinessView } from '#libs/contracts';

/** Everything that runs, the gateway first: the others are reached through it. */
export const PROCESSES = [
  'gateway',
  'applications',
  'approvals',
  'payments',
  'audits',
  'pipelines',
  'workflows',
] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** What a process counts of itself; undefined where it does not count this. */
export interface ProcessMetrics {
  /** Age of the oldest event that is not published yet. */
  readonly outboxSeconds: number | undefined;
  readonly parkedCases: number | undefined;
  readonly deadLetters: number | undefined;
  /** Messages in Kafka that are not taken yet. */
  readonly lag: number | undefined;
  readonly openTasks: number | undefined;
  readonly overdueTasks: number | undefined;
}

/** What was heard of one process. */
export interface ProcessHealth {
  readonly process: ProcessName;
  /** Undefined when it did not answer. */
  readonly report: ReadinessView | undefined;
  readonly metrics: ProcessMetrics | undefined;
}

/** One thing that a process waits for, and why. */
export interface Waiting {
  readonly process: ProcessName;
  readonly engine: string;
  readonly reason: string;
}

export type HealthLevel = 'ready' | 'attention' | 'waiting' | 'draining' | 'silent';

export const levelOf = ({ report }: Pick<ProcessHealth, 'report'>): HealthLevel => {
  if (report === undefined) return 'silent';
  if (report.draining) return 'draining';
  if (!report.ready) return 'waiting';
  return Object.values(report.checks).some(({ up }) => !up) ? 'attention' : 'ready';
};

/** Who waits for what, in the order of the processes. */
export const waitings = (processes: readonly ProcessHealth[]): readonly Waiting[] =>
  processes.flatMap(({ process, report }) =>
    Object.entries(report?.checks ?? {}).flatMap(([engine, { up, reason = '' }]) =>
      up ? [] : [{ process, engine, reason }],
    ),
  );

const LINE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>[^}]*)\})?\s+(?<value>\S+)$/u;

interface Sample {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

/** The samples of a text in the Prometheus format; what is no sample is passed over. */
const samplesOf = (text: string): readonly Sample[] =>
  text.split('\n').flatMap((line) => {
    const { name, labels = '', value } = LINE.exec(line.trim())?.groups ?? {};
    const number = Number(value);
    return name === undefined || Number.isNaN(number) ? [] : [{ name, labels, value: number }];
  });

export const metricsOf = (text: string): ProcessMetrics => {
  const samples = samplesOf(text);
  const sum = (name: string, label = ''): number | undefined => {
    const found = samples.filter((sample) => sample.name === name && sample.labels.includes(label));
    return found.length === 0 ? undefined : found.reduce((total, { value }) => total + value, 0);
  };
  const openTasks = sum('nuanchao_open_tasks');
  return {
    outboxSeconds: sum('outbox_oldest_seconds'),
    parkedCases: sum('nuanchao_parked_cases'),
    deadLetters: sum('nuanchao_dead_letters_open'),
    lag: sum('nuanchao_consumer_lag_messages'),
    openTasks,
    overdueTasks: openTasks === undefined ? undefined : (sum('nuanchao_open_tasks', 'overdue="true"') ?? 0),
  };
};

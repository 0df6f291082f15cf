import { CommandAnswer, type EventEnvelope } from '#libs/contracts';
import { actorIdOf } from '../../counterparts/src/accounts.js';
import type { AnsweredCommand, CommandJournal } from './command-journal.js';
import type { Invariant } from './invariant.js';
import type { JournalingClient } from './journaling-client.js';
import type { ProductStores, StoredAggregate, StoredKey } from './product-stores.js';

export interface Evidence {
  readonly journal: CommandJournal;
  readonly client: JournalingClient;
  readonly stores: ProductStores;
  readonly log: () => Promise<readonly EventEnvelope[]>;
}

const AT_ONCE = 8;
const place = (subject: string, sequence: number): string => `${subject}@${sequence}`;
const first = (differences: readonly string[]): string | null => differences[0] ?? null;

/** What the robots were answered against what the product remembers. */
export const commandInvariants = (evidence: Evidence): readonly Invariant[] => [
  { name: 'every acknowledged command is in the log', check: () => acknowledgedAreLogged(evidence) },
  { name: 'every key has its effect exactly once', check: () => keysHaveOneEffect(evidence) },
  { name: 'every key sent again gets its first answer', check: () => repeatsAreRepeats(evidence) },
  { name: 'every recorded refusal is in the log with its rule', check: () => refusalsAreLogged(evidence) },
  { name: 'sequences in the log are gapless and single', check: () => sequencesAreGapless(evidence) },
];

const acknowledgedAreLogged = async ({ journal, log }: Evidence) => {
  const places = new Set((await log()).map(({ subject, sequence }) => place(subject, Number(sequence))));
  const answered = [...journal.answered.values()];
  const lost = answered.filter(({ position }) => !places.has(place(position.subject, position.sequence)));
  return {
    counted: `${answered.length} acknowledged of ${journal.sent.size} sent`,
    difference: first(
      lost.map(({ key, position }) => `${key} was answered with ${place(position.subject, position.sequence)}`),
    ),
  };
};

/**
 * An aggregate keeps which key it answered with which position. Each acknowledged key must be there once, with the very
 * position of the answer, and the positions must cover every event, so that no event is left which no key made.
 */
const keysHaveOneEffect = async ({ journal, stores }: Evidence) => {
  const aggregates = await stores.aggregates();
  const archived = await stores.archivedKeys();
  const bySubject = new Map<string, StoredKey[]>(aggregates.map(({ _id, handled }) => [_id, [...handled]]));
  for (const { subject, key, answer } of archived) {
    const keys = bySubject.get(subject) ?? [];
    // A crash may leave a key in both places, which is one answer all the same.
    const isBoth = keys.some((each) => each.key === key && each.answer.version === answer.version);
    if (!isBoth) keys.push({ key, answer });
    bySubject.set(subject, keys);
  }
  const differences = [
    ...[...journal.answered.values()].flatMap((answered) => answeredOnce(answered, bySubject)),
    ...aggregates.flatMap((aggregate) => coveredByKeys(aggregate, bySubject.get(aggregate._id) ?? [])),
  ];
  const keys = [...bySubject.values()].reduce((sum, each) => sum + each.length, 0);
  return { counted: `${keys} keys of ${aggregates.length} aggregates`, difference: first(differences) };
};

const answeredOnce = (
  { key, account, position }: AnsweredCommand,
  bySubject: ReadonlyMap<string, readonly StoredKey[]>,
): string[] => {
  const scoped = JSON.stringify([actorIdOf(account), key]);
  const found = (bySubject.get(position.subject) ?? []).filter((each) => each.key === scoped);
  const [answer] = found.map((each) => CommandAnswer.parse(each.answer));
  if (found.length !== 1 || answer === undefined) return [`${key} is ${found.length} times at ${position.subject}`];
  if (answer.position.sequence === position.sequence) return [];
  return [`${key} was answered with ${position.sequence}, ${position.subject} says ${answer.position.sequence}`];
};

const coveredByKeys = ({ _id, version, outbox }: StoredAggregate, keys: readonly StoredKey[]): string[] => {
  const last = Math.max(0, ...keys.map(({ answer }) => answer.version));
  return [
    ...(last === version ? [] : [`${_id} has ${version} events, its keys made ${last}`]),
    ...(outbox.length === 0 ? [] : [`${_id} still has ${outbox.length} events in its outbox`]),
  ];
};

const repeatsAreRepeats = async ({ journal, client }: Evidence) => {
  const answered = [...journal.answered.values()];
  const before = journal.repeats;
  for (let start = 0; start < answered.length; start += AT_ONCE) {
    await Promise.all(
      answered
        .slice(start, start + AT_ONCE)
        .map(({ account, service, path, body, key }) => client.command(account, service, path, body, key)),
    );
  }
  return {
    counted: `${journal.repeats - before} sent again, ${before} were during the run`,
    difference: first(journal.contradictions),
  };
};

/** Refusals by a rule of the office or by the state of the work; what the door turned away was never a command of the case. */
const refusalsAreLogged = async ({ journal, log }: Evidence) => {
  const counts = new Map<string, number>();
  for (const { type, actor, data } of await log()) {
    if (type !== 'refusal.recorded') continue;
    const rules = (data['refusals'] as readonly { rule: string }[]).map(({ rule }) => rule);
    for (const rule of new Set(rules)) counts.set(`${actor} ${rule}`, (counts.get(`${actor} ${rule}`) ?? 0) + 1);
  }
  const wanted = new Map<string, Set<string>>();
  for (const { account, rule, status, key } of journal.refused) {
    if (status !== 422 && rule !== 'G-STATE') continue;
    const name = `${actorIdOf(account)} ${rule}`;
    wanted.set(name, (wanted.get(name) ?? new Set<string>()).add(key));
  }
  const lost = [...wanted].filter(([name, keys]) => (counts.get(name) ?? 0) < keys.size);
  const total = [...wanted.values()].reduce((sum, keys) => sum + keys.size, 0);
  return {
    counted: `${total} refused`,
    difference: first(lost.map(([name, keys]) => `${name}: ${keys.size} refused, ${counts.get(name) ?? 0} in the log`)),
  };
};

const sequencesAreGapless = async ({ log }: Evidence) => {
  const last = new Map<string, number>();
  const differences: string[] = [];
  const events = await log();
  for (const { subject, sequence } of events) {
    const wanted = (last.get(subject) ?? 0) + 1;
    if (Number(sequence) !== wanted) differences.push(`${subject}: ${Number(sequence)} stands where ${wanted} was due`);
    last.set(subject, Number(sequence));
  }
  return { counted: `${events.length} events of ${last.size} subjects`, difference: first(differences) };
};

import type { CaseStateView, LogEntryView } from '#libs/contracts';

/** A value at the end of a path through a state. */
export type Leaf = string | number | boolean | null;

export type ChangeKind = 'added' | 'changed' | 'removed' | 'same';

/** One field of a state, and what the moment did to it. */
export interface FieldAtMoment {
  /** `tracks.municipal`, `votes.3.choice`. */
  readonly path: string;
  readonly change: ChangeKind;
  readonly before: Leaf | undefined;
  readonly now: Leaf | undefined;
}

/** One aggregate of the case at the moment. */
export interface SubjectAtMoment {
  readonly subject: string;
  readonly version: number;
  readonly isChanged: boolean;
  /** It was not there before. */
  readonly isNew: boolean;
  readonly fields: readonly FieldAtMoment[];
}

/** A document that a state names by its hash. */
export interface DocumentAtMoment {
  readonly hash: string;
  /** The field that names it. */
  readonly field: string;
  readonly service: string;
  readonly isNew: boolean;
}

const isLeaf = (value: unknown): value is Leaf =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const leavesOf = (value: unknown, path = ''): readonly (readonly [string, Leaf])[] => {
  if (isLeaf(value)) return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === '' ? key : `${path}.${key}`));
};

/** Every field of both states, with what became of it. Field order is that of the newer state. */
export const compareStates = (before: unknown, now: unknown): readonly FieldAtMoment[] => {
  const old = new Map(leavesOf(before));
  const current = new Map(leavesOf(now));
  const kept = [...current].map(([path, value]): FieldAtMoment => {
    if (!old.has(path)) return { path, change: 'added', before: undefined, now: value };
    const earlier = old.get(path);
    return { path, change: earlier === value ? 'same' : 'changed', before: earlier, now: value };
  });
  const gone = [...old]
    .filter(([path]) => !current.has(path))
    .map(([path, value]): FieldAtMoment => ({ path, change: 'removed', before: value, now: undefined }));
  return [...kept, ...gone];
};

type States = Pick<CaseStateView, 'subjects'>;

/** The case's aggregates at a moment beside the moment before it; those that were changed stand first. */
export const momentOf = (before: States | undefined, now: States): readonly SubjectAtMoment[] => {
  const earlier = new Map((before?.subjects ?? []).map(({ subject, state }) => [subject, state]));
  return now.subjects
    .map(({ subject, version, state }): SubjectAtMoment => {
      const fields = compareStates(earlier.get(subject), state);
      return {
        subject,
        version,
        fields,
        isNew: !earlier.has(subject),
        isChanged: fields.some(({ change }) => change !== 'same'),
      };
    })
    .toSorted((a, b) => Number(b.isChanged) - Number(a.isChanged));
};

const SERVICES: Readonly<Record<string, string>> = {
  application: 'applications',
  grant: 'payments',
  budget: 'payments',
};
const HASH = /^[0-9a-f]{64}$/;

const fieldOf = (path: string): string => path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path;

const serviceOf = (subject: string, field: string): string =>
  field === 'planHash' ? 'applications' : (SERVICES[subject.slice(0, subject.indexOf('/'))] ?? 'approvals');

/** The documents that the case had at the moment, each once; a sealed plan names itself `plan.hash`. */
export const documentsAt = (subjects: readonly SubjectAtMoment[]): readonly DocumentAtMoment[] => {
  const found = new Map<string, DocumentAtMoment>();
  for (const { subject, fields } of subjects) {
    for (const { path, now, change } of fields) {
      const field = fieldOf(path);
      if (typeof now !== 'string' || !HASH.test(now) || !/hash$/i.test(field)) continue;
      const named = field === 'hash' ? `${fieldOf(path.slice(0, -'.hash'.length))}Hash` : field;
      const isNew = change !== 'same' && (found.get(now)?.isNew ?? true);
      const first = found.get(now);
      found.set(
        now,
        first === undefined
          ? { hash: now, field: named, service: serviceOf(subject, named), isNew }
          : { ...first, isNew },
      );
    }
  }
  return [...found.values()].toSorted((a, b) => Number(b.isNew) - Number(a.isNew));
};

/** An entry's event as a replay shows it. */
export interface ShownEvent {
  readonly id: string;
  readonly type: string;
  readonly officetime: string;
  readonly actor: string;
  readonly actorkind: string;
  readonly causationid: string | undefined;
  readonly data: unknown;
}

const textOf = (event: Readonly<Record<string, unknown>>, name: string): string => {
  const value = event[name];
  return typeof value === 'string' ? value : '';
};

/** Undefined for bytes that are no event. */
export const eventOf = ({ event }: Pick<LogEntryView, 'event'>): ShownEvent | undefined => {
  if (event === null) return undefined;
  const causationid = textOf(event, 'causationid');
  return {
    id: textOf(event, 'id'),
    type: textOf(event, 'type'),
    officetime: textOf(event, 'officetime'),
    actor: textOf(event, 'actor'),
    actorkind: textOf(event, 'actorkind'),
    causationid: causationid === '' ? undefined : causationid,
    data: event['data'],
  };
};

/** Fields of an event's data, as they read. */
export const dataOf = (data: unknown): readonly (readonly [string, Leaf])[] => leavesOf(data);

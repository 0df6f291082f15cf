import {
  refusal,
  type Actor,
  type ApprovalEvent,
  type CaseListing,
  type DecisionContext,
  type Duty,
  type EarlierRound,
  type PriorAct,
  type RaiseAlarm,
  type Refusal,
  type Role,
} from '#libs/contracts';
import { CITY, checkDuty, checkNoConflict, checkNotReconsideringOwn, type DutyAct } from '#libs/policy';

/** The events of one noun, `EventOf<'meeting'>`. */
export type EventOf<Noun extends string> = Extract<ApprovalEvent, { readonly type: `${Noun}.${string}` }>;

/** An aggregate before its first event. */
export interface Unborn {
  readonly status: 'NONE';
}

/** What every piece of staff work knows of its case, from its `opened` event on. */
export interface OpenedWork {
  readonly caseId: string;
  readonly planHash: string;
  readonly listing: CaseListing;
  readonly priorActs: readonly PriorAct[];
  readonly openedOn: string;
  /** Of work that may be done once more: which time this is, and what the earlier ones decided. */
  readonly round?: number | undefined;
  readonly earlier?: readonly EarlierRound[] | undefined;
  /** Who took part in the decision that this work reconsiders (复核). */
  readonly excluded?: readonly string[] | undefined;
  /** N04 was sent for what is due now. */
  readonly reminded: boolean;
  /** 0 none, 1 the leader knows, 2 the level above knows. It marks the work; it never moves a signature. */
  readonly escalation: number;
}

/** The start of a work's fold. */
export const openedWork = (
  data: Pick<
    OpenedWork,
    'caseId' | 'planHash' | 'listing' | 'priorActs' | 'openedOn' | 'round' | 'earlier' | 'excluded'
  >,
): OpenedWork => ({
  caseId: data.caseId,
  planHash: data.planHash,
  listing: data.listing,
  priorActs: data.priorActs,
  openedOn: data.openedOn,
  ...(data.round === undefined ? {} : { round: data.round }),
  ...(data.earlier === undefined ? {} : { earlier: data.earlier }),
  ...(data.excluded === undefined ? {} : { excluded: data.excluded }),
  reminded: false,
  escalation: 0,
});

/** Folds an alarm into a work. A lower level never takes a higher one back. */
export const withAlarm = <Work extends OpenedWork>(
  work: Work,
  alarm: { readonly kind: 'remind' | 'escalate'; readonly level: number },
): Work =>
  alarm.kind === 'remind'
    ? { ...work, reminded: true }
    : { ...work, escalation: Math.max(work.escalation, alarm.level) };

/** A reminder has level 0, an escalation 1 or 2: anything else is a fault of the sender. */
export const checkAlarm = (alarm: RaiseAlarm): readonly Refusal[] =>
  (alarm.kind === 'remind') === (alarm.level === 0)
    ? []
    : [malformed('/level', 'a reminder has level 0, an escalation 1 or 2', '提醒的级别为0，升级的级别为1或2')];

/** G-STATE: what the work's state does not allow now. */
export const wrongState = (state: string, command: string): Refusal => refusal('G-STATE', '', { state, command });

/** G-FORBIDDEN: the office that would have been needed. */
export const needsOffice = (needs: string): Refusal => refusal('G-FORBIDDEN', '', { needs });

/** G-MALFORMED for what no schema can say because it depends on the state or on another field. */
export const malformed = (pointer: string, problem: string, problemZh: string): Refusal =>
  refusal('G-MALFORMED', pointer, { problem, problemZh });

/** The same refusals, all pointing to the one field that the caller can change. */
export const pointingTo = (pointer: string, refusals: readonly Refusal[]): readonly Refusal[] =>
  refusals.map((one) => ({ ...one, pointer }));

/** True when somebody holds this role in a unit. Offices of the city may leave their unit out: there is only one. */
export const holdsIn = (actor: Actor, role: Role, unit: string): boolean =>
  actor.roles.some(
    (grant) => grant.role === role && (grant.unit ?? (unit === CITY.unitCode ? unit : undefined)) === unit,
  );

/** True when somebody holds this role in the grassroots union of the case. */
export const holdsInUnion = (actor: Actor, role: Role, listing: CaseListing): boolean =>
  actor.roles.some((grant) => grant.role === role && grant.organisation === listing.unionUscc);

/**
 * R-PROC-04 for whoever took part in the decision that this work reconsiders; the duty matrix for somebody about to act on
 * a case, over what was done on it before and `within` this piece of work (R-PROC-05, R-PROC-04); and R-PROC-04 for
 * whoever belongs to the applicant, though he has done nothing yet.
 */
export const checkSeparation = (
  actor: Actor,
  duty: Duty,
  work: OpenedWork,
  within: readonly DutyAct[] = [],
): readonly Refusal[] => {
  const own = checkNotReconsideringOwn({ actor: actor.id, excluded: work.excluded ?? [] });
  if (own.length > 0) return own;
  const conflict = checkDuty({ duty, actor: actor.id }, [...within, ...work.priorActs]);
  if (conflict.length > 0) return conflict;
  const applicants: readonly (string | undefined)[] = [work.listing.unionUscc, work.listing.employerUscc];
  const belongs = actor.roles.some((grant) => grant.role !== 'PUBLIC' && applicants.includes(grant.organisation));
  return checkNoConflict({ actor: actor.id, excluded: belongs ? [actor.id] : [] });
};

/** Dates of things that happened: not after today. */
export const checkNotInFuture = (date: string, today: string, pointer: string): readonly Refusal[] =>
  date <= today ? [] : [malformed(pointer, `${date} is after today, ${today}`, `${date}晚于今天${today}`)];

/** What a command names by hash must be a stored document; `absentDocuments` of a context are those that are none. */
export interface DocumentsContext extends DecisionContext {
  readonly absentDocuments?: readonly string[] | undefined;
}

/** A hash that no stored document has, pointed to field by field. */
export const checkStored = (
  named: readonly (readonly [pointer: string, hash: string | undefined])[],
  { absentDocuments = [] }: DocumentsContext,
): readonly Refusal[] =>
  named.flatMap(([pointer, hash]) =>
    hash !== undefined && absentDocuments.includes(hash)
      ? [malformed(pointer, 'no document has this hash; upload it first', '没有此哈希的文件，请先上传')]
      : [],
  );

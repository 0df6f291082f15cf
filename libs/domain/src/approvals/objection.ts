import {
  OBJECTION_SEATS,
  accept,
  refuse,
  type Decision,
  type DecisionContext,
  type ExamineObjection,
  type Refusal,
  type ResolveObjection,
  type Seat,
} from '#libs/contracts';
import { checkNegativeDecision, checkObjectionNamed, type DutyAct } from '#libs/policy';
import {
  acceptedOf,
  type Finding,
  type Notice,
  type NoticeEvent,
  type Objection,
  type Signer,
} from './notice-state.js';
import { unitOfSeat } from './seats.js';
import { checkSeparation, holdsIn, malformed, needsOffice, pointingTo, wrongState } from './work.js';

type Answer = Decision<NoticeEvent>;

/** MU_REVIEWER examines an objection: it is accepted and stops the clock, or set aside as a lead (R-PUB-04). */
export const examine = (
  { body, reasonHash }: { readonly body: ExamineObjection; readonly reasonHash: string | null },
  notice: Notice,
  context: DecisionContext,
): Answer => {
  const seat = OBJECTION_SEATS.examination;
  const barred = checkSeat(seat, notice, context);
  if (barred.length > 0) return refuse(...barred);
  const objection = find(notice, body.objection);
  if (objection === undefined) return refuse(unknown());
  if (objection.status !== 'OPEN') return refuse(wrongState(objection.status, 'examine-objection'));
  const accepted = body.outcome === 'accept';
  const { reasonCode, reasonText } = body;
  const refusals = [
    ...checkNegativeDecision({ positive: accepted, reasonCode, reasonText }),
    ...(accepted ? checkObjectionNamed(objection.named ?? true, '/outcome') : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const examiner = signerOf(seat, context);
  const told = { objection: body.objection, examiner };
  if (accepted) {
    return accept([{ type: 'notice.objection-accepted', data: { ...told, acceptedOn: context.today } }]);
  }
  const data = { ...told, reasonCode: reasonCode ?? null, reasonHash, setAsideOn: context.today };
  return accept([{ type: 'notice.objection-set-aside', data }]);
};

/** A leader signs his finding. Both the same resolves the objection; one against the other keeps it open for both. */
export const signFinding = (
  { body, findingHash }: { readonly body: ResolveObjection; readonly findingHash: string },
  notice: Notice,
  context: DecisionContext,
): Answer => {
  const objection = find(notice, body.objection);
  const seat = seatOf(notice, objection, context);
  if ('rule' in seat) return refuse(seat);
  const barred = checkSeat(seat, notice, context);
  if (barred.length > 0) return refuse(...barred);
  if (objection === undefined) return refuse(unknown());
  if (objection.status !== 'ACCEPTED') return refuse(wrongState(objection.status, 'resolve-objection'));
  const refusals = checkFinding(body);
  if (refusals.length > 0) return refuse(...refusals);
  const finding: Finding = { signer: signerOf(seat, context), outcome: body.outcome, findingHash };
  const signed: NoticeEvent = {
    type: 'notice.finding-signed',
    data: { objection: body.objection, ...finding, signedOn: context.today },
  };
  const findings = [...(objection.findings ?? []), finding];
  return accept(
    findings.length < OBJECTION_SEATS.decisions.length
      ? [signed]
      : [signed, ...outcomeOf(body, findings, notice, context)],
  );
};

const outcomeOf = (
  { objection }: ResolveObjection,
  findings: readonly Finding[],
  notice: Notice,
  { actor, today }: DecisionContext,
): readonly NoticeEvent[] => {
  const last = findings.at(-1);
  if (last === undefined || findings.some(({ outcome }) => outcome !== last.outcome)) {
    return [{ type: 'notice.finding-disagreed', data: { objection, findings: [...findings], disagreedOn: today } }];
  }
  const { outcome, findingHash } = last;
  const resolved: NoticeEvent = {
    type: 'notice.objection-resolved',
    data: {
      objection,
      outcome,
      findingHash,
      resolvedBy: actor.id,
      resolvedOn: today,
      signers: findings.map(({ signer }) => signer),
      openObjections: acceptedOf(notice).filter((one) => one.objection !== objection).length,
    },
  };
  return outcome === 'dismissed'
    ? [resolved]
    : [resolved, { type: 'notice.upheld', data: { objection, resolvedOn: today } }];
};

const find = ({ objections }: Notice, number: number): Objection | undefined =>
  objections.find(({ objection }) => objection === number);

const unknown = (): Refusal => malformed('/objection', 'there is no objection of this number', '没有该编号的异议');

/** The leader's seat that has not signed this objection yet, or why there is none for him. */
const seatOf = (notice: Notice, objection: Objection | undefined, { actor }: DecisionContext): Seat | Refusal => {
  const held = OBJECTION_SEATS.decisions.filter((seat) => holdsIn(actor, seat.role, unitOfSeat(seat, notice.listing)));
  const signed = (objection?.findings ?? []).map(({ signer }) => signer.role);
  const open = held.find(({ role }) => !signed.includes(role));
  if (open !== undefined) return open;
  return held.length > 0
    ? wrongState(`ACCEPTED, ${signed.join(' / ')}`, 'resolve-objection')
    : needsOffice(OBJECTION_SEATS.decisions.map(({ role }) => role).join(' / '));
};

const checkSeat = (seat: Seat, notice: Notice, { actor }: DecisionContext): readonly Refusal[] => {
  const unit = unitOfSeat(seat, notice.listing);
  if (!holdsIn(actor, seat.role, unit)) return [needsOffice(`${seat.role} ${unit}`)];
  return checkSeparation(actor, seat.duty, notice, actsWithin(notice));
};

/** Who has examined or signed anything in this notice: three people deal with its objections. */
const actsWithin = ({ objections }: Notice): readonly DutyAct[] =>
  objections
    .flatMap(({ examiner, findings = [] }) => [examiner, ...findings.map(({ signer }) => signer)])
    .flatMap((signer) =>
      signer?.level === undefined || signer.duty === undefined
        ? []
        : [{ level: signer.level, duty: signer.duty, actor: signer.actor }],
    );

const signerOf = ({ role, level, duty }: Seat, { actor }: DecisionContext): Signer => ({
  role,
  actor: actor.id,
  level,
  duty,
});

/** R-PROC-06 for the written finding, whichever way it goes: one of the two parties always loses by it. */
const checkFinding = ({ finding }: ResolveObjection): readonly Refusal[] =>
  pointingTo(
    '/finding',
    checkNegativeDecision({ positive: false, reasonCode: 'OBJECTION_UPHELD', reasonText: finding }),
  );

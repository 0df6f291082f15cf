import {
  accept,
  refusal,
  refuse,
  type AdvanceApplication,
  type ApplicationEvent,
  type ArchiveApplication,
  type CreateApplication,
  type Decider,
  type Decision,
  type DecisionContext,
  type NoteCommitteeDeclined,
  type Position,
  type RecordResolution,
  type Refusal,
  type SealPlan,
  type SettleApplication,
  type SubmitApplication,
} from '#libs/contracts';
import {
  checkDecisionDate,
  checkOrganisationCode,
  checkPlanBinding,
  checkProhibitionsSigned,
  normaliseCreditCode,
  normaliseName,
  parametersOn,
} from '#libs/policy';
import { evolveApplication, settledSequence } from './application-evolution.js';
import { checkCreation, type CreationFacts } from './creation-checks.js';
import { initialApplication, type ApplicationState } from './application-state.js';
import { transitionOf } from './application-transitions.js';
import { attachmentRefusals, blockingAttachments, checkPlan, missingOf, planFacts } from './plan-checks.js';

/** Commands of the application. Hashes are computed by the service, which stored the documents before. */
export type ApplicationCommand =
  | ({ readonly type: 'create' } & CreateApplication)
  | ({ readonly type: 'seal-plan'; readonly planHash: string } & SealPlan)
  | ({ readonly type: 'record-resolution' } & RecordResolution)
  | ({ readonly type: 'note-committee-declined' } & NoteCommitteeDeclined)
  | ({ readonly type: 'submit'; readonly declarationsHash: string } & SubmitApplication)
  | ({ readonly type: 'advance' } & AdvanceApplication)
  | ({ readonly type: 'settle' } & SettleApplication)
  | ({ readonly type: 'archive' } & ArchiveApplication);

export interface ApplicationContext extends DecisionContext, Pick<CreationFacts, 'claimTakenBy' | 'employerUnion'> {
  /** The application's id, without the noun. */
  readonly id: string;
  /** Industry and directly affiliated unions that may recommend (R-ORG-02). */
  readonly listedUnions: readonly string[];
}

/** The case number people quote: `TY2026-0193ABCD`. It is settled by year and id, so nobody has to count. */
export const caseNumber = (programmeYear: number, id: string): string =>
  `TY${programmeYear}-${id.replaceAll('-', '').slice(0, 8).toUpperCase()}`;

/** One open application per employer, site and programme year, however the address is spaced (R-ID-07). */
export const applicationClaim = (
  application: Pick<CreateApplication, 'employerUscc' | 'siteUnit' | 'siteAddress' | 'programmeYear'>,
): string => {
  const siteKey = `${application.siteUnit}-${normaliseName(application.siteAddress.normalize('NFKC')).toLowerCase()}`;
  return `application:${normaliseCreditCode(application.employerUscc)}:${siteKey}:${application.programmeYear}`;
};

type Answer = Decision<ApplicationEvent>;

const wrongState = (command: ApplicationCommand, state: ApplicationState): Answer =>
  refuse(refusal('G-STATE', '', { state: state.status, command: command.type }));

const samePosition = (one: Position | undefined, other: Position): boolean =>
  one !== undefined && one.subject === other.subject && one.sequence === other.sequence;

const create = (
  command: Extract<ApplicationCommand, { type: 'create' }>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (state.status !== 'NONE') return wrongState(command, state);
  const refusals = checkCreation(command, context);
  if (refusals.length > 0) return refuse(...refusals);
  const { type: _type, ...fields } = command;
  const data = {
    ...fields,
    employerUscc: normaliseCreditCode(command.employerUscc),
    unionUscc: normaliseCreditCode(command.unionUscc),
    claim: applicationClaim(command),
    createdOn: context.today,
    createdBy: context.actor.id,
  };
  return accept(
    [{ type: 'application.created', data }],
    [
      ...checkOrganisationCode(command.employerUscc, '/employerUscc'),
      ...checkOrganisationCode(command.unionUscc, '/unionUscc'),
    ],
  );
};

const sealPlan = (
  command: Extract<ApplicationCommand, { type: 'seal-plan' }>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (state.status !== 'DRAFT') return wrongState(command, state);
  if (state.plan?.hash === command.planHash) return accept([]);
  const { refusals, notes } = checkPlan(command.plan, state, context);
  if (refusals.length > 0) return refuse(...refusals);
  const missing = missingOf(command.plan);
  const told = [...notes, ...attachmentRefusals(blockingAttachments(missing), '/plan/attachments')];
  const data = {
    number: (state.plan?.number ?? 0) + 1,
    planHash: command.planHash,
    sealedOn: context.today,
    facts: planFacts(command.plan, state.managingUnit),
    warnings: told.map(({ rule, pointer }) => ({ rule, pointer })),
    missingAttachments: [...missing],
  };
  return accept([{ type: 'application.plan-sealed', data }], told);
};

const recordResolution = (
  command: Extract<ApplicationCommand, { type: 'record-resolution' }>,
  state: ApplicationState,
): Answer => {
  if (samePosition(state.resolution?.decision, command.decision)) return accept([]);
  if (state.status !== 'DRAFT') return wrongState(command, state);
  const unbound = checkPlanBinding(
    { decidedPlanHash: command.planHash, submittedPlanHash: state.plan?.hash ?? '' },
    '/planHash',
  );
  if (unbound.length > 0) return refuse(...unbound);
  const { type: _type, ...data } = command;
  return accept([{ type: 'application.resolution-recorded', data }]);
};

const noteCommitteeDeclined = (
  command: Extract<ApplicationCommand, { type: 'note-committee-declined' }>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (samePosition(state.declined?.decision, command.decision)) return accept([]);
  if (state.status !== 'DRAFT') return wrongState(command, state);
  const unbound = checkPlanBinding(
    { decidedPlanHash: command.planHash, submittedPlanHash: state.plan?.hash ?? '' },
    '/planHash',
  );
  if (unbound.length > 0) return refuse(...unbound);
  const { planHash, rule, decision } = command;
  return accept([
    { type: 'application.committee-declined', data: { planHash, rule, decision, notedOn: context.today } },
  ]);
};

const submit = (
  command: Extract<ApplicationCommand, { type: 'submit' }>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (state.status !== 'DRAFT') return wrongState(command, state);
  const { plan, resolution } = state;
  const missing = plan?.missingAttachments ?? [];
  const unbound: readonly Refusal[] = [
    ...checkPlanBinding({ decidedPlanHash: plan?.hash, submittedPlanHash: command.planHash }, '/planHash'),
    ...checkPlanBinding({ decidedPlanHash: resolution?.planHash, submittedPlanHash: command.planHash }, '/planHash'),
  ].slice(0, 1);
  const refusals = [
    ...unbound,
    ...(resolution === null
      ? []
      : checkDecisionDate({ decidedOn: resolution.decidedOn, submittedOn: context.today }, '/planHash')),
    ...checkProhibitionsSigned(command.declarations.eightProhibitions, '/declarations/eightProhibitions'),
    ...attachmentRefusals(unbound.length > 0 ? missing : blockingAttachments(missing), '/plan/attachments'),
  ];
  if (refusals.length > 0 || resolution === null) return refuse(...refusals);
  const data = {
    caseNo: caseNumber(state.programmeYear, context.id),
    planHash: command.planHash,
    resolutionHash: resolution.hash,
    declarationsHash: command.declarationsHash,
    submittedOn: context.today,
    submittedBy: context.actor.id,
  };
  return accept([{ type: 'application.submitted', data }]);
};

const advance = (
  command: Extract<ApplicationCommand, { type: 'advance' }>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (state.status === 'NONE') return wrongState(command, state);
  const { step, outcome, decision, decidedOn } = command;
  const before = outcome === 'passed' ? state.passed.find((one) => one.step === step) : state.rejectedBy;
  if (before?.step === step && samePosition(before.decision, decision)) return accept([]);
  const passed = state.passed.map((one) => one.step);
  const transition = transitionOf(state.status, passed, step, outcome);
  if (transition === undefined) return wrongState(command, state);
  const advanced = { step, decision, decidedOn };
  return accept(transition.events.map((type) => advancedEvent(type, advanced, command, context)));
};

/** The event of a transition row; rows only name events that are made here. */
const advancedEvent = (
  type: string,
  advanced: Pick<AdvanceApplication, 'step' | 'decision' | 'decidedOn'>,
  command: AdvanceApplication,
  context: ApplicationContext,
): ApplicationEvent => {
  switch (type) {
    case 'application.rejected':
      return { type, data: { ...advanced, reasonCode: command.reasonCode ?? 'OTHER' } };
    case 'application.inspection-opened':
    case 'application.joint-review-opened':
      return { type, data: { openedOn: context.today } };
    case 'application.accepted':
    case 'application.district-approved':
    case 'application.union-approved':
    case 'application.health-verified':
    case 'application.inspected':
    case 'application.proposed':
    case 'application.publicity-passed':
    case 'application.designated':
      return { type, data: advanced };
    default:
      throw new TypeError(`no step leads to ${type}`);
  }
};

const settle = (command: Extract<ApplicationCommand, { type: 'settle' }>, state: ApplicationState): Answer => {
  if (state.status === 'NONE') return wrongState(command, state);
  const { settled } = command;
  if (settledSequence(state, settled.subject) >= settled.sequence) return accept([]);
  return accept([{ type: 'application.settled', data: { settled } }]);
};

const archive = (
  command: Extract<ApplicationCommand, { type: 'archive' }>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (state.status === 'ARCHIVED') return accept([]);
  const idleEnough =
    command.idleSince >= state.touchedOn &&
    context.today >= addDays(command.idleSince, parametersOn(context.today).draftIdleCalendarDays);
  // Whoever worked on the draft meanwhile keeps it: the worker asks again later.
  if (state.status !== 'DRAFT' || !idleEnough) return wrongState(command, state);
  return accept([{ type: 'application.archived', data: { idleSince: command.idleSince } }]);
};

/** Calendar days on an office date; UTC arithmetic on a date alone knows no time zone. */
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const decide = (command: ApplicationCommand, state: ApplicationState, context: ApplicationContext): Answer => {
  switch (command.type) {
    case 'create':
      return create(command, state, context);
    case 'seal-plan':
      return sealPlan(command, state, context);
    case 'record-resolution':
      return recordResolution(command, state);
    case 'note-committee-declined':
      return noteCommitteeDeclined(command, state, context);
    case 'submit':
      return submit(command, state, context);
    case 'advance':
      return advance(command, state, context);
    case 'settle':
      return settle(command, state);
    case 'archive':
      return archive(command, state, context);
  }
};

/** The application, arbiter of its case's state (design §4): what is open next is decided here and nowhere else. */
export const applicationDecider: Decider<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationContext> = {
  noun: 'application',
  initial: initialApplication,
  decide,
  evolve: evolveApplication,
};

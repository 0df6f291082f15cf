import { accept, refusal, refuse, type ApplicationEvent, type CreateApplication, type Refusal } from '#libs/contracts';
import {
  checkDecisionDate,
  checkOrganisationCode,
  checkPlanBinding,
  checkProhibitionsSigned,
  normaliseCreditCode,
  normaliseName,
  parametersOn,
} from '#libs/policy';
import {
  samePosition,
  wrongState,
  type Answer,
  type ApplicationContext,
  type CommandOf,
} from './application-command.js';
import { checkCreation } from './creation-checks.js';
import type { ApplicationState } from './application-state.js';
import { isOpen, transitionOf } from './application-transitions.js';
import { attachmentRefusals, blockingAttachments, checkPlan, missingOf, planFacts } from './plan-checks.js';
import { needsResolution, planChanges } from './plan-changes.js';

type PlanSealed = Extract<ApplicationEvent, { type: 'application.plan-sealed' }>['data'];

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

export const create = (command: CommandOf<'create'>, state: ApplicationState, context: ApplicationContext): Answer => {
  if (transitionOf(state.status, [], { command: 'create' }) === undefined) return wrongState(command, state);
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

export const sealPlan = (
  command: CommandOf<'seal-plan'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (!isOpen(state.status, 'seal-plan')) return wrongState(command, state);
  if (state.plan?.hash === command.planHash) return accept([]);
  const { refusals, notes } = checkPlan(command.plan, state, context);
  if (refusals.length > 0) return refuse(...refusals);
  const correction = correctionOf(command, state, context);
  if (correction === undefined) return refuse(refusal('G-BUSY'));
  const missing = missingOf(command.plan);
  const told = [...notes, ...attachmentRefusals(blockingAttachments(missing), '/plan/attachments')];
  const data = {
    number: (state.plan?.number ?? 0) + 1,
    planHash: command.planHash,
    sealedOn: context.today,
    facts: planFacts(command.plan, state.managingUnit),
    warnings: told.map(({ rule, pointer }) => ({ rule, pointer })),
    missingAttachments: [...missing],
    ...(correction === null ? {} : { correction }),
  };
  return accept([{ type: 'application.plan-sealed', data }], told);
};

/** How a corrected version differs from the returned one. Undefined when another version was returned meanwhile. */
const correctionOf = (
  { plan }: CommandOf<'seal-plan'>,
  { correction }: ApplicationState,
  { returnedPlan }: ApplicationContext,
): PlanSealed['correction'] | null => {
  if (correction === null) return null;
  if (returnedPlan?.hash !== correction.planHash) return undefined;
  const changes = planChanges(returnedPlan.plan, plan);
  return {
    comparedWith: returnedPlan.hash,
    changedItems: [...changes.items],
    needsResolution: needsResolution(changes, correction.items),
  };
};

export const recordResolution = (command: CommandOf<'record-resolution'>, state: ApplicationState): Answer => {
  if (samePosition(state.resolution?.decision, command.decision)) return accept([]);
  if (!isOpen(state.status, 'record-resolution')) return wrongState(command, state);
  const unbound = checkPlanBinding(
    { decidedPlanHash: command.planHash, submittedPlanHash: state.plan?.hash ?? '' },
    '/planHash',
  );
  if (unbound.length > 0) return refuse(...unbound);
  const { type: _type, ...data } = command;
  return accept([{ type: 'application.resolution-recorded', data }]);
};

export const noteCommitteeDeclined = (
  command: CommandOf<'note-committee-declined'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (samePosition(state.declined?.decision, command.decision)) return accept([]);
  if (!isOpen(state.status, 'note-committee-declined')) return wrongState(command, state);
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

export const submit = (command: CommandOf<'submit'>, state: ApplicationState, context: ApplicationContext): Answer => {
  if (transitionOf(state.status, [], { command: 'submit' }) === undefined) return wrongState(command, state);
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

export const archive = (
  command: CommandOf<'archive'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (state.status === 'ARCHIVED') return accept([]);
  const idleEnough =
    command.idleSince >= state.touchedOn &&
    context.today >= addDays(command.idleSince, parametersOn(context.today).draftIdleCalendarDays);
  // Whoever worked on the draft meanwhile keeps it: the worker asks again later.
  const open = transitionOf(state.status, [], { command: 'archive' }) !== undefined;
  if (!open || !idleEnough) return wrongState(command, state);
  return accept([{ type: 'application.archived', data: { idleSince: command.idleSince } }]);
};

/** Calendar days on an office date; UTC arithmetic on a date alone knows no time zone. */
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

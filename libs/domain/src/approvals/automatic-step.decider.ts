import {
  AUTOMATIC_OFFICES,
  accept,
  decideScope,
  holds,
  refuse,
  type AutomatableReview,
  type ConfirmAutomaticStep,
  type Decider,
  type Decision,
  type DecisionContext,
  type EndAutomaticStep,
  type ProposeAutomaticStep,
  type Refusal,
  type Role,
} from '#libs/contracts';
import { CITY, checkConfirmedByAnother, checkProgramAble, checkReasonText, findUnit } from '#libs/policy';
import { malformed, needsOffice, wrongState, type EventOf, type Unborn } from './work.js';

/** Which program decides, whose reviews, in what time, from which office date on. */
export interface AutomaticTerms {
  readonly pipeline: string;
  readonly unit: string;
  readonly answerWithinMinutes: number;
  readonly validFrom: string;
}

interface Told {
  readonly status: 'PROPOSED' | 'IN_FORCE' | 'ENDED';
  /** How often something was proposed. */
  readonly proposals: number;
  readonly inForce: (AutomaticTerms & { readonly proposedBy: string; readonly confirmedBy: string }) | null;
  readonly proposed:
    (AutomaticTerms & { readonly proposal: number; readonly proposedBy: string; readonly reasonHash: string }) | null;
}
export type AutomaticStepState = Unborn | Told;
export type AutomaticStepEvent = EventOf<'automatic-step'>;

export type AutomaticStepCommand = { readonly kind: AutomatableReview } & (
  | { readonly type: 'propose'; readonly body: ProposeAutomaticStep; readonly reasonHash: string | null }
  | { readonly type: 'confirm'; readonly body: ConfirmAutomaticStep }
  | { readonly type: 'end'; readonly body: EndAutomaticStep; readonly reasonHash: string | null }
);

/** What is known of an account from the facts about programs. */
export interface KnownProgram {
  readonly unit: string;
  readonly organisation: string | null;
  readonly scopes: readonly string[];
  readonly suspended: boolean;
}

export interface AutomaticStepContext extends DecisionContext {
  /** The account that the command is about; undefined when nobody has registered it. */
  readonly program?: KnownProgram | undefined;
}

type Answer = Decision<AutomaticStepEvent>;
type CommandOf<Type> = Extract<AutomaticStepCommand, { readonly type: Type }>;

/** Whether the account may decide reviews of this kind in this unit. One of an organisation is on the applicant's side. */
export const isProgramAble = (kind: AutomatableReview, unit: string, program: KnownProgram | undefined): boolean =>
  program !== undefined &&
  !program.suspended &&
  program.organisation === null &&
  program.scopes.includes(decideScope(kind)) &&
  (program.unit === CITY.unitCode || program.unit === unit);

const decide = (command: AutomaticStepCommand, state: AutomaticStepState, context: AutomaticStepContext): Answer => {
  switch (command.type) {
    case 'propose':
      return propose(command, state, context);
    case 'confirm':
      return confirm(command, state, context);
    case 'end':
      return end(command, state, context);
  }
};

const propose = (
  { kind, body, reasonHash }: CommandOf<'propose'>,
  state: AutomaticStepState,
  context: AutomaticStepContext,
): Answer => {
  const { reasonText, ...terms } = body;
  const refusals = [
    ...checkOffice(AUTOMATIC_OFFICES[kind].proposes, context),
    ...checkReasonText(reasonText),
    ...checkUnit(terms.unit),
    ...checkStart(terms.validFrom, context.today),
    ...checkAble(kind, terms, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const proposal = state.status === 'NONE' ? 1 : state.proposals + 1;
  const by = { proposedBy: context.actor.id, proposedOn: context.today };
  return accept([
    { type: 'automatic-step.proposed', data: { kind, proposal, ...terms, reasonHash: reasonHash ?? '', ...by } },
  ]);
};

const confirm = (
  { kind, body }: CommandOf<'confirm'>,
  state: AutomaticStepState,
  context: AutomaticStepContext,
): Answer => {
  const { confirms } = AUTOMATIC_OFFICES[kind];
  const office = checkOffice([confirms], context);
  if (office.length > 0) return refuse(...office);
  if (state.status === 'NONE' || state.proposed?.proposal !== body.proposal) {
    return refuse(wrongState(state.status, `confirm proposal ${body.proposal}`));
  }
  const { reasonHash: _, ...proposed } = state.proposed;
  const { actor, today } = context;
  const refusals = [
    ...checkConfirmedByAnother({ actor: actor.id, proposedBy: proposed.proposedBy, needs: confirms }),
    ...checkAble(kind, proposed, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const data = { kind, ...proposed, confirmedBy: actor.id, confirmedOn: today };
  return accept([{ type: 'automatic-step.confirmed', data }]);
};

const end = (
  { kind, body, reasonHash }: CommandOf<'end'>,
  state: AutomaticStepState,
  context: AutomaticStepContext,
): Answer => {
  if (state.status === 'NONE' || state.status === 'ENDED') return refuse(wrongState(state.status, 'end'));
  const refusals = [...checkOffice(AUTOMATIC_OFFICES[kind].proposes, context), ...checkReasonText(body.reasonText)];
  if (refusals.length > 0) return refuse(...refusals);
  const by = { endedBy: context.actor.id, endedOn: context.today };
  return accept([{ type: 'automatic-step.ended', data: { kind, reasonHash: reasonHash ?? '', ...by } }]);
};

const checkOffice = (roles: readonly Role[], { actor }: DecisionContext): readonly Refusal[] =>
  actor.kind === 'human' && roles.some((role) => holds(actor, role)) ? [] : [needsOffice(roles.join(' / '))];

const checkAble = (
  kind: AutomatableReview,
  { pipeline, unit }: AutomaticTerms,
  { program }: AutomaticStepContext,
): readonly Refusal[] => {
  const able = isProgramAble(kind, unit, program);
  return checkProgramAble({ pipeline, scope: decideScope(kind), unit, able }, '/pipeline');
};

const checkUnit = (unit: string): readonly Refusal[] =>
  findUnit(unit) === undefined
    ? [malformed('/unit', `there is no unit ${unit}; the city is 5101`, `没有代码为${unit}的区（市）县；全市为5101`)]
    : [];

/** What was opened before is never given to a program afterwards. */
const checkStart = (validFrom: string, today: string): readonly Refusal[] =>
  validFrom >= today
    ? []
    : [malformed('/validFrom', `${validFrom} is before today, ${today}`, `${validFrom}早于今天${today}`)];

const evolve = (state: AutomaticStepState, event: AutomaticStepEvent): AutomaticStepState => {
  switch (event.type) {
    case 'automatic-step.proposed': {
      const { proposal, proposedBy, reasonHash } = event.data;
      const inForce = state.status === 'NONE' ? null : state.inForce;
      return {
        status: inForce === null ? 'PROPOSED' : 'IN_FORCE',
        proposals: proposal,
        inForce,
        proposed: { ...termsOf(event.data), proposal, proposedBy, reasonHash },
      };
    }
    case 'automatic-step.confirmed': {
      const { proposal, proposedBy, confirmedBy } = event.data;
      const inForce = { ...termsOf(event.data), proposedBy, confirmedBy };
      return { status: 'IN_FORCE', proposals: proposal, inForce, proposed: null };
    }
    case 'automatic-step.ended':
      return state.status === 'NONE' ? state : { ...state, status: 'ENDED', inForce: null, proposed: null };
  }
};

const termsOf = ({ pipeline, unit, answerWithinMinutes, validFrom }: AutomaticTerms): AutomaticTerms => ({
  pipeline,
  unit,
  answerWithinMinutes,
  validFrom,
});

/** Which program decides a kind of review: proposed by one person, confirmed by a leader who is another. */
export const automaticStepDecider: Decider<
  AutomaticStepState,
  AutomaticStepCommand,
  AutomaticStepEvent,
  AutomaticStepContext
> = { noun: 'automatic-step', initial: { status: 'NONE' }, decide, evolve };

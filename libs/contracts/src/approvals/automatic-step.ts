import { z } from 'zod';
import type { Role } from '../access/actor.js';
import { OfficeDate, Sha256 } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { AUTOMATABLE_REVIEWS, type AutomatableReview } from '../pipelines/pipeline-scope.js';
import { MemberId } from './work-opening.js';

/**
 * Who may give a kind of review to a program: the municipal body that stands above the office whose work it is, and the
 * operator, who knows the programs and judges nothing. One of its leaders confirms, and he is another person.
 */
export const AUTOMATIC_OFFICES = {
  'formal-check': { proposes: ['MU_REVIEWER', 'MU_LEADER', 'SYS_ADMIN'], confirms: 'MU_LEADER' },
  'health-verification': { proposes: ['MH_OFFICER', 'MH_LEADER', 'SYS_ADMIN'], confirms: 'MH_LEADER' },
} as const satisfies Record<AutomatableReview, { readonly proposes: readonly Role[]; readonly confirms: Role }>;

/** Longest time that a program may take, in minutes of the office clock: a day, so that most of the limit stays for a person. */
export const ANSWER_MINUTES_MAX = 1440;

const Terms = {
  /** The program's id as an actor. */
  pipeline: MemberId,
  /** Whose reviews it decides: one of the 23 units, or `5101` for all. */
  unit: z.string().max(10),
  /** Minutes of the office clock, round the clock, from the opening of the review. */
  answerWithinMinutes: z.int().min(1).max(ANSWER_MINUTES_MAX),
  validFrom: OfficeDate,
};

/** Somebody proposes that a program decides a kind of review. It takes the place of a proposal that nobody has confirmed. */
export const ProposeAutomaticStep = z
  .strictObject({ ...Terms, reasonText: z.string().max(2000) })
  .meta({ id: 'ProposeAutomaticStep' });
export type ProposeAutomaticStep = z.infer<typeof ProposeAutomaticStep>;

/** A leader confirms the proposal with this number, and no other that came meanwhile. */
export const ConfirmAutomaticStep = z.strictObject({ proposal: z.int().min(1) }).meta({ id: 'ConfirmAutomaticStep' });
export type ConfirmAutomaticStep = z.infer<typeof ConfirmAutomaticStep>;

/** From now on people decide; a proposal falls too. What a program has already been given stays with it until its time is over. */
export const EndAutomaticStep = z.strictObject({ reasonText: z.string().max(2000) }).meta({ id: 'EndAutomaticStep' });
export type EndAutomaticStep = z.infer<typeof EndAutomaticStep>;

const Proposed = { kind: z.enum(AUTOMATABLE_REVIEWS), proposal: z.int(), ...Terms, proposedBy: z.string() };

export const AutomaticStepEvents = {
  'automatic-step.proposed': z.object({ ...Proposed, reasonHash: z.string(), proposedOn: z.string() }),
  /** The terms are in force from `validFrom` on, in the place of those before. */
  'automatic-step.confirmed': z.object({ ...Proposed, confirmedBy: z.string(), confirmedOn: z.string() }),
  'automatic-step.ended': z.object({
    kind: z.enum(AUTOMATABLE_REVIEWS),
    reasonHash: z.string(),
    endedBy: z.string(),
    endedOn: z.string(),
  }),
} as const;

/** `GET /automatic-steps/:kind`. */
export const AutomaticStepView = z
  .object({
    id: z.enum(AUTOMATABLE_REVIEWS),
    version: z.int().min(1),
    position: Position,
    state: z.object({
      status: z.enum(['PROPOSED', 'IN_FORCE', 'ENDED']),
      /** How often something was proposed. */
      proposals: z.int(),
      inForce: z.object({ ...Terms, proposedBy: z.string(), confirmedBy: z.string() }).nullable(),
      proposed: z.object({ ...Terms, proposal: z.int(), proposedBy: z.string(), reasonHash: Sha256 }).nullable(),
    }),
  })
  .meta({ id: 'AutomaticStepView', description: 'Which program decides a kind of review, and what is proposed' });
export type AutomaticStepView = z.infer<typeof AutomaticStepView>;

/** One thing that a program looked at before it decided: a rule's id or a code of its own, and what came of it. */
export const ProgramCheck = z
  .strictObject({
    check: z.string().regex(/^[A-Za-z0-9._:-]{1,60}$/),
    outcome: z.enum(['passed', 'failed', 'not-applicable']),
    text: z.string().max(500).optional(),
  })
  .meta({ id: 'ProgramCheck' });
export type ProgramCheck = z.infer<typeof ProgramCheck>;

/** The document that `checksHash` names. */
export const ProgramCheckList = z.strictObject({ checks: z.array(ProgramCheck) }).meta({ id: 'ProgramCheckList' });
export type ProgramCheckList = z.infer<typeof ProgramCheckList>;

/**
 * A review that a program has becomes a person's: the program itself cannot decide it, a person of its seat takes it over,
 * both with a reason (R-PROC-06); or the worker says that the time is over, without one.
 */
export const HandOverReview = z
  .strictObject({ reasonText: z.string().max(2000).optional(), checks: z.array(ProgramCheck).max(60).optional() })
  .meta({ id: 'HandOverReview' });
export type HandOverReview = z.infer<typeof HandOverReview>;

/** Why a program's review went to a person. */
export const HANDOVER_REASONS = ['not-answered', 'undecidable', 'taken-over'] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/** To which program a review was given, and until when it may decide: RFC 3339 on the office clock. */
export const GivenToProgram = z.object({ pipeline: z.string(), answerBy: z.string() });
export type GivenToProgram = z.infer<typeof GivenToProgram>;

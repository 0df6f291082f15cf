import type { Duty, PriorAct, Refusal } from '#libs/contracts';
import { checkDuty } from '#libs/policy';
import type { GrantContext } from './grant-context.js';
import type { PlannedGrant } from './grant-state.js';
import { useOf } from './grant-use-state.js';

/** Who handles the present order. */
export const handsOf = ({ maker, checker, approver }: PlannedGrant): readonly PriorAct[] => [
  ...(maker === null ? [] : [{ level: '', duty: 'payment-making', actor: maker }]),
  ...(checker === null ? [] : [{ level: '', duty: 'payment-checking', actor: checker }]),
  ...(approver === null ? [] : [{ level: '', duty: 'payment-approval', actor: approver }]),
];

/** The duty matrix over everything that was done on the case and with its money: R-PROC-04, R-PROC-05, R-PAY-05, R-AUD-02. */
export const checkUseDuty = (duty: Duty, state: PlannedGrant, { actor }: GrantContext): readonly Refusal[] =>
  checkDuty({ duty, actor: actor.id }, [...state.priorActs, ...handsOf(state), ...useOf(state).acts]);

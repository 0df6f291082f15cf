import { refusal, type GrantFund, type GrantStatus, type Refusal } from '#libs/contracts';
import { PAYMENT_ROWS } from './grant-payment-rows.js';
import { GRANT_COMMANDS, type GrantCommandName, type GrantTransition } from './grant-transition-row.js';
import { USE_ROWS } from './grant-use-rows.js';

export {
  GRANT_COMMANDS,
  type GrantCommandName,
  type GrantGuard,
  type GrantTransition,
} from './grant-transition-row.js';

/** The state machine of a grant, domain.md §8.3. A command without a row for the state is refused (G-STATE). */
export const GRANT_TRANSITIONS: readonly GrantTransition[] = [...PAYMENT_ROWS, ...USE_ROWS];

/** G-STATE in one form for all of a grant's commands. */
export const wrongGrantState = (state: string, command: GrantCommandName): Refusal =>
  refusal('G-STATE', '', { state, command: GRANT_COMMANDS[command] });

/** Whether the machine has a row for this command here: the deciders ask it before anything else. */
export const checkRow = (
  state: { readonly status: GrantStatus; readonly fund: GrantFund },
  command: GrantCommandName,
): readonly Refusal[] => {
  const rows = GRANT_TRANSITIONS.filter((one) => one.command === command && one.funds.includes(state.fund));
  if (rows.length === 0) return [wrongGrantState(state.fund, command)];
  return rows.some(({ from }) => from.includes(state.status)) ? [] : [wrongGrantState(state.status, command)];
};

import { REFUSAL_DECIDER } from '#libs/aggregate';
import { EVOLVERS, evolverOf, type EvolverTable } from '#libs/domain';

/** Every noun that stands in the log: the aggregates of the services, and the refusals beside each of them. */
export const ALL_EVOLVERS: EvolverTable = { ...EVOLVERS, [REFUSAL_DECIDER.noun]: evolverOf(REFUSAL_DECIDER) };

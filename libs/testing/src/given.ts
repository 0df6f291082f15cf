import { expect } from '@jest/globals';
import { fold, type Decider, type DecisionContext, type DomainEvent, type Refusal } from '#libs/contracts';

/** What a test expects: the events in order (type and data), or the refusals a decider answers with. */
export type Expected<Event extends DomainEvent> =
  readonly Event[] | { readonly refused: readonly (Pick<Refusal, 'rule'> & Partial<Refusal>)[] };

/**
 * `given(decider, past).when(command, context).then(expected)`: folds the past, decides, compares.
 * It also folds the new events, so that an `evolve` that cannot take its own decider's event fails here.
 */
export const given = <State, Command, Event extends DomainEvent, Context extends DecisionContext>(
  decider: Decider<State, Command, Event, Context>,
  past: readonly Event[] = [],
) => {
  const state = fold(decider, decider.initial, past);
  return {
    state,
    when: (command: Command, context: Context) => {
      const decision = decider.decide(command, state, context);
      const after = decision.kind === 'accepted' ? fold(decider, state, decision.events) : state;
      return {
        decision,
        /** The state after the decision; unchanged when refused. */
        state: after,
        then: (expected: Expected<Event>): void => {
          if ('refused' in expected) {
            expect(decision).toMatchObject({ kind: 'refused', refusals: expected.refused });
            return;
          }
          expect(decision).toMatchObject({ kind: 'accepted' });
          expect(decision.kind === 'accepted' ? decision.events : []).toEqual(expected);
        },
        /** Compares the rule ids only, in order. */
        thenRefused: (...rules: readonly string[]): void => {
          expect(decision.kind === 'refused' ? decision.refusals.map((refusal) => refusal.rule) : []).toEqual(rules);
        },
        /** Compares the event types only, in order. */
        thenTypes: (...types: readonly string[]): void => {
          expect(decision).toMatchObject({ kind: 'accepted' });
          expect(decision.kind === 'accepted' ? decision.events.map((event) => event.type) : []).toEqual(types);
        },
      };
    },
  };
};

import type { Actor, Decider, DecisionContext, DomainEvent, ServiceName, Task } from '#libs/contracts';
import type { FetchMissing } from '#libs/events';
import type { ServiceEnvironment } from '#libs/config';
import type { AggregateStore, StoredDocument } from '#libs/aggregate';
import type { Type } from '@nestjs/common';
import type { BackgroundWork } from './background-work.js';
import type { CaseName } from './case-name.js';
import type { FactHandler } from './fact-handler.js';

/** Which aggregate a state belongs to and how many events it has. */
export interface AggregateHead {
  /** `<noun>/<id>`. */
  readonly subject: string;
  readonly version: number;
  readonly caseId: string;
}

/** One noun of a service: how to fold it, and what people have to do in each of its states. */
export interface AggregateKind {
  readonly noun: string;
  readonly initial: unknown;
  /** Open tasks in this state; none for nouns without an inbox. */
  readonly tasks: ((state: unknown, head: AggregateHead) => readonly Task[]) | undefined;
}

/** Names a noun by its decider, with the projection that says what is to be done. */
export const aggregateKind = <State, Command, Event extends DomainEvent, Context extends DecisionContext>(
  decider: Decider<State, Command, Event, Context>,
  tasks?: (state: State, head: AggregateHead) => readonly Task[],
): AggregateKind => ({
  noun: decider.noun,
  initial: decider.initial,
  tasks: tasks === undefined ? undefined : (state, head) => tasks(state as State, head),
});

/** As much of its environment as an owner of facts needs. */
export type OwnerEnvironment = Partial<ServiceEnvironment> &
  Pick<
    ServiceEnvironment,
    'NODE_ENV' | 'LOG_LEVEL' | 'MONGODB_URL' | 'KAFKA_BROKERS' | 'OIDC_ISSUER' | 'PORT' | 'HOST'
  >;

export interface ServiceOptions {
  readonly name: ServiceName;
  readonly environment: OwnerEnvironment;
  readonly kinds: readonly AggregateKind[];
  /** Services whose facts the handlers read beside the own ones. */
  readonly follows?: readonly ServiceName[] | undefined;
  /** False for an owner whose consumer leaves nothing aside and so has no dead letters (audits). */
  readonly consumes?: boolean | undefined;
  /** True where facts may gather for a moment, so that those that arrive together are stored together (logs). */
  readonly gathersFacts?: boolean | undefined;
  /** Called in this order for each fact; the classes are providers of the service's own module. */
  readonly factHandlers?: readonly Type<FactHandler>[] | undefined;
  /** Work beside requests and facts; the classes are providers of the service's own module. */
  readonly works?: readonly Type<BackgroundWork>[] | undefined;
  /** Missing events of another service's subject; without it a gap is reported and passed over. */
  readonly fetchForeign?: FetchMissing | undefined;
  /**
   * Who may file a document under a case; without it, and where it says nothing, the worker, and whoever has an open task
   * of that case here. Called only for uploads that name a case.
   */
  readonly mayUploadTo?:
    ((actor: Actor, caseId: string, aggregates: AggregateStore) => boolean | Promise<boolean | undefined>) | undefined;
  /** Who may read a document, by its case for instance; the route has let in only who may read documents at all. */
  readonly mayReadDocument?:
    ((actor: Actor, document: StoredDocument, aggregates: AggregateStore) => boolean | Promise<boolean>) | undefined;
  /**
   * Whether a state holds this claim: lets the sweeper free claims whose command never came to its write. The state is
   * undefined while the owner was not born; a claim said to be held even then is never swept.
   */
  readonly holdsClaim?: ((owner: string, state: unknown, value: string) => boolean) | undefined;
  /** The name of a case, where no aggregate of the service's own has it. */
  readonly nameCase?: ((caseId: string) => Promise<CaseName | undefined>) | undefined;
  /** Raise it, never lower it, when a read model's form changes: all are made anew from the first fact of each topic (1). */
  readonly readModelVersion?: number | undefined;
}

/** Consumer group and name of the read positions: another version of the read models is another reader of the topics. */
export const consumerOf = ({
  name,
  readModelVersion = 1,
}: Pick<ServiceOptions, 'name' | 'readModelVersion'>): string =>
  readModelVersion === 1 ? name : `${name}.v${readModelVersion}`;

/** Symbol under which the options are injected. */
export const SERVICE_OPTIONS = Symbol('service options');

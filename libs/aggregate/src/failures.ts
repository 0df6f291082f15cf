import { refusal, type GeneralError, type Refusal } from '#libs/contracts';

type Params = Readonly<Record<string, string | number>>;

/**
 * Why a command or query got no answer from the domain. `rule` is a code of `#libs/contracts` errors (or R-PROC-07), and
 * `params` fill its texts. Everything a rule can say no to is a refused outcome instead, never one of these.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly pointer = '';

  constructor(
    readonly rule: GeneralError | 'R-PROC-07',
    readonly params: Params = {},
    cause?: unknown,
  ) {
    super(`${rule} ${JSON.stringify(params)}`, { cause });
  }

  /** The shape in which errors of all libraries say why; the HTTP filter makes problem details of it. */
  get refusals(): readonly Refusal[] {
    return [refusal(this.rule, this.pointer, this.params)];
  }
}

/** The same Idempotency-Key came with another body (409). */
export class KeyReused extends Failure {
  override readonly name = 'KeyReused';

  constructor(key: string) {
    super('G-KEY-REUSED', { key });
  }
}

/** If-Match named another version than the present one (R-PROC-07, 412). */
export class StaleVersion extends Failure {
  override readonly name = 'StaleVersion';

  constructor(
    readonly expected: number,
    readonly current: number,
  ) {
    super('R-PROC-07', { expected, current });
  }
}

export class NotFound extends Failure {
  override readonly name = 'NotFound';

  constructor(what: string) {
    super('G-NOT-FOUND', { what });
  }
}

/** The sweeper made this id's birth impossible to free a claim; the caller takes a new key (409). */
export class Tombstoned extends Failure {
  override readonly name = 'Tombstoned';

  constructor(subject: string) {
    super('G-STATE', { state: 'tombstone', command: subject });
  }
}

/** Other processes kept winning until the deadline (503, Retry-After). Nothing was written. */
export class Busy extends Failure {
  override readonly name = 'Busy';
  /** Consumers and activities take this as "try again", see `libs/events`. */
  readonly unavailable = true;
  readonly retryAfterSeconds = 1;

  constructor(subject: string) {
    super('G-BUSY', { subject });
  }
}

/** An engine is away (503, Retry-After). A command that was under way may be repeated with its key. */
export class StoreUnavailable extends Failure {
  override readonly name = 'StoreUnavailable';
  readonly unavailable = true;
  readonly retryAfterSeconds = 5;

  constructor(engine: string, cause?: unknown) {
    super('G-UNAVAILABLE', { engine }, cause);
  }
}

/** A position was not visible within the given time (503). */
export class NotYet extends Failure {
  override readonly name = 'NotYet';
  readonly retryAfterSeconds = 1;

  constructor(position: string) {
    super('G-NOT-YET', { position });
  }
}

export class DocumentTooLarge extends Failure {
  override readonly name = 'DocumentTooLarge';

  constructor(limit: number) {
    super('G-TOO-LARGE', { limit });
  }
}

/** What is stored under a hash does not have this hash: somebody changed the store. */
export class DocumentTampered extends Error {
  override readonly name = 'DocumentTampered';

  constructor(
    readonly hash: string,
    readonly actualHash: string,
  ) {
    super(`the document ${hash} has the hash ${actualHash}`);
  }
}

/** The content was forgotten on purpose; its hash stays, so that the log still proves that it existed. */
export class DocumentForgotten extends Error {
  override readonly name = 'DocumentForgotten';

  constructor(readonly hash: string) {
    super(`the document ${hash} was forgotten`);
  }
}

/** Two different events under one id: a fork in a subject's history, which must never happen. */
export class JournalFork extends Error {
  override readonly name = 'JournalFork';

  /** All ids of the batch that are there with other bytes; at least one. */
  constructor(readonly eventIds: readonly string[]) {
    super(`the journal holds other bytes for ${eventIds.join(', ')}`);
  }
}

/**
 * A subject whose outbox cannot be published as it is: an event that is no event of it, out of its place, or another one
 * than the journal holds. Somebody changed the store; the subject waits for an operator, and all others go on.
 */
export class OutboxForked extends Error {
  override readonly name = 'OutboxForked';

  constructor(
    readonly subject: string,
    reason: string,
    cause?: unknown,
  ) {
    super(`the outbox of ${subject} is held back: ${reason}`, { cause });
  }
}

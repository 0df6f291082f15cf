import type { EventEnvelope } from '#libs/contracts';
import type { Words } from './dead-letter-words.js';

/**
 * One read model, or one consequence, of facts. Handlers run one after another; only when all are done does the fact's
 * position become visible to `?after=`. Errors: what is unavailable is tried again for ever, what is permanent goes to the
 * dead letters.
 */
export abstract class FactHandler {
  /** Event types it wants; all when undefined. */
  readonly types: readonly string[] | undefined = undefined;

  /** Takes one fact. The same one may come again after a crash, so it must be harmless twice. */
  abstract apply(event: EventEnvelope, sequence: number): Promise<void>;

  /** Drops what it holds; every fact of every followed topic comes again afterwards. */
  clear(): Promise<void> {
    return Promise.resolve();
  }

  /** Declares its indexes; called once at start, repeatable. */
  prepare(): Promise<void> {
    return Promise.resolve();
  }

  /** Throws what `apply` would throw for this fact, as far as that can be known without any effect. */
  judge(_event: EventEnvelope): Promise<void> {
    return Promise.resolve();
  }
}

/** Says what the handlers of a process would object to a fact, without any effect. */
export abstract class FactJudge {
  abstract judge(event: EventEnvelope): Promise<readonly Words[]>;
}

const parts = new WeakMap<object, string>();

/** Notes at an error which handler it comes from, so that a dead letter can say which effect is missing. */
export const notePart = (error: unknown, part: string): void => {
  if (typeof error === 'object' && error !== null) parts.set(error, part);
};

/** The handler that the error comes from, where it was noted. */
export const partOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? parts.get(error) : undefined;

/** What a handler said about a fact, as an operator reads it. */
export const objectionOf = (part: string, error: unknown): Words => {
  const problem = error instanceof Error ? error.name : 'unknown';
  return { zh: `${part} 拒绝处理（${problem}）`, en: `${part} would refuse it (${problem})` };
};

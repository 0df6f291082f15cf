import type { EventEnvelope } from '#libs/contracts';

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
}

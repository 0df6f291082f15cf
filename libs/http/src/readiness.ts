import { Injectable } from '@nestjs/common';

/** Resolves when the engine answers; throws saying why not. */
export type ReadinessCheck = () => Promise<unknown>;

export interface ReadinessReport {
  readonly ready: boolean;
  readonly draining: boolean;
  readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number }>>;
}

const CHECK_TIMEOUT_MS = 2000;

/** Says whether this process can do its work, and if not, which engine is down and why. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private isDraining = false;

  /** Adds a named check: `readiness.add('store', () => connection.db.command({ ping: 1 }))`. */
  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on `/health/ready` answers 503, so that no new work is sent here. */
  drain(): void {
    this.isDraining = true;
  }

  get draining(): boolean {
    return this.isDraining;
  }

  /** Asks all checks at once; one that does not answer within two seconds counts as down. */
  async report(): Promise<ReadinessReport> {
    const answers = await Promise.all([...this.checks].map(async ([name, check]) => [name, await ask(check)] as const));
    const up = answers.every(([, answer]) => answer.up);
    return { ready: up && !this.isDraining, draining: this.isDraining, checks: Object.fromEntries(answers) };
  }
}

const ask = async (check: ReadinessCheck): Promise<{ up: boolean; reason?: string; ms: number }> => {
  const startedMs = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedMs);
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
    });
    await Promise.race([check(), late]);
    return { up: true, ms: elapsed() };
  } catch (error) {
    return { up: false, reason: error instanceof Error ? error.message : String(error), ms: elapsed() };
  } finally {
    clearTimeout(timer);
  }
};

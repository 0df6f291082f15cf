import { Injectable } from '@nestjs/common';

/** Resolves when the engine answers; throws saying why not. */
export type ReadinessCheck = () => Promise<unknown>;

export interface ReadinessReport {
  readonly ready: boolean;
  readonly draining: boolean;
  readonly checks: Readonly<Record<string, CheckReport>>;
}

interface CheckReport {
  readonly up: boolean;
  readonly reason?: string;
  readonly ms: number;
  /** Needs an operator, but the process does its work all the same. */
  readonly advisory?: true;
}

const CHECK_TIMEOUT_MS = 2000;

/** Says whether this process can do its work, and if not, which engine is down and why. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly advisory = new Set<string>();
  private isDraining = false;

  /** Adds a named check: `readiness.add('store', () => connection.db.command({ ping: 1 }))`. */
  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** Adds a check whose failure is shown with its reason and leaves the process ready. */
  advise(name: string, check: ReadinessCheck): void {
    this.advisory.add(name);
    this.add(name, check);
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
    const answers = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        const answer = await ask(check);
        return [name, this.advisory.has(name) ? { ...answer, advisory: true as const } : answer] as const;
      }),
    );
    const up = answers.every(([, answer]) => answer.up || 'advisory' in answer);
    return { ready: up && !this.isDraining, draining: this.isDraining, checks: Object.fromEntries(answers) };
  }
}

const ask = async (check: ReadinessCheck): Promise<CheckReport> => {
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

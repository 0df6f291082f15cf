import type { AdvancingStep, EarlierRound } from '#libs/contracts';
import type { Round } from './activities.ports.js';

/** Which time each step is done, and what it decided before: the next round tells whoever decides it. */
export class StepRounds {
  private readonly begun = new Map<string, number>();
  private readonly earlier = new Map<AdvancingStep, readonly EarlierRound[]>();
  private readonly excluded = new Map<AdvancingStep, readonly string[]>();

  /** Counts one round more, of a step or of whatever else has a name. */
  count(name: string): number {
    const round = (this.begun.get(name) ?? 0) + 1;
    this.begun.set(name, round);
    return round;
  }

  /** The round of a step that begins now. */
  begin(step: AdvancingStep): Round {
    const round = this.count(step);
    return { round, earlier: this.earlier.get(step) ?? [], excluded: this.excluded.get(step) ?? [] };
  }

  /** Keeps what the present round of a step decided. */
  note(step: AdvancingStep, decided: Omit<EarlierRound, 'round'>): void {
    const one = { round: this.begun.get(step) ?? 1, ...decided };
    this.earlier.set(step, [...(this.earlier.get(step) ?? []), one]);
  }

  /** Nobody of these decides the step again, in whatever round. */
  exclude(step: AdvancingStep, actors: readonly string[]): void {
    this.excluded.set(step, [...new Set([...(this.excluded.get(step) ?? []), ...actors])]);
  }
}

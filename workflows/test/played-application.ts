import { RETURNING_STEPS, type AdvancingStep, type ReturningStep } from '#libs/contracts';
import { transitionOf, type StatusOrNone, type Way } from '#libs/domain';
import type { Advance } from '../src/definitions/activities.ports.js';
import type { Fact } from '../src/definitions/case.signals.js';

/**
 * The application as the arbiter of its case, by the table of its transitions and without what the rows ask beside the
 * state. It notes which rows were taken, so that a test of a path proves the path.
 */
export class PlayedApplication {
  /** Ids of the rows taken, in their order. */
  readonly taken: string[] = [];
  /** What it has decided or been told, as its journal would have it. */
  readonly facts: Fact[] = [];
  private status: StatusOrNone = 'NONE';
  private passed: readonly AdvancingStep[] = [];
  private returned: readonly ReturningStep[] = [];
  private rejectedBy: AdvancingStep | undefined;
  private readonly acted = new Set<string>();

  /** A step was decided. A decision that it has acted on before changes nothing. */
  advance({ step, outcome, decision }: Pick<Advance, 'step' | 'outcome' | 'decision'>): boolean {
    const act = `${step} ${outcome} ${decision.subject} ${decision.sequence}`;
    if (this.acted.has(act)) return true;
    if (!this.take({ command: 'advance', step, outcome })) return false;
    this.acted.add(act);
    if (outcome === 'passed') this.passed = [...this.passed, step];
    if (outcome === 'rejected') this.rejectedBy = step;
    return true;
  }

  return(steps: readonly ReturningStep[]): boolean {
    const [step, other] = RETURNING_STEPS.filter((one) => steps.includes(one));
    if (step === undefined || !this.take({ command: 'return', step, with: other })) return false;
    this.returned = steps;
    return true;
  }

  lapse(): boolean {
    return this.take({ command: 'lapse' });
  }

  archive(): boolean {
    return this.take({ command: 'archive' });
  }

  /** What people did at the application, which is accepted if the state allows it. */
  hear(fact: Fact): void {
    this.facts.push(fact);
    const way = this.wayOf(fact);
    if (way !== undefined) this.take(way);
    if ('reopens' in fact.data) this.reopen(fact.data.reopens);
  }

  /** The way that somebody asks for with this; undefined for what leaves the state as it is. */
  private wayOf({ type }: Fact): Way | undefined {
    const ways: Partial<Record<Fact['type'], Way>> = {
      'application.created': { command: 'create' },
      'application.submitted': { command: 'submit' },
      'application.resubmitted': { command: 'resubmit', step: this.returned[0] },
      'application.reconsideration-opened': { command: 'reconsider', step: this.rejectedBy },
      'application.rectification-submitted': { command: 'rectification' },
      'application.resumed': { command: 'resume' },
      'application.withdrawn': { command: 'withdraw' },
      'application.terminated': { command: 'terminate' },
    };
    return ways[type];
  }

  private take(way: Way): boolean {
    const row = transitionOf(this.status, this.passed, way);
    if (row === undefined) return false;
    this.taken.push(row.id);
    this.status = row.to;
    return true;
  }

  private reopen(steps: readonly AdvancingStep[]): void {
    this.passed = this.passed.filter((step) => !steps.includes(step));
  }
}

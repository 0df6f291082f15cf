import type { FactOf } from './case.signals.js';

export type SealedPlan = FactOf<'application.plan-sealed'>;

/** The plan versions of a case as far as they were taken up, and what the committee said of each. */
export class PlanBook {
  /** The latest version taken up. */
  current: SealedPlan | undefined;
  /** The meeting that is open over it. */
  meeting: string | undefined;
  private readonly versions = new Map<string, SealedPlan>();
  private readonly adoptions = new Map<string, FactOf<'meeting.adopted'>>();

  take(plan: SealedPlan): void {
    this.current = plan;
    this.versions.set(plan.data.planHash, plan);
  }

  version(planHash: string): SealedPlan | undefined {
    return this.versions.get(planHash);
  }

  adopt(decision: FactOf<'meeting.adopted'>): void {
    this.adoptions.set(decision.data.planHash, decision);
  }

  /** The decision that carries this version, once it is recorded at the application. */
  adoptionOf(planHash: string): FactOf<'meeting.adopted'> | undefined {
    return this.adoptions.get(planHash);
  }
}

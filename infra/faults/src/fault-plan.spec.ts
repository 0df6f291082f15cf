import { describe, expect, it } from '@jest/globals';
import { CRASH_POINTS, PROCESSES, STANDS_ON, faultPlan, planHash, type PlanWishes } from './fault-plan.js';

const wishes: PlanWishes = {
  seed: 7,
  kills: 5,
  engineKills: 2,
  outages: 1,
  outageSeconds: 60,
  resends: 3,
  losesTemporal: true,
};

describe('the plan of faults', () => {
  it('is the same for the same seed and another for another one', () => {
    expect(planHash(faultPlan(wishes))).toBe(planHash(faultPlan(wishes)));
    expect(planHash(faultPlan({ ...wishes, seed: 8 }))).not.toBe(planHash(faultPlan(wishes)));
  });

  it('kills every process as often as was wished, passes every named point, and stops everything once', () => {
    const plan = faultPlan(wishes);
    for (const process of PROCESSES) {
      expect(plan.filter((step) => step.kind === 'kill' && step.process === process)).toHaveLength(5);
    }
    const points = new Set(plan.flatMap((step) => (step.kind === 'kill' && step.diesAt ? [step.diesAt.point] : [])));
    expect([...points].sort()).toEqual(Object.keys(CRASH_POINTS).sort());
    const stopped = plan.flatMap((step) => (step.kind === 'stop' ? [step.what] : []));
    expect(stopped.sort()).toEqual([...STANDS_ON].sort());
  });

  it('kills the worker at both of its points even when one kill of each was wished', () => {
    for (const seed of [1, 2, 3, 4]) {
      const points = faultPlan({ ...wishes, seed, kills: 1 }).flatMap((step) =>
        step.kind === 'kill' && step.process === 'workflows' && step.diesAt ? [step.diesAt.point] : [],
      );
      expect(points.sort()).toEqual(['activity:answered', 'facts:handled']);
    }
  });

  it('of which ten seeds try six faults each meets every kind of them together', () => {
    const plans = Array.from({ length: 10 }, (_, index) =>
      faultPlan({ ...wishes, seed: index + 1, kills: 1, engineKills: 1, outageSeconds: 4, most: 6 }),
    );
    expect(plans.map((plan) => plan.length)).toEqual(plans.map(() => 6));
    const met = new Set(
      plans.flat().flatMap((step) => {
        switch (step.kind) {
          case 'kill':
            return [step.process, ...(step.diesAt === null ? [] : [step.diesAt.point])];
          case 'kill-engine':
            return [`kill ${step.engine}`];
          case 'stop':
            return [`stop ${step.what}`];
          case 'resend':
            return [step.how];
          case 'lose-temporal':
            return [step.kind];
        }
      }),
    );
    const engines = ['kafka', 'store', 'temporal'].map((engine) => `kill ${engine}`);
    const others = ['duplicated', 'late', 'reordered', 'lose-temporal', ...engines];
    const wanted = [...PROCESSES, ...Object.keys(CRASH_POINTS), ...STANDS_ON.map((what) => `stop ${what}`), ...others];
    expect(wanted.filter((kind) => !met.has(kind))).toEqual([]);
  });
});

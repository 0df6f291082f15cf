import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CLASS_KINDS } from '#libs/contracts';
import { parametersOn } from '../parameters.js';
import { carersNeeded, checkClasses, checkClassSize } from './capacity.js';

const { classes: limits } = parametersOn('2026-03-02');

describe('R-CAP, capacity', () => {
  it.each([
    ['INFANT', 10, 4],
    ['INFANT', 9, 3],
    ['TODDLER', 15, 3],
    ['SENIOR', 20, 3],
    ['SENIOR', 14, 2],
    ['MIXED', 18, 4],
    ['INFANT', 0, 0],
    ['INFANT', 1, 1],
  ] as const)('a class %s of %i needs %i carers', (kind, children, carers) => {
    expect(carersNeeded(kind, children, limits)).toBe(carers);
  });

  it.each([
    ['INFANT', 10],
    ['TODDLER', 15],
    ['SENIOR', 20],
    ['MIXED', 18],
  ] as const)('R-CAP-01 lets a class %s have %i children and no more', (kind, max) => {
    expect(checkClassSize({ kind, children: max, carers: 9 }, limits, '/0')).toEqual([]);
    expect(checkClassSize({ kind, children: max + 1, carers: 9 }, limits, '/0')).toEqual([
      { rule: 'R-CAP-01', pointer: '/0/children', params: { class: kind, n: max + 1, max } },
    ]);
  });

  it('accepts the classes of AT-01 and refuses the carers of AT-04 (R-CAP-02)', () => {
    const planned = [
      { kind: 'INFANT', children: 9, carers: 3 },
      { kind: 'TODDLER', children: 15, carers: 3 },
      { kind: 'SENIOR', children: 20, carers: 3 },
    ] as const;
    expect(checkClasses(planned, limits, '/classes')).toEqual([]);
    expect(checkClasses([planned[0], { kind: 'SENIOR', children: 20, carers: 2 }], limits, '/classes')).toEqual([
      { rule: 'R-CAP-02', pointer: '/classes/1/carers', params: { class: 'SENIOR', c: 2, need: 3 } },
    ]);
  });

  it('rounds up for each class by itself: carers are never lent between classes', () => {
    const rows = [
      { kind: 'INFANT', children: 4, carers: 1 },
      { kind: 'INFANT', children: 2, carers: 1 },
    ] as const;
    expect(checkClasses(rows, limits, '')).toHaveLength(1);
  });

  it('asks for the smallest number of carers that keeps the ratio', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CLASS_KINDS), fc.nat(200), (kind, children) => {
        const need = carersNeeded(kind, children, limits);
        const each = limits[kind].childrenPerCarer;
        return need * each >= children && (need === 0 || (need - 1) * each < children);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { inForce, ParameterNotInForce, PARAMETERS, parametersOn } from './parameters.js';

describe('the parameters', () => {
  it('are the defaults of the programme', () => {
    const { deadlines, draftIdleCalendarDays, siteValidityYears, alarms } = parametersOn('2026-03-02');
    expect(deadlines).toEqual({
      formalCheck: 3,
      districtReview: 10,
      municipalReview: 10,
      healthVerification: 5,
      inspectionVisit: 10,
      inspectionReport: 3,
      jointReview: 10,
      publicity: 5,
      designation: 5,
      disbursement: 15,
      filingReceipt: 5,
      filingNonconformity: 15,
      coolOff: 2,
      correction: 10,
      rectification: 15,
      rectificationExtended: 30,
      reconsiderationRequest: 5,
      reconsideration: 10,
    });
    expect([draftIdleCalendarDays, siteValidityYears]).toEqual([180, 3]);
    expect(alarms).toEqual({ remindWorkingDaysBefore: [2, 0], escalateWorkingDaysAfter: [0, 2] });
  });

  it('have a source and a first day, every one', () => {
    const { deadlines, ...others } = PARAMETERS;
    for (const row of [...Object.values(deadlines), ...Object.values(others)].flat()) {
      expect(row.source).not.toBe('');
      expect(row.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('are an error before the programme began', () => {
    expect(() => parametersOn('2023-12-31')).toThrow(ParameterNotInForce);
    expect(parametersOn('2024-01-01').siteValidityYears).toBe(3);
  });

  it('change on the day a new row begins', () => {
    const rows = [
      { value: 5, effectiveFrom: '2024-01-01', effectiveTo: '2026-06-30', source: 'notice 1' },
      { value: 7, effectiveFrom: '2026-07-01', effectiveTo: null, source: 'notice 2' },
    ];
    expect(inForce('x', rows, '2026-06-30').value).toBe(5);
    expect(inForce('x', rows, '2026-07-01').value).toBe(7);
    expect(() => inForce('x', rows, '2023-01-01')).toThrow('parameter x has no value in force on 2023-01-01');
  });
});

import { describe, expect, it } from '@jest/globals';
import { GENERAL_ERRORS, Problem, refusal } from '#libs/contracts';
import { RULES } from '#libs/policy';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { ProblemError } from './problem-error.js';
import { answerTo } from './problem-filter.js';
import { problemStatus } from './problem-status.js';
import { problemOf, renderRefusal } from './problem-text.js';

describe('problem details', () => {
  it('name rule, pointer, status and both texts', () => {
    const problem = problemOf([refusal('R-COM-01', '/present', { present: 4, total: 7 })], { instance: '/meetings/1' });
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({
      status: 422,
      rule: 'R-COM-01',
      pointer: '/present',
      detail: '到会委员4人，不足应到7人的三分之二，会议无效',
      detailEn: expect.stringContaining('4 of 7'),
      instance: '/meetings/1',
    });
  });

  it('tells the present version to who has seen an older one', () => {
    expect(problemOf([refusal('R-PROC-07', '', { expected: 2, current: 5 })])).toMatchObject({ currentVersion: 5 });
    expect(problemOf([refusal('R-PROC-07')])).not.toHaveProperty('currentVersion');
    expect(problemOf([refusal('G-STATE', '', { current: 5 })])).not.toHaveProperty('currentVersion');
  });

  it('list every refusal, the first one naming the whole', () => {
    const problem = problemOf([refusal('R-PROC-07'), refusal('G-STATE', '', { state: 'PAID', command: 'Approve' })]);
    expect(problem).toMatchObject({ status: 412, rule: 'R-PROC-07', title: 'Precondition Failed' });
    expect(problem.errors.map((error) => error.rule)).toEqual(['R-PROC-07', 'G-STATE']);
  });

  it('put the Chinese words of a parameter into the Chinese text only', () => {
    const { zh, en } = renderRefusal(refusal('G-MALFORMED', '/x', { problem: 'unknown field', problemZh: '未知字段' }));
    expect(zh).toContain('未知字段');
    expect(en).toContain('unknown field');
  });

  it.each([...Object.keys(GENERAL_ERRORS), ...Object.keys(RULES)])('have both texts for %s', (rule) => {
    const { zh, en } = renderRefusal(refusal(rule));
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/[a-z]/);
  });
});

describe('the status of a refusal', () => {
  it.each([
    ['R-PROC-07', 412],
    ['R-PROC-04', 403],
    ['R-PROC-05', 403],
    ['R-PAY-05', 403],
    ['R-COM-01', 422],
    ['R-FUND-03', 422],
    ['G-STATE', 409],
    ['G-TOO-LARGE', 413],
    ['G-NOT-YET', 503],
  ])('of %s is %d', (rule, status) => {
    expect(problemStatus(rule)).toBe(status);
  });
});

describe('the answer to an error', () => {
  it('is what the refusals say, whatever the class', () => {
    const refusals = [refusal('G-BUSY')];
    expect(answerTo(new ProblemError(refusals, { retryAfterSeconds: 3 }), 'GET /')).toEqual({
      refusals,
      retryAfterSeconds: 3,
    });
    expect(answerTo(Object.assign(new Error('busy'), { refusals }), 'GET /')?.refusals).toBe(refusals);
  });

  it('is 503 when the store is away', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { name: 'MongoServerSelectionError' });
    expect(answerTo(error, 'GET /')).toMatchObject({
      refusals: [{ rule: 'G-UNAVAILABLE', params: { engine: 'MongoDB' } }],
    });
  });

  it('translates the exceptions of the framework', () => {
    expect(answerTo(new NotFoundException(), 'GET /nowhere')).toMatchObject({ refusals: [{ rule: 'G-NOT-FOUND' }] });
    expect(answerTo(new BadRequestException('x'), 'POST /')).toMatchObject({ refusals: [{ rule: 'G-MALFORMED' }] });
  });

  it('is nothing for what nobody foresaw, also when a library put a status on it', () => {
    expect(answerTo(new TypeError('x is undefined'), 'GET /')).toBeUndefined();
    expect(answerTo(Object.assign(new Error('upstream'), { status: 404 }), 'GET /')).toBeUndefined();
    expect(answerTo('a string', 'GET /')).toBeUndefined();
  });
});

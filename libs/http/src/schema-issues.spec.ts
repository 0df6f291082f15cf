import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { modernBounds } from './open-api.js';
import { refusalsOf, type SchemaIssue } from './schema-issues.js';

const Vote = z.strictObject({
  'a/b': z.string().max(3).optional(),
  votes: z.array(z.strictObject({ choice: z.enum(['YES', 'NO']), weight: z.int().min(1) })),
});
const refused = (input: unknown): { pointer: string; zh: unknown; en: unknown }[] =>
  refusalsOf((Vote.safeParse(input).error?.issues ?? []) as readonly SchemaIssue[]).map(({ pointer, params }) => ({
    pointer,
    zh: params['problemZh'],
    en: params['problem'],
  }));

describe('what a schema refuses', () => {
  it('points at each unknown field', () => {
    expect(refused({ votes: [{ choice: 'YES', weight: 1, extra: 1 }], other: 1 })).toEqual([
      { pointer: '/votes/0/extra', zh: '未知字段 "extra"', en: 'unknown field "extra"' },
      { pointer: '/other', zh: '未知字段 "other"', en: 'unknown field "other"' },
    ]);
  });

  it('says what is wrong with a field in both languages', () => {
    expect(refused({ 'a/b': 'long', votes: [{ choice: 'MAYBE', weight: '1' }] })).toEqual([
      { pointer: '/a~1b', zh: '/a~1b: 过大或过长，上限为3', en: expect.stringContaining('/a~1b: Too big') },
      { pointer: '/votes/0/choice', zh: '/votes/0/choice: 取值应为：YES、NO', en: expect.stringContaining('YES') },
      {
        pointer: '/votes/0/weight',
        zh: '/votes/0/weight: 类型不正确，应为数字',
        en: expect.stringContaining('number'),
      },
    ]);
  });

  it('says that a body or a field is missing', () => {
    expect(refused(undefined)).toEqual([{ pointer: '', zh: '缺少必填内容', en: expect.any(String) }]);
    expect(refused({})).toEqual([expect.objectContaining({ pointer: '/votes', zh: '/votes: 缺少必填内容' })]);
  });

  it('stops after fifty, however many a sender makes', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, n]));
    expect(refused({ votes: [], ...many })).toHaveLength(50);
  });
});

describe('bounds of OpenAPI 3.1', () => {
  it('are numbers where Swagger wrote the booleans of 3.0', () => {
    expect(
      modernBounds({ items: [{ minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }] }),
    ).toEqual({
      items: [{ exclusiveMinimum: 0, maximum: 9 }],
    });
  });
});

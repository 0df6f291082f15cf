import { beforeEach, describe, expect, it } from '@jest/globals';
import { AnswerCheck } from './answer-check.js';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const documents = {
  approvals: {
    paths: {
      '/reviews/{id}': {
        get: {
          responses: {
            200: json({ $ref: '#/components/schemas/ReviewView' }),
            503: { $ref: '#/components/responses/Unavailable' },
          },
        },
      },
      '/reviews': {
        post: {
          requestBody: json({ type: 'object', properties: { kind: { type: 'string' } }, additionalProperties: false }),
          responses: { 201: json({ type: 'object', properties: { id: { type: 'string' } } }) },
        },
      },
    },
    components: {
      schemas: {
        ReviewView: {
          type: 'object',
          properties: { id: { type: 'string' }, state: { type: 'object', properties: { round: { type: 'integer' } } } },
          required: ['id'],
        },
      },
      responses: {
        Unavailable: { headers: { 'Retry-After': { required: true } }, ...json({ type: 'object' }) },
      },
    },
  },
};

describe('the comparison of answers with the documents', () => {
  let check: AnswerCheck;
  beforeEach(() => {
    check = new AnswerCheck(documents);
  });

  const look = async (
    method: string,
    path: string,
    status: number,
    body: unknown,
    sent?: string,
  ): Promise<string[]> => {
    const response = Response.json(body, { status });
    await check.look({ method, path: `/api/approvals${path}`, body: sent, response });
    return check.faults;
  };

  it('is content with an answer that fits', async () => {
    expect(await look('GET', '/reviews/1?after=x@1', 200, { id: '1', state: { round: 1 } })).toEqual([]);
    expect(check.seen.get('approvals get /reviews/{id} 200')).toBe(1);
  });

  it.each([
    ['a status that is not declared', '/reviews/1', 410, {}, 'does not declare'],
    ['a field that is not declared', '/reviews/1', 200, { id: '1', more: 1 }, 'more'],
    ['one deep inside', '/reviews/1', 200, { id: '1', state: { round: 1, more: 1 } }, 'more'],
    ['a field that is missing', '/reviews/1', 200, {}, 'id'],
    ['a field of another type', '/reviews/1', 200, { id: 1 }, 'string'],
    ['a header that is missing', '/reviews/1', 503, {}, 'Retry-After'],
    ['a route that is not declared', '/reviewers/1', 200, {}, 'no document'],
  ])('names %s', async (_what, path, status, body, named) => {
    const faults = await look('GET', path, status, body);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(named);
  });

  it('names a body that was accepted against its document', async () => {
    expect(await look('POST', '/reviews', 201, { id: '1' }, '{"kind":"x"}')).toEqual([]);
    expect(await look('POST', '/reviews', 201, { id: '1' }, '{"sort":"x"}')).toHaveLength(1);
  });

  it('lets unknown paths be unknown', async () => {
    expect(await look('GET', '/nothing', 404, {})).toEqual([]);
  });

  it('names another media type', async () => {
    const response = new Response('hello', { headers: { 'content-type': 'text/plain' } });
    await check.look({ method: 'GET', path: '/api/approvals/reviews/1', body: undefined, response });
    expect(check.faults).toEqual(['GET /api/approvals/reviews/1 200: undeclared media type text/plain']);
  });
});

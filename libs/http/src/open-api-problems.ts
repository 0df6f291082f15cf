import { z } from 'zod';
import { Problem, refusal, type Refusal } from '#libs/contracts';
import type { Json } from './open-api-schemas.js';
import { problemOf } from './problem-text.js';

/** The statuses of problem details, each with what it means and the refusal its example shows. */
const PROBLEMS: Readonly<Record<number, { readonly name: string; readonly what: string; readonly example: Refusal }>> =
  {
    400: {
      name: 'Malformed',
      what: 'The request does not fit the schema, or its Idempotency-Key is missing',
      example: refusal('G-KEY-MISSING'),
    },
    401: { name: 'Unauthenticated', what: 'No token, or one that is not valid', example: refusal('G-UNAUTHENTICATED') },
    403: {
      name: 'Forbidden',
      what: 'The role, the scope or a duty on this very case does not allow it',
      example: refusal('G-FORBIDDEN', '', { needs: 'GU_CHAIR' }),
    },
    404: {
      name: 'NotFound',
      what: 'Not there, or not for this caller: nobody learns that a foreign case exists',
      example: refusal('G-NOT-FOUND', '', { what: 'application/0193d2a0-7c1e-8f00-a000-3f1d5b7c9e11' }),
    },
    409: {
      name: 'Conflict',
      what: 'The state does not allow it now, or the key was used with another body',
      example: refusal('G-STATE', '', { state: 'SUBMITTED', command: 'seal-plan' }),
    },
    412: {
      name: 'Stale',
      what: 'The version in If-Match is not the present one (R-PROC-07)',
      example: refusal('R-PROC-07', '', { expected: 2, current: 3 }),
    },
    413: { name: 'TooLarge', what: 'The body is too large', example: refusal('G-TOO-LARGE', '', { limit: 262_144 }) },
    422: {
      name: 'Refused',
      what: 'A rule says no: which one, which field, and what would help',
      example: refusal('R-COM-01', '/present', { present: 4, total: 7 }),
    },
    500: {
      name: 'Internal',
      what: 'A fault of ours; the error id leads to the log',
      example: refusal('G-INTERNAL', '', { errorId: '5c1f6a52-2c1e-4f0e-9d3a-0b1e2f3a4b5c' }),
    },
    503: {
      name: 'Unavailable',
      what: 'Busy, an engine is away, or the awaited fact has not arrived: come again with the same key',
      example: refusal('G-UNAVAILABLE', '', { engine: 'MongoDB' }),
    },
  };

const HEADERS: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { schema: { type: 'string' }, required: true } },
  503: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer', minimum: 0 }, required: true } },
};

/** `#/components/responses`: one problem answer per status, with an example as the filter itself writes it. */
export const problemResponses = (): Json =>
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, { name, what, example }]) => [
      name,
      {
        description: what,
        ...(HEADERS[Number(status)] === undefined ? {} : { headers: HEADERS[Number(status)] }),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: { [example.rule]: { value: problemOf([example], { instance: '/an/example' }) } },
          },
        },
      },
    ]),
  );

/** The component schema of problem details. Rules are ids of the catalogue; new ones come, so they are no enumeration. */
export const problemSchema = (): Json => {
  const { $schema: _dialect, ...problem } = z.toJSONSchema(Problem, { io: 'input' }) as Json;
  return { ...problem, description: 'Problem details (RFC 9457) with rule id, both texts and a pointer to the field' };
};

/** References to the problem answers of these statuses. */
export const problemReferences = (statuses: Iterable<number>): Json =>
  Object.fromEntries(
    [...statuses].flatMap((status) => {
      const problem = PROBLEMS[status];
      return problem === undefined ? [] : [[status, { $ref: `#/components/responses/${problem.name}` }]];
    }),
  );

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { refusal, type Position } from '#libs/contracts';
import { ProblemError } from './problem-error.js';

/** `application/0193…@7` becomes a position. @throws ProblemError (G-MALFORMED) */
export const parsePosition = (text: string): Position => {
  const match = /^([a-z-]+(?:\/[A-Za-z0-9._-]+)+)@([1-9]\d{0,9})$/.exec(text);
  const [, subject, sequence] = match ?? [];
  if (subject === undefined) {
    throw new ProblemError([
      refusal('G-MALFORMED', '/after', {
        problem: 'after must be <subject>@<sequence>',
        problemZh: 'after 须为 <subject>@<sequence> 形式',
      }),
    ]);
  }
  return { subject, sequence: Number(sequence) };
};

/** Makes the value of `@After()`; the API document knows a route that can wait by it. */
export const readAfter = (_data: undefined, context: ExecutionContext): Position | undefined => {
  const { after } = context.switchToHttp().getRequest<{ query: Record<string, unknown> }>().query;
  if (after === undefined) return undefined;
  return parsePosition(typeof after === 'string' ? after : '');
};

/** `@After() after: Position | undefined` on a query route: the position that the answer must already show. */
export const After = createParamDecorator(readAfter);

import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { z } from 'zod';

export interface AnswerOptions {
  /** `application/json` unless told otherwise. */
  readonly mediaType?: string | undefined;
  readonly description?: string | undefined;
  /** Answers beside the first one that are no problem details, by status: `{ 503: ReadinessView }`. */
  readonly also?: Readonly<Record<number, z.ZodType>> | undefined;
}

/** What a route answers when all is well. */
export interface RouteAnswer extends AnswerOptions {
  readonly schema: z.ZodType | undefined;
}

/** Metadata key under which a route keeps its answer. */
export const ROUTE_ANSWER = 'nuanchao:route-answer';

/**
 * Names the schema of a route's answer for the API document: `@Answer(ReviewView)`. Commands need none: theirs is
 * `CommandAnswer`. Without a schema the body is bytes or text of `mediaType`.
 */
export const Answer = (schema: z.ZodType | undefined, options: AnswerOptions = {}): MethodDecorator =>
  SetMetadata(ROUTE_ANSWER, { schema, ...options } satisfies RouteAnswer);

/** Says of a route that its body is a file, taken as it is. */
export const Upload = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('application/pdf', 'image/jpeg', 'image/png', 'application/json', 'application/octet-stream'),
    ApiBody({ description: 'The bytes of the file; JSON is kept in its canonical form', schema: {} }),
    ApiHeader({
      name: 'Nuanchao-Case',
      required: false,
      description: 'The case that the document belongs to',
      schema: { type: 'string', format: 'uuid' },
    }),
  );

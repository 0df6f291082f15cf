import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { tap, type Observable } from 'rxjs';

/** Says in headers what a command's answer says in its body: `Idempotency-Repeat: true`, and the version as `ETag`. */
export class AnswerHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const response = context.switchToHttp().getResponse<ServerResponse>();
    return next.handle().pipe(tap((answer: unknown) => setHeaders(response, answer)));
  }
}

const setHeaders = (response: ServerResponse, answer: unknown): void => {
  if (typeof answer !== 'object' || answer === null || response.headersSent) return;
  if ('repeated' in answer && answer.repeated === true) response.setHeader('idempotency-repeat', 'true');
  if ('version' in answer && typeof answer.version === 'number') response.setHeader('etag', `"${answer.version}"`);
};

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contextFor, runInContext, startSpan, type Metrics, type StructuredLogger } from '#libs/telemetry';

type Middleware = (
  request: IncomingMessage & { originalUrl?: string; route?: { path?: unknown } },
  response: ServerResponse,
  next: () => void,
) => void;

const QUIET = /^\/(health|metrics|openapi\.json)/;

/** Gives each request its context (trace, request id), one log line at its end and its place in the histogram. */
export const requestLog = (logger: StructuredLogger, metrics: Metrics): Middleware => {
  const durations = metrics.histogram('http_request_duration_seconds', 'Time until the answer was sent', [
    'method',
    'route',
    'status',
  ]);
  return (request, response, next) => {
    const startedMs = performance.now();
    const traceparent = request.headers['traceparent'];
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    const context = contextFor(typeof traceparent === 'string' ? traceparent : undefined, { requestId });
    response.setHeader('x-request-id', requestId);
    const quiet = QUIET.test(request.originalUrl ?? '');
    const span = quiet
      ? undefined
      : startSpan(request.method ?? 'GET', { kind: 'server', attributes: {}, trace: context.trace });
    response.once('close', () => {
      const ms = performance.now() - startedMs;
      // The pattern, not the path: a path holds ids, and each would become a series of its own.
      const route = typeof request.route?.path === 'string' ? request.route.path : 'unmatched';
      const labels = { method: request.method ?? 'GET', route, status: String(response.statusCode) };
      durations.observe(labels, ms / 1000);
      const path = (request.originalUrl ?? '').split('?', 1)[0] ?? '';
      span?.end(response.statusCode >= 500 ? new Error('failed') : undefined, {
        'http.request.method': labels.method,
        'http.route': route,
        'http.response.status_code': response.statusCode,
        'nuanchao.case_id': context.caseId,
      });
      if (quiet) return;
      const complete = response.writableFinished;
      runInContext(context, () => logger.info('request', { ...labels, path, ms: Math.round(ms), complete }));
    });
    runInContext(context, next);
  };
};

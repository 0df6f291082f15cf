import { AsyncLocalStorage } from 'node:async_hooks';
import { continueTrace, type TraceContext } from './traceparent.js';

/** What every log line of one request or one consumed event carries. */
export interface RequestContext {
  readonly trace: TraceContext;
  /** The case, as soon as it is known. */
  caseId?: string | undefined;
  /** Opaque actor id, as soon as the token is verified. */
  actorId?: string | undefined;
  requestId?: string | undefined;
  /** The request asks what would happen: nothing may be written for it. */
  dryRun?: boolean | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs the work inside this context; everything it starts, awaited or not, logs with it. */
export const runInContext = <Result>(context: RequestContext, work: () => Result): Result => storage.run(context, work);

/** Context for an incoming message: continues the trace that it names, or starts one. */
export const contextFor = (
  traceparent: string | undefined,
  known: Omit<RequestContext, 'trace'> = {},
): RequestContext => ({ trace: continueTrace(traceparent), ...known });

/** The context of the running request, or undefined outside one. */
export const currentContext = (): RequestContext | undefined => storage.getStore();

/** Whether the running request only asks what would happen. */
export const isDryRun = (): boolean => storage.getStore()?.dryRun === true;

/** Adds what has become known meanwhile to the running context; outside one it does nothing. */
export const noteInContext = (known: Partial<Omit<RequestContext, 'trace'>>): void => {
  const context = storage.getStore();
  if (context) Object.assign(context, known);
};

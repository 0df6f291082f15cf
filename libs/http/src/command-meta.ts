import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { refusal, type Actor } from '#libs/contracts';
import { actorOf, type IdentifiedRequest } from '#libs/access';
import { contextFor, currentContext, isDryRun, traceparentOf } from '#libs/telemetry';
import { ProblemError } from './problem-error.js';

/** What travels beside a command's body. */
export interface CommandMeta {
  /** `Idempotency-Key`: the same key and body get the first answer again. */
  readonly key: string;
  /** `If-Match: "3"`: the version the sender has seen. */
  readonly expectedVersion?: number | undefined;
  /** `Nuanchao-Causation`: id of the event that woke the step which sends this command. */
  readonly causationId?: string | undefined;
  /** W3C trace context of this request, for events and further calls. */
  readonly traceparent: string;
  readonly actor: Actor;
  /** Last part of the path, which tasks name as their action: `decision`. */
  readonly action?: string | undefined;
  /** `?dryRun=true`: answer what would happen, and write nothing. */
  readonly dryRun: boolean;
}

const KEY_MAX = 255;

/** `/reviews/0193/decision?dryRun=true` asks for a decision. */
const actionIn = (url = ''): string => url.split('?', 1)[0]?.split('/').at(-1) ?? '';

/** Makes the value of `@CommandMeta()`; the API document knows a command route by it. */
export const readCommandMeta = (_data: undefined, context: ExecutionContext): CommandMeta => {
  const request = context.switchToHttp().getRequest<IncomingMessage & IdentifiedRequest>();
  const traceparent = traceparentOf((currentContext() ?? contextFor(undefined)).trace);
  const meta = commandMetaOf(request.headers, actorOf(request), traceparent);
  return { ...meta, action: actionIn(request.url), dryRun: isDryRun() };
};

/**
 * `@CommandMeta() meta: CommandMeta` on a command route. Without `Idempotency-Key` the request is refused with
 * G-KEY-MISSING; a key or version that cannot be read is refused with G-MALFORMED.
 */
export const CommandMeta = createParamDecorator(readCommandMeta);

/** Pure part of the decorator. */
export const commandMetaOf = (headers: IncomingHttpHeaders, actor: Actor, traceparent: string): CommandMeta => {
  const expectedVersion = versionIn(headers['if-match']);
  const causationId = eventIdIn(headers['nuanchao-causation']);
  return {
    key: keyIn(headers['idempotency-key']),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    ...(causationId === undefined ? {} : { causationId }),
    traceparent,
    actor,
    dryRun: false,
  };
};

/** The draft asks for a quoted string (draft-ietf-httpapi-idempotency-key-header-07), most clients send it bare: both. */
const keyIn = (header: string | readonly string[] | undefined): string => {
  const text = single(header, 'Idempotency-Key');
  const key = text?.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
  if (key === undefined || key === '') throw new ProblemError([refusal('G-KEY-MISSING')]);
  return key;
};

const versionIn = (header: string | undefined): number | undefined => {
  const text = single(header, 'If-Match');
  if (text === undefined || text === '*') return undefined;
  const match = /^"?(\d{1,15})"?$/.exec(text);
  if (!match)
    throw malformed(
      'If-Match',
      'If-Match must be one version in quotes, like "3"',
      'If-Match 须为带引号的版本号，如 "3"',
    );
  return Number(match[1]);
};

/** `<noun>/<id>/<sequence>`, or of the refusals beside it. The log keeps it for ever, so it may be nothing but an id. */
const EVENT_ID = /^[a-z]+(-[a-z]+)*\/[A-Za-z0-9._-]{1,100}(\/refusals)?\/\d{10}$/;

const eventIdIn = (header: string | readonly string[] | undefined): string | undefined => {
  const text = single(header, 'Nuanchao-Causation');
  if (text === undefined || EVENT_ID.test(text)) return text;
  throw malformed(
    'Nuanchao-Causation',
    'Nuanchao-Causation must be the id of an event, like application/0193/0000000003',
    'Nuanchao-Causation 须为事件编号，如 application/0193/0000000003',
  );
};

const single = (header: string | readonly string[] | undefined, name: string): string | undefined => {
  const text = typeof header === 'string' ? header.trim() : header?.join(',');
  if (text === undefined) return undefined;
  if (text.length > KEY_MAX || !/^[\x20-\x7e]*$/.test(text)) {
    throw malformed(
      name,
      `${name} must be at most ${KEY_MAX} printable ASCII characters`,
      `${name} 须为不超过${KEY_MAX}个可打印ASCII字符`,
    );
  }
  return text;
};

const malformed = (header: string, problem: string, problemZh: string): ProblemError =>
  new ProblemError([refusal('G-MALFORMED', '', { header, problem, problemZh })]);

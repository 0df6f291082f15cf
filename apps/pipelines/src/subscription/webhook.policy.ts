import { createHmac } from 'node:crypto';
import type { WebhookResult } from '#libs/contracts';

/**
 * Seconds before the second and each further try, nine tries in more than 27 hours: a receiver that is away for a day loses
 * nothing, one that is away for a moment hardly waits.
 */
export const RETRY_SECONDS: readonly number[] = [5, 30, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

/** Each pause is longer by up to this share, so that receivers of many messages are not met by all at once. */
const JITTER = 0.2;
/** A receiver may ask for a longer pause, but not for ever. */
const RETRY_AFTER_SECONDS_MAX = 86_400;

/**
 * How long to wait after so many failed tries; undefined when the tries are used up. `random` is from 0 to 1. A receiver's
 * `Retry-After` makes the pause longer, never shorter: it may not use up the tries in a minute.
 */
export const pauseMs = (
  failures: number,
  random: number,
  {
    schedule = RETRY_SECONDS,
    retryAfterSeconds = 0,
  }: { schedule?: readonly number[]; retryAfterSeconds?: number } = {},
): number | undefined => {
  const seconds = schedule[failures - 1];
  if (seconds === undefined) return undefined;
  const asked = Math.min(retryAfterSeconds, RETRY_AFTER_SECONDS_MAX);
  return Math.round(Math.max(seconds * (1 + JITTER * random), asked) * 1_000);
};

/** Seconds that a `Retry-After` asks for, in either form of RFC 9110 §10.2.3; 0 for none that can be read. */
export const retryAfterOf = (header: string | undefined, nowMs: number): number => {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - nowMs) / 1_000));
};

/** What an answer's status means. Only 2xx takes a message; where a redirection leads was never agreed upon. */
export const resultOf = (status: number): WebhookResult => {
  if (status >= 200 && status < 300) return 'delivered';
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
};

/** Statuses whose `Retry-After` counts. */
export const mayAskForPause = (status: number): boolean => status === 429 || status === 503;

/** A secret as Standard Webhooks writes it: 32 random bytes. */
export const secretText = (bytes: Buffer): string => `whsec_${bytes.toString('base64')}`;

/**
 * Headers of a message by Standard Webhooks: signed by each secret, so that a receiver takes it by whichever it has. The id
 * is the event's own, so a repeat shows itself; the time is that of the try.
 */
export const webhookHeaders = (
  message: { readonly id: string; readonly body: string },
  secrets: readonly string[],
  nowMs: number,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const sign = (secret: string): string => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64')}`;
  };
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(message.body)),
    'user-agent': 'nuanchao-webhooks',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(sign).join(' '),
  };
};

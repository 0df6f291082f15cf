import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FactEvent } from './event-feed.js';

/** A message that was not signed by whoever has the secret, or is too old. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

const TOLERANCE_SECONDS = 300;

/**
 * Checks a webhook by Standard Webhooks and gives its event. `body` are the bytes as they came, before any parsing;
 * `secrets` are all that are valid now (`whsec_…`), so that a rotation interrupts nothing. Keep `webhook-id`: the same
 * message may come twice.
 * @throws WebhookRefused
 */
export const verifyWebhook = (
  body: string | Uint8Array,
  headers: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
  nowMs: number = Date.now(),
): { readonly id: string; readonly event: FactEvent } => {
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  const text = Buffer.from(body).toString('utf8');
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) throw new WebhookRefused('id or timestamp is missing');
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) throw new WebhookRefused('too old or too early');
  const given = (headers['webhook-signature'] ?? '')
    .split(' ')
    .flatMap((each) => (each.startsWith('v1,') ? [Buffer.from(each.slice(3), 'base64')] : []));
  const isSigned = secrets.some((secret) => {
    const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.${text}`)
      .digest();
    return given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
  });
  if (!isSigned) throw new WebhookRefused('no signature fits');
  return { id, event: JSON.parse(text) as FactEvent };
};

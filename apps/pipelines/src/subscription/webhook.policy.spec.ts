import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook } from '#libs/client';
import {
  RETRY_SECONDS,
  mayAskForPause,
  pauseMs,
  resultOf,
  retryAfterOf,
  secretText,
  webhookHeaders,
} from './webhook.policy.js';

describe('the pauses between tries', () => {
  const all = (random: number): readonly number[] =>
    RETRY_SECONDS.map((_seconds, at) => pauseMs(at + 1, random) ?? Number.NaN);

  it('grow from seconds to hours, over more than a day, and end', () => {
    const pauses = all(0);
    expect(pauses).toEqual(RETRY_SECONDS.map((seconds) => seconds * 1_000));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(24 * 3_600_000);
    expect(pauseMs(RETRY_SECONDS.length + 1, 0)).toBeUndefined();
  });

  it('are longer by up to a fifth, never shorter', () => {
    expect(all(1)).toEqual(all(0).map((pause) => pause * 1.2));
  });

  it('are made longer by Retry-After, not shorter, and never by more than a day', () => {
    expect(pauseMs(1, 0, { retryAfterSeconds: 120 })).toBe(120_000);
    expect(pauseMs(4, 0, { retryAfterSeconds: 1 })).toBe(1_800_000);
    expect(pauseMs(1, 0, { retryAfterSeconds: 999_999_999 })).toBe(86_400_000);
    expect(pauseMs(2, 0, { schedule: [1], retryAfterSeconds: 120 })).toBeUndefined();
  });

  it.each([
    [undefined, 0],
    ['120', 120],
    ['Mon, 02 Mar 2026 09:01:30 GMT', 90],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
  ])('read Retry-After %s as %s seconds', (header, seconds) => {
    expect(retryAfterOf(header, Date.parse('2026-03-02T09:00:00Z'))).toBe(seconds);
  });
});

describe('an answer', () => {
  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [301, 'redirected'],
    [308, 'redirected'],
    [400, 'refused'],
    [410, 'gone'],
    [429, 'refused'],
    [500, 'refused'],
  ] as const)('of status %s means %s', (status, result) => {
    expect(resultOf(status)).toBe(result);
  });

  it('asks for a pause when it says too many or not now', () => {
    expect([200, 408, 429, 500, 503].filter(mayAskForPause)).toEqual([429, 503]);
  });
});

describe('the headers of a message', () => {
  const [old, fresh] = [secretText(randomBytes(32)), secretText(randomBytes(32))];
  const message = { id: 'application/x/0000000001', body: '{"data":{"zh":"暖巢"}}' };

  it('are verified by another implementation, with either secret of a rotation', () => {
    const headers = webhookHeaders(message, [fresh, old], Date.now());
    for (const secret of [old, fresh]) {
      expect(new Webhook(secret).verify(message.body, { ...headers })).toEqual(JSON.parse(message.body));
      expect(verifyWebhook(message.body, headers, [secret])).toMatchObject({ id: message.id });
    }
    expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    expect(headers['content-length']).toBe(String(Buffer.byteLength(message.body)));
  });

  it('are what the other implementation signs itself', () => {
    const at = new Date('2026-03-02T09:00:00Z');
    const headers = webhookHeaders(message, [old], at.getTime());
    expect(headers['webhook-signature']).toBe(new Webhook(old).sign(message.id, at, message.body));
  });

  it('are refused with another secret or another body', () => {
    const headers = webhookHeaders(message, [old], Date.now());
    expect(() => new Webhook(fresh).verify(message.body, { ...headers })).toThrow();
    expect(() => new Webhook(old).verify(`${message.body} `, { ...headers })).toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { IssuerUnavailable } from '#libs/access';
import { isPermanent, isUnavailable } from '#libs/events';
import { PermanentFault, Unavailable } from '#libs/http';
import { OwnerJournals } from './owner-journals.js';

/** A journal of so many events per subject, two to an answer, and the tokens to read it with. */
const stage = (length: number, trouble?: Error) => {
  const asked: string[] = [];
  const forgotten: number[] = [];
  const client = {
    query: <Schema extends z.ZodType>(url: string, path: string, headers: { token: string }, schema: Schema) => {
      asked.push(`${headers.token} ${url}${path}`);
      if (trouble !== undefined) return Promise.reject(trouble);
      const query = new URL(path, 'http://owner').searchParams;
      const from = Number(query.get('from'));
      const last = Math.min(Number(query.get('to')), from + 1, length);
      const events = Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => `event ${from + index}`);
      return Promise.resolve(schema.parse({ events: events.map((text) => Buffer.from(text).toString('base64')) }));
    },
  };
  const tokens = { token: () => Promise.resolve('mine'), forget: () => void forgotten.push(1) };
  const urls = { applications: 'http://applications', approvals: 'http://approvals' };
  return { journals: new OwnerJournals(client, tokens, urls), asked, forgotten };
};

const failure = (trouble: Error): Promise<unknown> =>
  stage(1, trouble)
    .journals.read('site/1', 1, 1)
    .catch((error: unknown) => error);

describe('the journals of the owners', () => {
  it('are read at the service whose events have that noun, with the own token', async () => {
    const { journals, asked } = stage(1);
    await journals.read('application/1', 1, 1);
    await journals.read('application/1/refusals', 1, 1);
    await journals.read('notice/1', 1, 1);
    expect(asked).toEqual([
      'mine http://applications/journal?subject=application%2F1&from=1&to=1',
      'mine http://applications/journal?subject=application%2F1%2Frefusals&from=1&to=1',
      'mine http://approvals/journal?subject=notice%2F1&from=1&to=1',
    ]);
  });

  it('are read page by page, in order, and end where the journal ends', async () => {
    const texts = async (length: number): Promise<string[]> =>
      (await stage(length).journals.read('meeting/1', 2, 6)).map((bytes) => bytes.toString());
    expect(await texts(9)).toEqual(['event 2', 'event 3', 'event 4', 'event 5', 'event 6']);
    expect(await texts(4)).toEqual(['event 2', 'event 3', 'event 4']);
    expect(await texts(1)).toEqual([]);
  });

  it.each([
    ['an owner that is away', new Unavailable('No answer')],
    ['an owner that says no', new PermanentFault('403', 403)],
    ['an issuer that is away', new IssuerUnavailable(new Error('503'))],
  ])('hold the reader up for %s, and never let it go on without the events', async (_what, trouble) => {
    const error = await failure(trouble);
    expect([isUnavailable(error), isPermanent(error)]).toEqual([true, false]);
  });

  it('are asked with a new token after a 401', async () => {
    const { journals, forgotten } = stage(1, new PermanentFault('401', 401));
    await expect(journals.read('site/1', 1, 1)).rejects.toThrow('the journal of site/1');
    expect(forgotten).toHaveLength(1);
  });

  it.each(['stranger/1', 'grant/1', 'nonsense'])('are nowhere for %s', async (subject) => {
    const { journals, asked } = stage(1);
    expect(isPermanent(await journals.read(subject, 1, 1).catch((error: unknown) => error))).toBe(true);
    expect(asked).toEqual([]);
  });
});

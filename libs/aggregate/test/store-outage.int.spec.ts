import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { Journal, ReadPositions, StoreUnavailable, collectionOf, connectStore, reach } from '#libs/aggregate';
import { uniqueNoun, useEngines } from '#libs/testing';
import { SeveredLink } from './severed-link.js';

const engines = useEngines('store');
let link: SeveredLink;
let far: Connection;

beforeAll(async () => {
  const url = new URL(engines().mongoUrls.approvals);
  link = new SeveredLink({ host: url.hostname, port: Number(url.port) });
  url.port = String(await link.listen());
  far = await connectStore(`${url.href}${url.search === '' ? '?' : '&'}directConnection=true&retryWrites=false`);
});
afterAll(async () => {
  await far.close();
  await link.close();
});

interface Line {
  readonly _id: string;
}

describe('a write of several documents whose answer got lost', () => {
  // The driver wraps what the network did in an error of its own, as if the server had refused a document.
  it('is "unavailable" for an insertion, and never the fault of what was written', async () => {
    const name = uniqueNoun('lines');
    const lines = ['a', 'b'].map((each): Line => ({ _id: `${name}/${each}` }));
    link.cutAfter(`${name}/a`);
    const inserted = reach(() => collectionOf<Line>(far, name).insertMany(lines, { ordered: true }));
    await expect(inserted).rejects.toBeInstanceOf(StoreUnavailable);
    expect(link.severed).toBe(1);
    expect(await collectionOf<Line>(far, name).countDocuments()).toBe(2);
  });

  it('is "unavailable" for the journal, which takes the same events again', async () => {
    const id = `${uniqueNoun()}/x/0000000001`;
    const entries = [{ id, bytes: Buffer.from('{}') }];
    link.cutAfter(id);
    const journal = new Journal(far);
    await expect(journal.append(entries)).rejects.toBeInstanceOf(StoreUnavailable);
    await journal.append(entries);
    expect(await journal.read(id.slice(0, -11), 1, 9)).toHaveLength(1);
  });

  it('is "unavailable" for changes of several documents', async () => {
    const subject = `${uniqueNoun()}/x`;
    const positions = new ReadPositions(far, 'consumer');
    await positions.markSeen(subject, 1);
    link.cutAfter(subject);
    await expect(positions.flush()).rejects.toBeInstanceOf(StoreUnavailable);
    await positions.flush();
    expect(await new ReadPositions(far, 'consumer').highest(subject)).toBe(1);
  });
});

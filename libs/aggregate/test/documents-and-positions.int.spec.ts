import { beforeAll, describe, expect, it } from '@jest/globals';
import { mongo, type Connection } from 'mongoose';
import {
  DocumentForgotten,
  DocumentStore,
  DocumentTampered,
  DocumentTooLarge,
  NotFound,
  NotYet,
  ParkedCases,
  ReadPositions,
  connectStore,
} from '#libs/aggregate';
import { uniqueNoun, useEngines } from '#libs/testing';

const engines = useEngines('store');
let connection: Connection;
let documents: DocumentStore;

beforeAll(async () => {
  connection = await connectStore(engines().mongoUrls.audits);
  documents = new DocumentStore(connection);
  engines.atEnd(() => connection.close());
});

describe('a document', () => {
  const nonce = Buffer.alloc(32, 7);

  it('is found by its hash, and storing it again changes nothing', async () => {
    const first = await documents.putJson({ caseId: 'c1', value: { b: 2, a: '会议纪要' }, nonce });
    const second = await documents.putJson({ caseId: 'c1', value: { a: '会议纪要', b: 2 }, nonce });
    expect(second).toEqual(first);
    expect(await documents.get(first.hash)).toMatchObject({ caseId: 'c1', mediaType: 'application/json', nonce });
    expect(await documents.getJson(first.hash)).toEqual({ a: '会议纪要', b: 2 });
    expect((await documents.putJson({ caseId: 'c1', value: { a: '会议纪要', b: 2 } })).hash).not.toBe(first.hash);
  });

  it('that was changed in the store is noticed', async () => {
    const { hash } = await documents.put({ caseId: 'c1', mediaType: 'text/plain', content: Buffer.from('12 places') });
    await connection.db
      ?.collection<{ _id: string; content: mongo.Binary }>('documents')
      .updateOne({ _id: hash }, { $set: { content: new mongo.Binary(Buffer.from('99 places')) } });
    await expect(documents.get(hash)).rejects.toThrow(DocumentTampered);
  });

  it('can be forgotten, and its hash stays', async () => {
    const { hash } = await documents.put({ caseId: 'c1', mediaType: 'text/plain', content: Buffer.from('a name') });
    await documents.forget(hash);
    await expect(documents.get(hash)).rejects.toThrow(DocumentForgotten);
    expect(await documents.exists(hash)).toBe(true);
  });

  it('over the limit, with a short nonce, or unknown is turned away', async () => {
    const small = new DocumentStore(connection, 4);
    const content = Buffer.from('12345');
    await expect(small.put({ caseId: 'c', mediaType: 'text/plain', content })).rejects.toThrow(DocumentTooLarge);
    await expect(
      documents.put({ caseId: 'c', mediaType: 'text/plain', content, nonce: Buffer.alloc(8) }),
    ).rejects.toThrow('32 bytes');
    await expect(documents.get('00')).rejects.toThrow(NotFound);
  });
});

describe('a read position', () => {
  it('only goes forward and wakes who waits for it', async () => {
    const positions = new ReadPositions(connection, 'inbox');
    const subject = `${uniqueNoun()}/1`;
    const waiting = positions.waitFor({ subject, sequence: 3 }, 5_000);
    await positions.markSeen(subject, 3);
    await positions.markSeen(subject, 2);
    await waiting;
    expect(await positions.highest(subject)).toBe(3);
    expect(await new ReadPositions(connection, 'other').highest(subject)).toBe(0);
  });

  it('is found for each of the subjects that are asked for at the same moment', async () => {
    const consumer = uniqueNoun('consumer');
    const [one, two, unknown] = ['1', '2', '3'].map((id) => `probe/${id}`) as [string, string, string];
    const before = new ReadPositions(connection, consumer);
    await before.markSeen(one, 7);
    await before.markSeen(two, 9);
    await before.flush();
    const restarted = new ReadPositions(connection, consumer);
    const asked = [one, two, unknown, one].map((subject) => restarted.highest(subject));
    expect(await Promise.all(asked)).toEqual([7, 9, 0, 7]);
    expect(await restarted.highest(two)).toBe(9);
  });

  it('is seen across processes and given up after the timeout', async () => {
    const subject = `${uniqueNoun()}/1`;
    const waiting = new ReadPositions(connection, 'inbox').waitFor({ subject, sequence: 1 }, 5_000);
    await new ReadPositions(connection, 'inbox').markSeen(subject, 1);
    await waiting;
    const late = new ReadPositions(connection, 'inbox').waitFor({ subject, sequence: 2 }, 60);
    await expect(late).rejects.toThrow(NotYet);
  });
});

describe('a parked case', () => {
  it('keeps its messages in order until it goes on', async () => {
    const consumer = uniqueNoun('consumer');
    const parked = new ParkedCases(connection, consumer);
    const message = (offset: string) => ({
      topic: 'approvals.facts',
      partition: 1,
      offset,
      key: 'case-1',
      bytes: Buffer.from(offset),
      reason: 'ZodError',
    });
    for (const offset of ['9', '10', '9']) await parked.park('case-1', message(offset));
    expect(await parked.isParked('case-1')).toBe(true);
    expect(await parked.isParked('case-2')).toBe(false);
    expect(await parked.list()).toEqual(['case-1']);
    expect((await parked.messagesOf('case-1')).map(({ offset }) => offset)).toEqual(['9', '10']);
    await parked.remove(message('9'));
    await parked.remove(message('10'));
    await parked.unpark('case-1');
    expect(await parked.messagesOf('case-1')).toEqual([]);
    expect(await parked.isParked('case-1')).toBe(false);
  });
});

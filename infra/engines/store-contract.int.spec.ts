import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { startEngines, type RunningEngines } from './index.mjs';

interface Case {
  _id: string;
  version: number;
  state?: string;
  claim?: string;
  outbox?: { n: number }[];
  tags?: string[];
  bytes?: mongo.Binary;
  at?: Date;
}

/** Exactly the operations that the product uses, on whichever engine is there: MONGODB_URL if it is given, else the embedded store. */
describe('the document store keeps the contract that the product relies on', () => {
  let engines: RunningEngines;
  let client: mongo.MongoClient;
  let cases: mongo.Collection<Case>;

  beforeAll(async () => {
    engines = await startEngines({ only: ['store'], ephemeral: true });
    client = await mongo.MongoClient.connect(engines.addresses.mongoUrls.applications);
    cases = client.db().collection<Case>(`contract-${randomUUID()}`);
    await cases.createIndex({ _id: 1, version: 1 }, { unique: true });
  }, 300_000);
  afterAll(async () => {
    await cases?.drop();
    await client?.close();
    await engines?.stop();
  });

  const insert = async (_id: string, more: Partial<Case> = {}) => cases.insertOne({ _id, version: 1, ...more });

  it('refuses a second document of the same _id with code 11000', async () => {
    await insert('duplicate');
    await expect(insert('duplicate', { state: 'other' })).rejects.toMatchObject({ code: 11_000 });
    expect(await cases.findOne({ _id: 'duplicate' })).toEqual({ _id: 'duplicate', version: 1 });
  });

  it('sets, counts up and appends in one compare-and-set', async () => {
    await insert('compared', { state: 'draft', outbox: [{ n: 1 }] });
    const change = {
      $set: { state: 'submitted' },
      $inc: { version: 1 },
      $push: { outbox: { $each: [{ n: 2 }, { n: 3 }] } },
    };
    const options = { returnDocument: 'after', upsert: false } as const;
    const updated = await cases.findOneAndUpdate({ _id: 'compared', version: 1 }, change, options);
    expect(updated).toEqual({
      _id: 'compared',
      version: 2,
      state: 'submitted',
      outbox: [{ n: 1 }, { n: 2 }, { n: 3 }],
    });
  });

  it('answers null to a compare-and-set that comes too late, changes nothing and inserts nothing', async () => {
    await insert('late', { version: 2 });
    const late = { $set: { state: 'lost' }, $inc: { version: 1 } };
    expect(await cases.findOneAndUpdate({ _id: 'late', version: 1 }, late, { upsert: false })).toBeNull();
    expect(await cases.findOneAndUpdate({ _id: 'absent', version: 1 }, late, { upsert: false })).toBeNull();
    expect(await cases.findOne({ _id: 'late' })).toEqual({ _id: 'late', version: 2 });
    expect(await cases.findOne({ _id: 'absent' })).toBeNull();
  });

  it('lets one of many concurrent compare-and-sets win', async () => {
    await insert('contested');
    const change = async (n: number) =>
      cases.findOneAndUpdate({ _id: 'contested', version: 1 }, { $set: { state: `${n}` }, $inc: { version: 1 } });
    const winners = (await Promise.all(Array.from({ length: 20 }, async (_, n) => change(n)))).filter(
      (each) => each !== null,
    );
    expect(winners).toHaveLength(1);
    expect(await cases.findOne({ _id: 'contested' })).toMatchObject({ version: 2 });
  });

  it('pulls from a list by value and by condition', async () => {
    await insert('pulled', { outbox: [{ n: 1 }, { n: 2 }, { n: 3 }], tags: ['a', 'b'] });
    await cases.findOneAndUpdate({ _id: 'pulled' }, { $pull: { outbox: { n: { $in: [1, 3] } }, tags: 'a' } });
    expect(await cases.findOne({ _id: 'pulled' })).toMatchObject({ outbox: [{ n: 2 }], tags: ['b'] });
  });

  it('upserts with what holds only on insertion', async () => {
    const upsert = async (state: string) =>
      cases.updateOne({ _id: 'upserted' }, { $set: { state }, $setOnInsert: { version: 7 } }, { upsert: true });
    expect(await upsert('first')).toMatchObject({ upsertedCount: 1, matchedCount: 0 });
    expect(await upsert('second')).toMatchObject({ upsertedCount: 0, matchedCount: 1 });
    expect(await cases.findOne({ _id: 'upserted' })).toEqual({ _id: 'upserted', version: 7, state: 'second' });
  });

  it('finds by a list of ids and by a range of ids, sorted, limited, and counts', async () => {
    for (const n of [3, 1, 2, 5, 4]) await insert(`page-${n}`, { state: n > 2 ? 'late' : 'early' });
    const named = await cases.find({ _id: { $in: ['page-2', 'page-4', 'page-none'] } }).toArray();
    expect(named.map(({ _id }) => _id).sort()).toEqual(['page-2', 'page-4']);
    const range = { _id: { $gt: 'page-1', $lt: 'page-~' } };
    const page = await cases.find(range).sort({ _id: 1 }).limit(3).project<Case>({ _id: 1 }).toArray();
    expect(page).toEqual([{ _id: 'page-2' }, { _id: 'page-3' }, { _id: 'page-4' }]);
    expect(await cases.countDocuments({ ...range, state: 'late' })).toBe(3);
  });

  it('walks through more documents than one answer holds', async () => {
    await cases.insertMany(
      Array.from({ length: 450 }, (_, n) => ({ _id: `walk-${String(n).padStart(3, '0')}`, version: 1 })),
    );
    const walked = [];
    const all = cases.find({ _id: { $gte: 'walk-', $lt: 'walk-~' } }, { sort: { _id: 1 }, batchSize: 100 });
    for await (const each of all) walked.push(each._id);
    expect(walked).toHaveLength(450);
    expect(walked).toEqual([...walked].sort());
  });

  it('deletes one', async () => {
    await insert('deleted');
    expect(await cases.deleteOne({ _id: 'deleted' })).toMatchObject({ deletedCount: 1 });
    expect(await cases.deleteOne({ _id: 'deleted' })).toMatchObject({ deletedCount: 0 });
  });

  it('gives back bytes, dates and Chinese text as they were', async () => {
    const bytes = Buffer.from([0, 1, 254, 255]);
    const at = new Date('2026-05-01T08:30:00.123Z');
    await insert('kept', { bytes: new mongo.Binary(bytes), at, state: '托育服务 👶' });
    const kept = await cases.findOne({ _id: 'kept' });
    expect(Buffer.from(kept?.bytes?.buffer ?? []).equals(bytes)).toBe(true);
    expect(kept).toMatchObject({ at, state: '托育服务 👶' });
  });

  it('keeps a claim unique, also through a sparse index that leaves out those without one', async () => {
    const claims = client.db().collection<Case>(`claims-${randomUUID()}`);
    await claims.createIndex({ claim: 1 }, { unique: true, sparse: true });
    await claims.insertOne({ _id: 'a', version: 1 });
    await claims.insertOne({ _id: 'b', version: 1 });
    await claims.insertOne({ _id: 'c', version: 1, claim: 'site-1' });
    await expect(claims.insertOne({ _id: 'd', version: 1, claim: 'site-1' })).rejects.toMatchObject({ code: 11_000 });
    await expect(claims.updateOne({ _id: 'a' }, { $set: { claim: 'site-1' } })).rejects.toMatchObject({ code: 11_000 });
    await claims.updateOne({ _id: 'c' }, { $unset: { claim: '' } });
    await claims.insertOne({ _id: 'd', version: 1, claim: 'site-1' });
    await claims.drop();
  });

  it('accepts the same index twice and lists it', async () => {
    await cases.createIndex({ _id: 1, version: 1 }, { unique: true });
    const keys = (await cases.indexes()).map(({ key }) => key);
    expect(keys).toContainEqual({ _id: 1, version: 1 });
  });
});

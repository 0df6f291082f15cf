import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { startEngines, type RunningEngines } from './index.mjs';

interface Review {
  _id: string;
  version: number;
  fence: number;
  state: { text: string; n: number; at: Date };
  outbox: mongo.Binary[];
  claim?: string;
}

/** Eleven reviews, written by a version that kept documents and keys as serialised objects; the third was changed once. */
const FORMER = new URL('store/test/former-version.h2.gz', import.meta.url);

describe('a file of an earlier version of the embedded store', () => {
  let dataDir: string;
  let engines: RunningEngines;
  let client: mongo.MongoClient | undefined;

  beforeAll(async () => {
    // It is our own store that is tested, whatever server the environment offers.
    delete process.env['MONGODB_URL'];
    dataDir = await mkdtemp(join(tmpdir(), 'nuanchao-former-'));
    await mkdir(join(dataDir, 'store'), { recursive: true });
    await writeFile(join(dataDir, 'store', 'approvals.h2'), gunzipSync(await readFile(FORMER)));
    engines = await startEngines({ only: ['store'], dataDir });
  }, 300_000);
  afterAll(async () => {
    await client?.close();
    await engines?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const reviews = async (): Promise<mongo.Collection<Review>> => {
    await client?.close();
    client = await mongo.MongoClient.connect(engines.addresses.mongoUrls.approvals);
    return client.db().collection<Review>('review');
  };

  it('is read as it was', async () => {
    const found = await (await reviews()).find().sort({ version: 1 }).toArray();
    expect(found.map(({ _id }) => _id).toSorted()).toEqual(
      Array.from({ length: 11 }, (_, index) => `review/${index + 1}`).toSorted(),
    );
    for (const { _id, version, state, outbox } of found) {
      const n = Number(_id.slice(7));
      expect(state).toEqual({ text: '托育', n, at: new Date(0) });
      expect(Buffer.from(outbox[0]?.value() ?? [])).toEqual(Buffer.from([1, 2, n]));
      expect(version).toBe(n === 3 ? 4 : n);
    }
  });

  it('keeps what is unique, and takes changes that a crash does not take back', async () => {
    const before = await reviews();
    const born = { version: 1, fence: 0, state: { text: '新', n: 20, at: new Date(1) }, outbox: [] };
    await expect(before.insertOne({ _id: 'review/5', ...born })).rejects.toMatchObject({ code: 11_000 });
    await expect(before.insertOne({ _id: 'review/20', ...born, claim: 'invoice/7' })).rejects.toMatchObject({
      code: 11_000,
    });
    await before.insertOne({ _id: 'review/20', ...born });
    const stale = await before.findOneAndUpdate({ _id: 'review/3', version: 3, fence: 0 }, { $set: { version: 9 } });
    expect(stale).toBeNull();
    for (let version = 4; version < 9; version += 1) {
      const guard = { _id: 'review/3', version, fence: 0 };
      expect(await before.findOneAndUpdate(guard, { $inc: { version: 1 } })).toMatchObject({ version });
    }
    await before.deleteOne({ _id: 'review/4', version: 4 });
    await engines.kill('store', 'SIGKILL');
    await engines.restart('store');
    const after = await reviews();
    expect(await after.findOne({ _id: 'review/3', version: 9, fence: 0 })).toMatchObject({ state: { n: 3 } });
    expect(await after.findOne({ _id: 'review/20' })).toMatchObject({ state: { text: '新' } });
    expect(await after.countDocuments()).toBe(11);
    await expect(after.insertOne({ _id: 'review/11', ...born })).rejects.toMatchObject({ code: 11_000 });
  }, 60_000);
});

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { EngineError, startEngines, type RunningEngines } from './index.mjs';

const { MongoClient } = mongo;
const MINUTE = 60_000;
const index = new URL('index.mjs', import.meta.url).href;

interface Numbered {
  _id: string;
  version: number;
}

describe('the embedded store under kill -9', () => {
  let engines: RunningEngines;
  const acknowledged = new Map<string, number>();
  const inFlight: string[] = [];

  beforeAll(async () => {
    engines = await withoutGivenAddresses(() => startEngines({ only: ['store'], ephemeral: true }));
  }, 5 * MINUTE);
  afterAll(async () => engines?.stop());

  it(
    'loses no insert and no compare-and-set that it has acknowledged',
    async () => {
      const url = engines.addresses.mongoUrls.applications;
      const kill = async () => engines.kill('store', 'SIGKILL');
      const written = await writeUntilKilled(url, { acknowledged, inFlight, enough: 4_000, kill });
      await engines.restart('store');
      const found = await readAll(url);
      const lost = [...acknowledged].filter(([id, version]) => (found.get(id) ?? 0) < version);
      expect(written).toBeGreaterThanOrEqual(4_000);
      expect(lost).toEqual([]);
    },
    MINUTE,
  );

  it(
    'leaves no half of a write behind: what was in flight is either whole or can be written anew',
    async () => {
      const client = await MongoClient.connect(engines.addresses.mongoUrls.applications);
      const cases = client.db().collection<Numbered>('cases');
      expect(inFlight.length).toBeGreaterThan(0);
      for (const _id of inFlight) {
        const found = await cases.findOne({ _id });
        if (found === null) await cases.insertOne({ _id, version: 1 });
        const version = found?.version ?? 1;
        await expect(cases.insertOne({ _id, version })).rejects.toMatchObject({ code: 11_000 });
        const change = { $inc: { version: 1 } };
        const updated = await cases.findOneAndUpdate({ _id, version }, change, { returnDocument: 'after' });
        expect(updated).toMatchObject({ _id, version: version + 1 });
      }
      await client.close();
    },
    MINUTE,
  );
});

describe('the embedded store', () => {
  let engines: RunningEngines;

  beforeAll(async () => {
    engines = await withoutGivenAddresses(() => startEngines({ only: ['store'], ephemeral: true }));
  }, 5 * MINUTE);
  afterAll(async () => engines?.stop());

  it("refuses another service's database name on a service's port", async () => {
    const client = await MongoClient.connect(engines.addresses.mongoUrls.approvals);
    const foreign = client.db('nuanchao-payments').collection<Numbered>('batches');
    await expect(foreign.insertOne({ _id: 'b', version: 1 })).rejects.toMatchObject({ code: 13 });
    await expect(foreign.findOne({ _id: 'b' })).rejects.toMatchObject({ code: 13 });
    await client.close();
  });

  it(
    'serves several hundred connections at once',
    async () => {
      const client = await MongoClient.connect(engines.addresses.mongoUrls.audits, { maxPoolSize: 300 });
      const entries = client.db().collection<Numbered>('entries');
      await Promise.all(Array.from({ length: 600 }, async (_, n) => entries.insertOne({ _id: `e${n}`, version: n })));
      expect(await entries.countDocuments({})).toBe(600);
      await client.close();
    },
    MINUTE,
  );

  it(
    'answers who is healthy',
    async () => {
      expect(await engines.health()).toMatchObject({ store: { ready: true } });
      await engines.kill('store');
      expect(await engines.health()).toMatchObject({ store: { ready: false } });
      await engines.restart('store');
      expect(await engines.health()).toMatchObject({ store: { ready: true } });
    },
    MINUTE,
  );
});

describe('starting the engines', () => {
  it('refuses a given port that is taken, and names the cure', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const start = withoutGivenAddresses(() =>
      startEngines({ only: ['store'], ephemeral: true, ports: { audits: port } }),
    );
    await expect(start).rejects.toBeInstanceOf(EngineError);
    await expect(start).rejects.toMatchObject({
      message: expect.stringContaining(`${port}`),
      cure: expect.stringContaining('AUDITS_STORE_PORT'),
    });
    server.close();
  });

  it(
    'says in one sentence that Java is missing',
    async () => {
      const script = `import { startEngines } from '${index}';
      await startEngines({ only: ['store'] }).catch((error) => console.log(error.name, error.message));`;
      const told = await runNode(script, { PATH: '/nonexistent', HOME: process.env['HOME'] ?? '' });
      expect(told).toMatch(/^EngineError Java was not found: install a JDK of version 17 or newer/);
    },
    MINUTE,
  );

  it(
    'refuses a data folder that other engines use',
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'nuanchao-engines-'));
      const first = await withoutGivenAddresses(() => startEngines({ only: ['store'], dataDir }));
      const second = withoutGivenAddresses(() => startEngines({ only: ['store'], dataDir }));
      await expect(second).rejects.toMatchObject({ name: 'EngineError', message: expect.stringContaining('in use') });
      await first.stop();
      await rm(dataDir, { recursive: true });
    },
    MINUTE,
  );

  it(
    'leaves no engine behind when its own process is killed',
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'nuanchao-engines-'));
      const script = `import { startEngines } from '${index}';
      const engines = await startEngines({ only: ['store'], dataDir: ${JSON.stringify(dataDir)} });
      console.log(engines.processes[0].pid);`;
      const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = await Promise.race([
        once(createInterface({ input: parent.stdout }), 'line'),
        once(parent, 'exit'),
      ]);
      parent.kill('SIGKILL');
      const pid = Number(line);
      expect(pid).toBeGreaterThan(0);
      await eventually(() => expect(runs(pid)).toBe(false));
      await rm(dataDir, { recursive: true });
    },
    MINUTE,
  );
});

interface Attempt {
  /** The version of every document that the store has acknowledged. */
  acknowledged: Map<string, number>;
  /** What each writer was busy with when the store died. */
  inFlight: string[];
  enough: number;
  kill: () => Promise<void>;
}

/** Runs 32 writers that alternate inserts and compare-and-sets, and kills the store in the middle of it. */
async function writeUntilKilled(url: string, { acknowledged, inFlight, enough, kill }: Attempt): Promise<number> {
  const options = { maxPoolSize: 32, serverSelectionTimeoutMS: 1_000, retryWrites: false };
  const client = await MongoClient.connect(url, options);
  const cases = client.db().collection<Numbered>('cases');
  await cases.createIndex({ _id: 1, version: 1 }, { unique: true });
  let written = 0;
  let killing: Promise<void> | undefined;
  const change = { $inc: { version: 1 } };
  const writer = async (name: number) => {
    for (let n = 0; ; n += 1) {
      const _id = `case-${String(name)}-${String(n)}`;
      try {
        await cases.insertOne({ _id, version: 1 });
        acknowledged.set(_id, 1);
        const updated = await cases.findOneAndUpdate({ _id, version: 1 }, change, { returnDocument: 'after' });
        acknowledged.set(_id, updated?.version ?? 0);
      } catch {
        inFlight.push(_id);
        return;
      }
      written += 2;
      if (written >= enough) killing ??= kill();
    }
  };
  await Promise.all(Array.from({ length: 32 }, async (_, name) => writer(name)));
  await killing;
  await client.close();
  return written;
}

async function readAll(url: string) {
  const client = await MongoClient.connect(url);
  const everything = await client.db().collection<Numbered>('cases').find().toArray();
  await client.close();
  return new Map(everything.map(({ _id, version }) => [_id, version]));
}

/** What is tested here is what we start, whatever servers the environment offers. */
async function withoutGivenAddresses<T>(action: () => Promise<T>): Promise<T> {
  const names = ['KAFKA_BROKERS', 'TEMPORAL_ADDRESS', 'MONGODB_URL'];
  const saved = names.map((name) => process.env[name]);
  for (const name of names) delete process.env[name];
  try {
    return await action();
  } finally {
    names.forEach((name, n) => saved[n] !== undefined && (process.env[name] = saved[n]));
  }
}

async function runNode(script: string, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env, cwd: fileURLToPath(new URL('.', import.meta.url)) };
    execFile(process.execPath, ['--input-type=module', '--eval', script], options, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout);
    });
  });
}

function once(emitter: NodeJS.EventEmitter, event: string): Promise<unknown[]> {
  return new Promise((resolve) => emitter.once(event, (...values: unknown[]) => resolve(values)));
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function eventually(check: () => void): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    try {
      check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

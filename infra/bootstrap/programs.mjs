import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { ROOT } from './commands.mjs';
import { SetupError } from './install.mjs';
import { sessionKey } from './local-data.mjs';

/** The ports people meet; the rest is chosen free. Each can be given by its variable. */
const PORTS = {
  gateway: { variable: 'GATEWAY_PORT', usual: 8080 },
  applications: { variable: 'APPLICATIONS_PORT' },
  approvals: { variable: 'APPROVALS_PORT' },
  payments: { variable: 'PAYMENTS_PORT' },
  audits: { variable: 'AUDITS_PORT' },
  pipelines: { variable: 'PIPELINES_PORT' },
  workflows: { variable: 'WORKFLOWS_PORT' },
  counterparts: { variable: 'COUNTERPARTS_PORT' },
};
const HIGHEST_PORT = 65_535;
const TRIES = 200;

/** Listens on a port until `held` is closed; undefined when it is taken. */
const hold = (held, port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      held.push(server);
      resolve(server.address().port);
    });
  });

/** Free ports come from below the range of outgoing connections: one of those could take a port before its service does. */
const holdFree = async (held) => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = await hold(held, randomInt(20_000, 32_000));
    if (port !== undefined) return port;
  }
  throw new SetupError('No free port was found between 20000 and 32000', 'end what uses them, then start again');
};

const holdGiven = async (held, variable, text) => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT) {
    throw new SetupError(
      `${variable}=${text} is not a port`,
      `set ${variable} to a number from 1 to ${HIGHEST_PORT}, or leave it out`,
    );
  }
  if (port === 0) return holdFree(held);
  const found = await hold(held, port);
  if (found !== undefined) return found;
  throw new SetupError(
    `Port ${port} is in use`,
    `end the program that uses it, set ${variable} to a free port, or leave ${variable} out to have one chosen`,
  );
};

/**
 * The given ports, and free ones for the rest; 0 asks for a free one.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Record<keyof typeof PORTS, number>>}
 * @throws {SetupError} when a given one is taken
 */
export const choosePorts = async (env) => {
  // All stay held until the last is chosen, so that no two of ours are the same; given ones come first.
  const held = [];
  const chosen = {};
  const entries = Object.entries(PORTS);
  try {
    for (const [name, { variable }] of entries) {
      if (env[variable]) chosen[name] = await holdGiven(held, variable, env[variable]);
    }
    for (const [name, { usual }] of entries) {
      chosen[name] ??= (usual && (await hold(held, usual))) ?? (await holdFree(held));
    }
    return chosen;
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
};

/**
 * Every process of ours with its environment. What people deal with stops first, what the others need stops last.
 * @param {{ ports: Record<string, number>, engines: import('../engines/index.d.mts').EngineAddresses, dataDir: string, secret: string, clockFile: string }} where
 * @returns {import('./supervisor.mjs').Program[]}
 */
export const programsOf = ({ ports, engines, dataDir, secret, clockFile }) => {
  const url = (name) => `http://127.0.0.1:${ports[name]}`;
  const everywhere = {
    NODE_ENV: 'development',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    OIDC_ISSUER: url('counterparts'),
    OFFICE_CLOCK_FILE: clockFile,
    KAFKA_BROKERS: engines.kafkaBrokers,
    TEMPORAL_ADDRESS: engines.temporalAddress,
    TEMPORAL_NAMESPACE: 'nuanchao',
    APPLICATIONS_URL: url('applications'),
    APPROVALS_URL: url('approvals'),
    PAYMENTS_URL: url('payments'),
    AUDITS_URL: url('audits'),
    PIPELINES_URL: url('pipelines'),
    WORKFLOWS_URL: url('workflows'),
    BANK_URL: url('counterparts'),
    CLIENT_SECRET: secret,
    DEMONSTRATION_SECRET: secret,
  };
  const program = (name, script, stopRank, env = {}) => ({
    name,
    script,
    stopRank,
    url: url(name),
    env: { ...everywhere, PORT: String(ports[name]), ...env },
  });
  const service = (name) => program(name, `dist/apps/${name}/src/main.js`, 2, { MONGODB_URL: engines.mongoUrls[name] });
  return [
    program('counterparts', 'dist/infra/counterparts/src/main.js', 3, {
      DATA_DIR: `${dataDir}/counterparts`,
      CONSOLE_URLS: url('gateway'),
    }),
    service('applications'),
    service('approvals'),
    service('payments'),
    service('audits'),
    program('pipelines', 'dist/apps/pipelines/src/main.js', 2, {
      MONGODB_URL: engines.mongoUrls.pipelines,
      // Receivers that are tried out live on this machine.
      WEBHOOK_ALLOWED_ADDRESSES: '127.0.0.1,::1',
    }),
    program('workflows', 'dist/workflows/src/main.js', 1, {
      MONGODB_URL: engines.mongoUrls.workflows,
      ...(engines.temporalUi === '' ? {} : { TEMPORAL_UI_URL: engines.temporalUi }),
    }),
    program('gateway', 'dist/apps/gateway/src/main.js', 0, {
      PUBLIC_URL: url('gateway'),
      SESSION_KEY: sessionKey(dataDir),
      CONSOLE_CLIENT_SECRET: secret,
      CONSOLE_DIR: `${ROOT}dist/apps/console`,
    }),
  ];
};

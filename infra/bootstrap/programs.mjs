import { createServer } from 'node:net';
import { SetupError } from './install.mjs';

/** The ports people meet; the rest is chosen free. Each can be given by its variable. */
const PORTS = {
  gateway: { variable: 'GATEWAY_PORT', usual: 8080 },
  applications: { variable: 'APPLICATIONS_PORT' },
  approvals: { variable: 'APPROVALS_PORT' },
  payments: { variable: 'PAYMENTS_PORT' },
  audits: { variable: 'AUDITS_PORT' },
  workflows: { variable: 'WORKFLOWS_PORT' },
  counterparts: { variable: 'COUNTERPARTS_PORT' },
};

const tryPort = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address();
      server.close(() => resolve(chosen));
    });
  });

/** @param {NodeJS.ProcessEnv} env @returns {Promise<Record<keyof typeof PORTS, number>>} */
export const choosePorts = async (env) => {
  const chosen = {};
  for (const [name, { variable, usual }] of Object.entries(PORTS)) {
    const given = env[variable];
    const port =
      given === undefined ? ((usual && (await tryPort(usual))) ?? (await tryPort(0))) : await tryPort(Number(given));
    if (port === undefined) {
      throw new SetupError(
        `Port ${given} is in use.`,
        `Set ${variable} to a free port, or leave it out to have one chosen.`,
      );
    }
    chosen[name] = port;
  }
  return chosen;
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
    program('counterparts', 'dist/infra/counterparts/src/main.js', 3, { DATA_DIR: `${dataDir}/counterparts` }),
    service('applications'),
    service('approvals'),
    service('payments'),
    service('audits'),
    program('workflows', 'dist/workflows/src/main.js', 1),
    program('gateway', 'dist/apps/gateway/src/main.js', 0),
  ];
};

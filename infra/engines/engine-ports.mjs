import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EngineError } from './engine-error.mjs';

/** Every port the engines can need, and the environment variable that chooses it. */
export const PORT_VARIABLES = /** @type {const} */ ({
  kafka: 'KAFKA_PORT',
  kafkaController: 'KAFKA_CONTROLLER_PORT',
  temporal: 'TEMPORAL_PORT',
  temporalUi: 'TEMPORAL_UI_PORT',
  applications: 'APPLICATIONS_STORE_PORT',
  approvals: 'APPROVALS_STORE_PORT',
  payments: 'PAYMENTS_STORE_PORT',
  audits: 'AUDITS_STORE_PORT',
  pipelines: 'PIPELINES_STORE_PORT',
  workflows: 'WORKFLOWS_STORE_PORT',
});

/** @returns {Partial<Record<keyof typeof PORT_VARIABLES, number>>} the ports that the environment asks for */
export function portsFromEnvironment(env = process.env) {
  const given = Object.entries(PORT_VARIABLES).filter(([, variable]) => env[variable]);
  return Object.fromEntries(given.map(([name, variable]) => [name, toPort(variable, env[variable])]));
}

function toPort(variable, text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new EngineError(
    `${variable}=${text} is not a port`,
    `set ${variable} to a number from 1 to 65535, or leave it out`,
  );
}

/**
 * Chooses a free loopback port for every name; a given one is checked, and refused when it is taken.
 * @param {(keyof typeof PORT_VARIABLES)[]} names
 * @param {Partial<Record<keyof typeof PORT_VARIABLES, number>>} [given]
 */
export async function choosePorts(names, given = {}) {
  // All stay open until the last is chosen, so that no two of ours are the same.
  const held = [];
  try {
    const ports = {};
    for (const name of names.filter((each) => given[each])) ports[name] = await holdGiven(held, name, given[name]);
    for (const name of names.filter((each) => !given[each])) ports[name] = await holdFree(held);
    return ports;
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

async function holdGiven(held, name, port) {
  try {
    return await hold(held, port);
  } catch (cause) {
    const variable = PORT_VARIABLES[name];
    throw new EngineError(
      `Port ${port} (${name}) is not free`,
      `end the program that uses it, set ${variable} to another port, or leave ${variable} out to have a free one chosen`,
      { cause },
    );
  }
}

/** Free ports come from below the range of outgoing connections: one of those could take a port before its engine does. */
async function holdFree(held) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      return await hold(held, randomInt(20_000, 32_000));
    } catch {
      // Taken: draw again.
    }
  }
  throw new EngineError(
    'No free port was found between 20000 and 32000',
    `choose ports by ${Object.values(PORT_VARIABLES).join(', ')}`,
  );
}

function hold(held, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      held.push(server);
      resolve(server.address().port);
    });
  });
}

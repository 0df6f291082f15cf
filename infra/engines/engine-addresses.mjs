import { EngineError } from './engine-error.mjs';

/** The services that own a database. @typedef {typeof SERVICES[number]} Service */
export const SERVICES = /** @type {const} */ ([
  'applications',
  'approvals',
  'payments',
  'audits',
  'pipelines',
  'workflows',
]);

/** The name of a service's database, the same on every engine. */
export function databaseOf(service) {
  return `nuanchao-${service}`;
}

/**
 * What the environment says is running already; those engines are not started.
 * @returns {{ kafka?: string, temporal?: string, store?: string }}
 */
export function givenAddresses(env = process.env) {
  const given = {};
  if (env.KAFKA_BROKERS) given.kafka = env.KAFKA_BROKERS;
  if (env.TEMPORAL_ADDRESS) given.temporal = env.TEMPORAL_ADDRESS;
  if (env.MONGODB_URL) given.store = env.MONGODB_URL;
  return given;
}

/**
 * The databases on one given server. Credentials keep the database they belong to: the driver would otherwise look for
 * them in each service's own.
 * @param {string} url
 * @returns {Record<Service, string>}
 */
export function mongoUrlsOn(url) {
  const match = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url);
  if (!match) {
    throw new EngineError(
      'MONGODB_URL is not a MongoDB address',
      'set it to mongodb://host:port or mongodb+srv://host, or leave it out',
    );
  }
  const [, scheme, hosts, database, query] = match;
  const parameters = new URLSearchParams(query ?? '');
  if (hosts.includes('@') && !parameters.has('authSource')) parameters.set('authSource', database || 'admin');
  const tail = parameters.size > 0 ? `?${parameters}` : '';
  return Object.fromEntries(SERVICES.map((service) => [service, `${scheme}${hosts}/${databaseOf(service)}${tail}`]));
}

/** The databases of the embedded store, each on its own port; empty where there is no port. */
export function embeddedMongoUrls(ports) {
  const url = (service) => (ports[service] ? `mongodb://127.0.0.1:${ports[service]}/${databaseOf(service)}` : '');
  return Object.fromEntries(SERVICES.map((service) => [service, url(service)]));
}

/** The first `host:port` of a list of addresses or of a MongoDB URL. */
export function firstHost(addresses, defaultPort) {
  const [first] = addresses
    .replace(/^mongodb(\+srv)?:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .split(/[,/?]/);
  const at = first.lastIndexOf(':');
  return at > 0 ? { host: first.slice(0, at), port: Number(first.slice(at + 1)) } : { host: first, port: defaultPort };
}

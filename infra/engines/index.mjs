import { fetchExecutable } from './engine-downloads.mjs';

export { containersAnswer, startContainers } from './containers.mjs';
export { databaseOf, mongoUrlsOn, SERVICES } from './engine-addresses.mjs';
export { EngineError } from './engine-error.mjs';
export { PORT_VARIABLES, portsFromEnvironment } from './engine-ports.mjs';
export { startEngines } from './start-engines.mjs';
export { NAMESPACE } from './temporal-engine.mjs';

/** The path of Temporal's time-skipping test server, fetched first when it is missing. */
export function timeSkippingServerPath(onProgress = () => {}) {
  return fetchExecutable('time-skipping', onProgress);
}

/** The path of Temporal's command line, which is its development server as well, fetched first when it is missing. */
export function temporalCliPath(onProgress = () => {}) {
  return fetchExecutable('temporal', onProgress);
}

import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { SERVICES, databaseOf } from './engine-addresses.mjs';
import { answersHello } from './engine-probes.mjs';
import { javaTool } from './prerequisites.mjs';

/** The library logs every refused command with the document in it, and documents have people's data in them. */
const SILENCED = 'de.bwaldvogel.mongo.wire.MongoDatabaseHandler';

/**
 * How the embedded document store is run: one JVM, and for each service a port and a file.
 * @param {{ dataDir: string, ports: Record<import('./engine-addresses.mjs').Service, number>, jars: string, launchers: string }} where
 * @returns {import('./engine-process.mjs').EngineRecipe}
 */
export function storeEngine({ dataDir, ports, jars, launchers }) {
  const folder = join(dataDir, 'store');
  const classPath = [join(launchers, 'store'), join(jars, 'store', '*')].join(delimiter);
  return {
    name: 'store',
    stopRank: 3,
    command: javaTool('java'),
    parameters: [
      '-Xmx512m',
      // The optimising compiler took two fifths of this engine's time for hours of work that takes minutes.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
      '-Dorg.slf4j.simpleLogger.showDateTime=true',
      `-Dorg.slf4j.simpleLogger.log.${SILENCED}=off`,
      '-cp',
      classPath,
      'cn.nuanchao.store.StoreMain',
      ...SERVICES.map((service) => `${ports[service]}=${databaseOf(service)}=${join(folder, `${service}.h2`)}`),
    ],
    prepare: async () => {
      await mkdir(folder, { recursive: true });
    },
    isReady: async () => {
      const answers = await Promise.all(SERVICES.map((service) => answersHello('127.0.0.1', ports[service])));
      return answers.every(Boolean);
    },
  };
}

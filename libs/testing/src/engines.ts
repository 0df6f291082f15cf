import { afterAll, beforeAll } from '@jest/globals';
import {
  containersAnswer,
  startEngines,
  type EngineAddresses,
  type EngineProgress,
  type EngineName,
} from '../../../infra/engines/index.mjs';
import type { TestEngines } from './containers.js';

/** How long a cold start may take on 2 cores, downloads included, in milliseconds. */
export const ENGINES_START_MS = 240_000;

/**
 * Real engines for tests: those whose addresses the environment gives, else containers when a Docker engine answers, else
 * the embedded ones. Each call starts its own, which a test that kills one needs; `useEngines` shares.
 */
export const startTestEngines = async (only: readonly EngineName[]): Promise<TestEngines> =>
  (await containersAnswer())
    ? // Loaded only here: unit tests import this library too, and testcontainers is large.
      (await import('./containers.js')).startTestContainers(only)
    : startEngines({ only, ephemeral: true, onProgress: tellDeath });

/** An engine that ends by itself would be missed only as something that does not answer. */
const tellDeath = ({ stage, what }: EngineProgress): void => {
  if (stage === 'died') process.stderr.write(`engine ended by itself: ${what}\n`);
};

/** The addresses, and a place for what must end before the engines do. */
export interface UsedEngines {
  (): EngineAddresses;
  /** Runs after the last test and before the engines stop, last registered first. Jest's own `afterAll` would run too late. */
  readonly atEnd: (close: () => Promise<unknown>) => void;
}

/**
 * Registers hooks that provide engines to a test file: the ones of this jest run when `engines-per-run.mjs` started them,
 * else own ones. Call it at the top of the file and the returned function inside tests and hooks.
 */
export const useEngines = (...only: readonly EngineName[]): UsedEngines => provideEngines(sharedAddresses(), only);

/** The same, and never shared with another file: for tests that count everything that is there. */
export const useOwnEngines = (...only: readonly EngineName[]): UsedEngines => provideEngines(undefined, only);

const provideEngines = (shared: EngineAddresses | undefined, only: readonly EngineName[]): UsedEngines => {
  let own: TestEngines | undefined;
  let addresses = shared;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    if (addresses !== undefined) return;
    own = await startTestEngines(only);
    addresses = own.addresses;
  }, ENGINES_START_MS);
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
    await own?.stop();
  }, 60_000);
  const used = (): EngineAddresses => {
    if (addresses === undefined) throw new Error('the engines are there inside tests and hooks only');
    return addresses;
  };
  return Object.assign(used, { atEnd: (close: () => Promise<unknown>) => void closing.push(close) });
};

/** A noun nobody else uses, so that test files may share a database. */
export const uniqueNoun = (stem = 'probe'): string =>
  `${stem}-${Array.from({ length: 10 }, () => String.fromCodePoint(97 + Math.floor(Math.random() * 26))).join('')}`;

const sharedAddresses = (): EngineAddresses | undefined => {
  const { NUANCHAO_TEST_ENGINES: shared } = process.env;
  return shared === undefined ? undefined : (JSON.parse(shared) as EngineAddresses);
};

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { LogHead } from '#libs/contracts';
import type { GatewayClient } from '../../demonstration/src/gateway-client.js';
import type { Invariant } from './invariant.js';
import { AUDITOR } from './log-reading.js';
import { FACT_OWNERS, FOUNDATIONS, type FactOwner, type ProductStores } from './product-stores.js';
import type { ProductUnderFault } from './product-under-fault.js';

export interface ReadModelEvidence {
  readonly product: ProductUnderFault;
  readonly stores: ProductStores;
  readonly client: GatewayClient;
}

type Snapshot = ReadonlyMap<string, readonly { readonly _id: string }[]>;

/** What each service keeps beside its aggregates, made from facts alone. */
export const READ_MODELS: Readonly<Record<FactOwner, readonly string[]>> = {
  applications: ['case_tasks', 'application_list', 'case_ages'],
  approvals: ['case_tasks', 'programs'],
  payments: ['case_tasks', 'facts', 'grant_list'],
};
const REBUILD_MS = 60_000;
const POLL_MS = 250;

/** Each read model is dropped and made again from the first fact on; then it must be what it was. */
export const readModelInvariants = (evidence: ReadModelEvidence): readonly Invariant[] => [
  ...FACT_OWNERS.map((service) => ({
    name: `read models of ${service} made anew are the live ones`,
    check: () => rebuilt(evidence, service),
  })),
  { name: "audits' log read anew is the live one", check: () => logReadAnew(evidence) },
];

const rebuilt = async ({ product, stores }: ReadModelEvidence, service: FactOwner) => {
  const models = READ_MODELS[service];
  const live = await snapshot(stores, service, models);
  await product.hold(service);
  for (const model of models) await stores.drop(service, model);
  product.release(service, { READ_MODELS_REBUILT: '1' });
  await product.untilReady(service);
  const deadline = Date.now() + REBUILD_MS;
  let difference = firstDifference(live, await snapshot(stores, service, models));
  while (difference !== null && Date.now() < deadline) {
    await sleep(POLL_MS);
    difference = firstDifference(live, await snapshot(stores, service, models));
  }
  const counts = [...live].map(([model, documents]) => `${documents.length} in ${model}`);
  const others = await othersOf(stores, service);
  const note = others.length === 0 ? [] : [`not compared: ${others.join(', ')}`];
  return { counted: [...counts, ...note].join(', '), difference };
};

/** Collections that are neither aggregates nor their foundations nor a read model known here: the verdict names them. */
const othersOf = async (stores: ProductStores, service: FactOwner): Promise<readonly string[]> => {
  const nouns = new Set(
    (await stores.aggregates()).map(({ _id }) => (_id.endsWith('/refusals') ? 'refusals' : _id.split('/')[0])),
  );
  const known = (name: string): boolean =>
    FOUNDATIONS.has(name) || READ_MODELS[service].includes(name) || nouns.has(name);
  const names = await stores.collections(service);
  const others: string[] = [];
  for (const name of names.filter((each) => !known(each))) {
    if ((await stores.documents(service, name)).length > 0) others.push(name);
  }
  return others;
};

const snapshot = async (stores: ProductStores, service: FactOwner, models: readonly string[]): Promise<Snapshot> =>
  new Map(
    await Promise.all(
      models.map(async (model) => [model, (await stores.documents(service, model)).map(comparable)] as const),
    ),
  );

interface CaseTasks {
  readonly _id: string;
  readonly version?: number;
  readonly subjects?: readonly { readonly subject: string }[];
}

/** How often a case's inbox was written, and in which order its aggregates came, is no part of what it shows. */
const comparable = (document: CaseTasks): CaseTasks => {
  if (document.subjects === undefined) return document;
  const { version: _version, ...shown } = document;
  return { ...shown, subjects: document.subjects.toSorted((a, b) => a.subject.localeCompare(b.subject)) };
};

const firstDifference = (live: Snapshot, made: Snapshot): string | null => {
  for (const [model, documents] of live) {
    const anew = new Map((made.get(model) ?? []).map((document) => [document._id, document]));
    for (const document of documents) {
      const other = anew.get(document._id);
      if (other === undefined) return `${model}: ${document._id} is not made anew`;
      if (!isDeepStrictEqual(document, other)) {
        return `${model}: ${document._id} is made anew as ${JSON.stringify(other)}, live it is ${JSON.stringify(document)}`;
      }
      anew.delete(document._id);
    }
    const [more] = anew.keys();
    if (more !== undefined) return `${model}: ${more} is made anew and not live`;
  }
  return null;
};

/** Audits reads its whole log when it starts: size and root must be those it had grown to. */
const logReadAnew = async ({ product, client }: ReadModelEvidence) => {
  const head = async () => LogHead.parse(await client.query(AUDITOR, 'audits', '/head'));
  const live = await head();
  // Asked to end it leaves its group, so that the next one need not wait until it is missed.
  await product.hold('audits', 'SIGTERM');
  product.release('audits');
  await product.untilReady('audits');
  const anew = await head();
  const isSame = live.size === anew.size && live.root === anew.root;
  return {
    counted: `${live.size} entries`,
    difference: isSame ? null : `${anew.size}:${anew.root} after, ${live.size}:${live.root} before`,
  };
};

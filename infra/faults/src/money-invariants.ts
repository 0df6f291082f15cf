import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EventEnvelope } from '#libs/contracts';
import { grantIdIn, type BudgetState, type GrantState, type PlannedGrant } from '#libs/domain';
import { outcomeFor } from '../../counterparts/src/bank-script.js';
import type { Invariant } from './invariant.js';
import type { ProductStores, StoredAggregate } from './product-stores.js';

export interface MoneyEvidence {
  readonly dataDir: string;
  readonly stores: ProductStores;
  readonly log: () => Promise<readonly EventEnvelope[]>;
}

const BankLine = z.object({
  line: z.literal('order'),
  order: z.object({
    key: z.string(),
    amountFen: z.int(),
    payee: z.object({ accountNo: z.string(), accountName: z.string() }),
  }),
  reference: z.string(),
});
type BankLine = z.infer<typeof BankLine>;

interface Grant extends PlannedGrant {
  readonly id: string;
}

const first = (differences: readonly string[]): string | null => differences[0] ?? null;

/** The bank's own book, the grants as payments has them, and the log: three accounts of one payment each. */
export const moneyInvariants = (evidence: MoneyEvidence): readonly Invariant[] => [
  { name: 'each grant is paid exactly once, says the bank too', check: () => paidOnce(evidence) },
  { name: 'budgets balance to the fen', check: () => budgetsBalance(evidence) },
];

const paidOnce = async ({ dataDir, stores, log }: MoneyEvidence) => {
  const settled = bankOrders(dataDir).filter(({ order }) => outcomeFor(order.payee).status === 'settled');
  const byGrant = groupBy(settled, ({ order }) => grantIdIn(order.key) ?? order.key);
  const grants = grantsOf(await stores.aggregates());
  const known = new Set(grants.map(({ id }) => id));
  const payments = groupBy(
    (await log()).filter(({ type }) => type === 'grant.paid' || type === 'grant.voucher-recorded'),
    ({ subject }) => subject.slice('grant/'.length),
  );
  const differences = [
    ...grants.flatMap((grant) => differencesOf(grant, byGrant.get(grant.id) ?? [], payments.get(grant.id) ?? [])),
    ...[...byGrant.keys()].filter((id) => !known.has(id)).map((id) => `the bank has paid ${id}, which is no grant`),
  ];
  const sum = settled.reduce((total, { order }) => total + order.amountFen, 0);
  return {
    counted: `${grants.length} grants, ${settled.length} bank orders of ${sum} fen`,
    difference: first(differences),
  };
};

const differencesOf = (grant: Grant, orders: readonly BankLine[], payments: readonly EventEnvelope[]): string[] => {
  const { id, fund, status, paid, amountFen } = grant;
  const expected = status === 'PAID' ? 1 : 0;
  const found: string[] = [];
  if (payments.length !== expected) found.push(`grant ${id} is ${status} and ${payments.length} times paid in the log`);
  if (paid !== null && paid.amountFen !== amountFen)
    found.push(`grant ${id} is of ${amountFen} fen, ${paid.amountFen} were paid`);
  if (fund === 'FISCAL_HEALTH') {
    if (orders.length > 0) found.push(`the bank has an order for ${id}, which the fiscal system pays`);
    return found;
  }
  // Instructed and not yet reported is one order as well.
  if (orders.length > 1 || (status === 'PAID' && orders.length !== 1)) {
    found.push(`grant ${id} is ${status} and the bank has paid it ${orders.length} times`);
  }
  const [order] = orders;
  if (order !== undefined && order.order.amountFen !== amountFen) {
    found.push(`grant ${id} is of ${amountFen} fen, the bank paid ${order.order.amountFen}`);
  }
  if (order !== undefined && paid !== null && paid.reference !== order.reference) {
    found.push(`grant ${id} names ${paid.reference}, the bank ${order.reference}`);
  }
  return found;
};

const budgetsBalance = async ({ stores }: MoneyEvidence) => {
  const aggregates = await stores.aggregates();
  const budgets = aggregates.filter(({ _id }) => /^budget\/[^/]+$/.test(_id)).map(({ state }) => state as BudgetState);
  const grants = grantsOf(aggregates);
  const differences = budgets.flatMap((budget) => {
    const { year, fund, amountFen, leftFen, reservedFen, paidFen, reservations } = budget;
    const name = `budget ${year}-${fund}`;
    const paid = reservations
      .filter(({ outcome }) => outcome === 'paid')
      .reduce((sum, each) => sum + each.amountFen, 0);
    const ofGrants = grants
      .filter((grant) => grant.fund === fund && grant.status === 'PAID')
      .filter(({ caseId }) => reservations.some(({ grant, outcome }) => outcome === 'paid' && grant.startsWith(caseId)))
      .reduce((sum, grant) => sum + grant.amountFen, 0);
    return [
      ...(leftFen + reservedFen + paidFen === amountFen
        ? []
        : [`${name}: ${leftFen} + ${reservedFen} + ${paidFen} is not ${amountFen}`]),
      ...(paid === paidFen ? [] : [`${name}: ${paidFen} paid, its reservations say ${paid}`]),
      ...(ofGrants === paidFen ? [] : [`${name}: ${paidFen} paid, its grants say ${ofGrants}`]),
    ];
  });
  const paidFen = budgets.reduce((sum, budget) => sum + budget.paidFen, 0);
  return { counted: `${budgets.length} budgets, ${paidFen} fen paid`, difference: first(differences) };
};

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const grantsOf = (aggregates: readonly StoredAggregate[]): readonly Grant[] =>
  aggregates.flatMap(({ _id, state }) => {
    if (!/^grant\/[^/]+$/.test(_id)) return [];
    const grant = state as GrantState;
    return grant.status === 'NONE' ? [] : [{ ...grant, id: _id.slice('grant/'.length) }];
  });

/** The bank's ledger as it lies on its disk. */
const bankOrders = (dataDir: string): readonly BankLine[] =>
  readFileSync(join(dataDir, 'counterparts', 'bank-orders.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const parsed = BankLine.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    });

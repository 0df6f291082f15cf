import { DEMONSTRATION_SITES } from '../../demonstration/src/demonstration-sites.js';
import type { CaseScript } from '../../demonstration/src/robots.js';
import { SeededRandom } from './seeded-random.js';

/** How a case turns; the crowd and its robots know what to do for each. */
export const TURNS = [
  'straight',
  'returned',
  'bank-failure',
  'rejected',
  'objected',
  'reconsidered',
  'rectified',
  'failed',
  'withdrawn',
  'deferred',
] as const;
export type Turn = (typeof TURNS)[number];

export interface FaultScript extends CaseScript {
  /** A reviewer of this kind returns for correction, once. */
  readonly returnedAt?: string;
}

export interface FaultCase {
  readonly turn: Turn;
  readonly script: FaultScript;
}

const REJECTING = ['formal-check', 'district-review', 'municipal-review', 'joint-review'] as const;
const RETURNING = ['formal-check', 'district-review', 'municipal-review', 'health-verification'] as const;
/** The bank gives an order to such an account back (`BANK_SCRIPT`). */
const REFUSED_ACCOUNT = '51000000009001';

/** The n-th case of a run: another employer and another address each time, so that no two stand in each other's way. */
export const faultCase = (seed: number, index: number): FaultCase => {
  const random = new SeededRandom(seed * 1_000 + index);
  const site = DEMONSTRATION_SITES[index % DEMONSTRATION_SITES.length];
  if (site === undefined) throw new Error('there are no demonstration employers');
  const turn = TURNS[(seed * 3 + index) % TURNS.length] ?? 'straight';
  const step = random.pick(turn === 'returned' ? RETURNING : REJECTING);
  return {
    turn,
    script: {
      site: { ...site, address: `成都市示例路${2_000 + index}号` },
      meeting: random.pick(['votes', 'record'] as const),
      ...(turn === 'rejected' ? { rejectedAt: step } : {}),
      ...(turn === 'reconsidered' ? { rejectedAt: 'district-review' } : {}),
      ...(turn === 'returned' ? { returnedAt: step } : {}),
      ...(turn === 'bank-failure' ? { union: { accountNo: REFUSED_ACCOUNT } } : {}),
    },
  };
};

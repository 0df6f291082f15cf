import { DEMONSTRATION_SITES } from '../../demonstration/src/demonstration-sites.js';
import type { CaseScript } from '../../demonstration/src/robots.js';
import { SeededRandom } from './seeded-random.js';

/** How a case turns; the crowd and its robots know what to do for each. */
export const TURNS = ['straight', 'rejected', 'bank-failure'] as const;
export type Turn = (typeof TURNS)[number];

export interface FaultCase {
  readonly turn: Turn;
  readonly script: CaseScript;
}

const REJECTING = ['formal-check', 'district-review', 'municipal-review', 'joint-review'] as const;
/** The bank gives an order to such an account back (`BANK_SCRIPT`). */
const REFUSED_ACCOUNT = '51000000009001';

/** The n-th case of a run: another employer and another address each time, so that no two stand in each other's way. */
export const faultCase = (seed: number, index: number): FaultCase => {
  const random = new SeededRandom(seed * 1_000 + index);
  const site = DEMONSTRATION_SITES[index % DEMONSTRATION_SITES.length];
  if (site === undefined) throw new Error('there are no demonstration employers');
  const turn = TURNS[(seed + index) % TURNS.length] ?? 'straight';
  return {
    turn,
    script: {
      site: { ...site, address: `成都市示例路${2_000 + index}号` },
      meeting: random.pick(['votes', 'record'] as const),
      ...(turn === 'rejected' ? { rejectedAt: random.pick(REJECTING) } : {}),
      ...(turn === 'bank-failure' ? { union: { accountNo: REFUSED_ACCOUNT } } : {}),
    },
  };
};

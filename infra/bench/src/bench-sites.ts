import { DEMONSTRATION_SITES } from '../../demonstration/src/demonstration-sites.js';
import type { CaseScript } from '../../demonstration/src/robots.js';

/** Employers that run everything themselves: all cases take the same way and have the same number of acts. */
const EMPLOYERS = DEMONSTRATION_SITES.filter(({ mode }) => mode === 'SELF');

/** The n-th case of a run: employers take turns, and each opens one site after another. */
export const benchScript = (run: string, n: number): CaseScript => {
  const employer = EMPLOYERS[n % EMPLOYERS.length];
  if (employer === undefined) throw new Error('There is no employer');
  return { site: { ...employer, address: `成都市测速路${run}-${n}号` }, meeting: 'record', oneFile: true };
};

import type { Refusal } from '#libs/contracts';
import { CITY, findUnit } from '../unit.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PIPE: what programs may do. Defaults of this programme; no regulation speaks of them. */
export const PIPELINE_RULES = {
  'R-PIPE-01': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '一个程序账号最多同时有{max}个有效凭据，请先作废一个',
    en: 'A program has at most {max} valid credentials at once; revoke one first',
  },
  'R-PIPE-02': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '区（市）县代码{unit}不存在，或超出该程序账号的范围{owner}',
    en: 'Unit {unit} does not exist or lies outside what this program may see ({owner})',
  },
  'R-PIPE-03': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '回调地址不可用：{fault}；请使用公网https地址',
    en: 'This address cannot receive events: {fault}; give a public https address',
  },
  'R-PIPE-04': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '超出程序账号的限额：{quota}最多{max}，请联系管理员',
    en: 'The quota of this program is used up: at most {max} {quota}; ask the operator',
  },
  'R-PIPE-05': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '认证方式为{authentication}时，公钥（publicKey）{keyNeed}',
    en: 'With authentication {authentication} a publicKey is {keyNeed}',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(PIPELINE_RULES);

/** Two, so that a credential is changed without an interruption and nothing is forgotten for long. */
export const CREDENTIALS_MAX = 2;

/** R-PIPE-01. `valid` is how many the account has now. */
export const checkCredentials = (valid: number): readonly Refusal[] =>
  valid < CREDENTIALS_MAX ? [] : [broken('R-PIPE-01', '', { max: CREDENTIALS_MAX })];

/** R-PIPE-02. An account of one unit filters by that unit only; one of the city by any. */
export const checkFilterUnits = (units: readonly string[], owner: string, pointer: string): readonly Refusal[] =>
  units.flatMap((unit, at) =>
    findUnit(unit) !== undefined && (owner === CITY.unitCode || unit === owner)
      ? []
      : [broken('R-PIPE-02', `${pointer}/${at}`, { unit, owner })],
  );

/** R-PIPE-02 for the account itself: one of the 23 units or the city. */
export const checkOwnerUnit = (unit: string, pointer: string): readonly Refusal[] =>
  findUnit(unit) === undefined ? [broken('R-PIPE-02', pointer, { unit, owner: CITY.unitCode })] : [];

/** R-PIPE-03. `fault` is a short code: `not-https`, `private-address`, `credentials-in-url`. */
export const endpointRefused = (fault: string, pointer: string): Refusal => broken('R-PIPE-03', pointer, { fault });

/** R-PIPE-04. */
export const checkQuota = (
  input: { readonly used: number; readonly max: number; readonly what: 'streams' | 'subscriptions' | 'rows' },
  pointer = '',
): readonly Refusal[] =>
  input.used <= input.max ? [] : [broken('R-PIPE-04', pointer, { quota: input.what, max: input.max })];

/** R-PIPE-05. */
export const checkPublicKey = (
  input: { readonly authentication: 'client-secret' | 'private-key-jwt'; readonly given: boolean },
  pointer = '/publicKey',
): readonly Refusal[] => {
  const needed = input.authentication === 'private-key-jwt';
  if (needed === input.given) return [];
  const { authentication } = input;
  return [broken('R-PIPE-05', pointer, { authentication, keyNeed: needed ? 'needed' : 'not-taken' })];
};

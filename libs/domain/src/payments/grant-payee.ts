import { refusal, type Payee, type Refusal } from '#libs/contracts';
import {
  checkAccountName,
  checkAccountNumber,
  checkCnaps,
  checkCoolOff,
  checkNotPersonalCard,
  isOverridable,
  isSameName,
} from '#libs/policy';
import type { PlannedGrant } from './grant-state.js';

/** A payee as read from the document of this hash; the state holds only the hash. */
export interface LoadedPayee {
  readonly hash: string;
  readonly payee: Payee;
}

/** What is wrong with an account, and what only the checker may let pass (a wrong CNAPS check digit). */
export interface PayeeFindings {
  readonly refusals: readonly Refusal[];
  readonly overridable: readonly Refusal[];
}

/** R-PAY-01…04 on a union's account. */
export const checkPayee = (payee: Payee, pointer: string): PayeeFindings => {
  const { accountName, legalName, cnaps, accountNo } = payee;
  const found = [
    ...checkAccountName({ fund: 'UNION_MUNI', accountName, unionName: legalName }, `${pointer}/accountName`),
    ...checkCnaps(cnaps, `${pointer}/cnaps`),
    ...checkAccountNumber(accountNo, `${pointer}/accountNo`),
    ...checkNotPersonalCard(accountNo, `${pointer}/accountNo`),
  ];
  return { refusals: found.filter((one) => !isOverridable(one)), overridable: found.filter(isOverridable) };
};

/** The same for the payee of record. Without a readable document of the present hash nobody is paid. */
export const checkPayeeOfRecord = (state: PlannedGrant, loaded: LoadedPayee | null): PayeeFindings =>
  loaded === null || loaded.hash !== state.payeeHash
    ? { refusals: [refusal('R-PAY-07', '/payee')], overridable: [] }
    : checkPayee(loaded.payee, '/payee');

/** A correction changes the account, never whom it belongs to: else R-PAY-01 would compare with what it is given. */
export const checkSamePerson = (former: LoadedPayee | null, payee: Payee): readonly Refusal[] => {
  if (former === null) return [refusal('R-PAY-07', '/payee')];
  return [
    ...(isSameName(former.payee.legalName, payee.legalName) ? [] : [refusal('R-PAY-01', '/payee/legalName')]),
    ...(former.payee.uscc === payee.uscc ? [] : [refusal('R-PAY-01', '/payee/uscc')]),
  ];
};

/** R-PAY-07: from the day after `until` the account may be paid, and the maker then verifies it anew. */
export const checkCooledOff = (state: PlannedGrant, today: string): readonly Refusal[] => {
  const { coolOffUntil } = state;
  if (coolOffUntil === null) return [];
  return checkCoolOff({ changed: true, reverified: true, coolOffEndsOn: coolOffUntil, today }, '').map((found) => ({
    ...found,
    params: { ...found.params, until: coolOffUntil },
  }));
};

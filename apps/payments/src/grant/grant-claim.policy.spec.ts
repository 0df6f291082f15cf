import { describe, expect, it } from '@jest/globals';
import { holdsGrantClaim, invoiceClaim, receiptClaim } from './grant-claim.policy.js';

const OWNER = 'grant/1';
const expense = (invoiceNo: string, outcome: string) => ({
  expense: 1,
  line: 'EX-01',
  amountFen: 1,
  invoiceNo,
  outcome,
});
const grantWith = (use: object) => ({ status: 'IN_USE', use: { expenses: [], findings: [], ...use } });

describe('what a grant holds', () => {
  it('are the invoices of its expenses that were not dropped', () => {
    const grant = grantWith({ expenses: [expense('A', 'open'), expense('B', 'paid'), expense('C', 'dropped')] });
    const held = ['A', 'B', 'C', 'D'].filter((no) => holdsGrantClaim(OWNER, grant, invoiceClaim(no)));
    expect(held).toEqual(['A', 'B']);
  });

  it('is an invoice that was dropped and registered anew', () => {
    const grant = grantWith({ expenses: [expense('A', 'dropped'), expense('A', 'open')] });
    expect(holdsGrantClaim(OWNER, grant, invoiceClaim('A'))).toBe(true);
  });

  it('are the receipts that it has recorded', () => {
    const grant = grantWith({ receipts: [{ reference: 'R-1', amountFen: 1 }] });
    expect(holdsGrantClaim(OWNER, grant, receiptClaim('R-1'))).toBe(true);
    expect(holdsGrantClaim(OWNER, grant, receiptClaim('R-2'))).toBe(false);
    expect(holdsGrantClaim(OWNER, grantWith({}), receiptClaim('R-1'))).toBe(false);
  });

  it('is no invoice before its birth, and everything that is not swept', () => {
    expect(holdsGrantClaim(OWNER, undefined, invoiceClaim('A'))).toBe(false);
    expect(holdsGrantClaim(OWNER, { status: 'NONE' }, invoiceClaim('A'))).toBe(false);
    expect(holdsGrantClaim(OWNER, undefined, 'reservation/budget/1/2')).toBe(true);
    expect(holdsGrantClaim(OWNER, { status: 'NONE' }, 'site-fund/site/1/UNION_MUNI')).toBe(true);
  });
});
